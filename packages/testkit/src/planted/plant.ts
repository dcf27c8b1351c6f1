/** Loaded by Node before a program (`--import=plant.ts?mistake=NAME`): plants that mistake. */
import { registerHooks } from 'node:module'

import { assert } from '@barnabus/base'

import { allMistakes } from './all-mistakes.ts'

const name = new URL(import.meta.url).searchParams.get('mistake')
const mistake = allMistakes.find((each) => each.name === name)
assert(mistake !== undefined, `there is no mistake "${name}"`)
const { file, right, wrong } = mistake

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith(`/packages/${file}`)) return loaded
    const source = Buffer.from(loaded.source as Uint8Array).toString()
    assert(source.split(right).length === 2, `"${right}" must stand in ${file} once`)
    return { ...loaded, source: source.replace(right, () => wrong) }
  },
})
