import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey } from '@barnabus/protocol'

import { coverageGaps } from './coverage.ts'
import * as scenariosByFile from './scenarios/index.ts'
import type { Scenario } from './scenario.ts'

test('all that is served has scenarios, at its lowest and at its highest version', () => {
  deepEqual(coverageGaps(Object.values<readonly Scenario[]>(scenariosByFile).flat()), [])
})

const offered = [{ apiKey: ApiKey.Fetch, versions: { min: 4, max: 18 } }]

test('an API without scenarios is a gap at both ends', () => {
  deepEqual(coverageGaps([], offered, new Map()), [
    'Fetch v4 is served and in no scenario',
    'Fetch v18 is served and in no scenario',
  ])
})

test('an end that is not played is a gap, whatever lies between', () => {
  const played = [4, 11, 17].map((version) => ({ apiKey: ApiKey.Fetch, version }))
  deepEqual(coverageGaps(played, offered, new Map()), ['Fetch v18 is served and in no scenario'])
})

test('an excuse counts as long as it is needed', () => {
  const excused = new Map([[ApiKey.Fetch, 'for a reason']])
  deepEqual(coverageGaps([], offered, excused), [])
  const played = [4, 18].map((version) => ({ apiKey: ApiKey.Fetch, version }))
  deepEqual(coverageGaps(played, offered, excused), ['Fetch needs no excuse any more'])
})
