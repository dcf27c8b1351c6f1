/**
 * Loaded by Node before a broker (`--import plant.ts?mistake=…`): the broker's source has that
 * mistake when it comes from disk. So the product has no switch for being wrong.
 */
import { registerHooks } from 'node:module'

import { mistakes } from './mistakes.ts'

const name = new URL(import.meta.url).searchParams.get('mistake')
const mistake = mistakes.find((each) => each.name === name)
if (mistake === undefined) throw new Error(`There is no mistake "${name}"`)
const { file, right, wrong } = mistake

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith(`/packages/broker/src/${file}`)) return loaded
    const source = Buffer.from(loaded.source as Uint8Array).toString()
    if (source.split(right).length !== 2) throw new Error(`"${right}" must stand in ${file} once`)
    return { ...loaded, source: source.replace(right, () => wrong) }
  },
})
