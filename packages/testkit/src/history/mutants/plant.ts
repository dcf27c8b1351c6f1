/**
 * Loaded before the broker (`node --import plant.ts?mutant=NAME`): plants one mistake in one file as
 * that is loaded. Ends the process if the file does not have the place any more.
 */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { assert } from '@barnabus/base'

import { repositoryDirectory } from '../../engines/repository.ts'
import { sourceMutants } from './source-mutants.ts'

const name = new URL(import.meta.url).searchParams.get('mutant')
const mutant = sourceMutants.find((candidate) => candidate.name === name)
assert(mutant !== undefined, `there is no mutant "${name}"`)
const { from, to } = mutant
const path = join(repositoryDirectory, 'packages', mutant.file)
const parts = readFileSync(path, 'utf8').split(from)
assert(parts.length === 2, `${mutant.file} must have "${from}" once`)

registerHooks({
  load(url, context, next) {
    if (url !== pathToFileURL(path).href) return next(url, context)
    return { ...next(url, context), source: parts.join(to) }
  },
})
