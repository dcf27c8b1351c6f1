import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

import { repositoryDirectory } from '../engines/repository.ts'
import { benchmarkPage, keptText } from './benchmark-page.ts'
import type { Contestant } from './contestants.ts'
import { scenarios } from './scenarios/index.ts'

const us: Contestant = {
  engine: 'barnabus',
  client: '',
  variant: '',
  settings: {},
  synced: 'always',
}
const run = {
  command: 'npm run bench -- start',
  circumstances: ['today', 'here'],
  effort: { rounds: 3, scale: 1, settings: {} },
}
const [first, second] = scenarios

test('a run prints its own section and keeps those of others, in their order', () => {
  ok(first && second)
  const resultOf = (ms: number) => [{ contestant: us, title: 'Barnabus', medians: { ms } }]
  const one = benchmarkPage('', run, { scenario: second, results: resultOf(17) })
  const both = benchmarkPage(one, run, { scenario: first, results: resultOf(18) })
  equal(keptText(one, first), undefined)
  equal(keptText(both, second), keptText(one, second))
  ok(both.indexOf('18') < both.indexOf('17'))
  const again = benchmarkPage(both, run, { scenario: first, results: resultOf(19) })
  equal(again, both.replace('18', '19'))
})

test('every scenario has its section on the page', async () => {
  const page = await readFile(join(repositoryDirectory, 'docs/benchmarks.md'), 'utf8')
  const missing = scenarios.filter((scenario) => keptText(page, scenario) === undefined)
  deepEqual(
    missing.map(({ name }) => name),
    [],
  )
})
