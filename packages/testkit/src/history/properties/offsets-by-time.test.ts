import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { storedLog, Story } from '../story.fixture.ts'
import { offsetsByTime } from './offsets-by-time.ts'

// A record's time is ten times its offset, except for the one that is sent late.
const log = storedLog('k', ['- x@0 y@1 z@2'], { timestamps: { 1: 90 } })

const asked = (timestamp: number, offset: number): readonly string[] =>
  new Story()
    .tell('d', {}, log)
    .tell('d', {}, { kind: 'offset-for-time', key: 'k', timestamp, offset })
    .anomalies(offsetsByTime)

test('the first record that is not older is the right one, wherever the times go', () => {
  deepEqual(asked(0, 0), [])
  deepEqual(asked(15, 1), [])
  deepEqual(asked(90, 1), [])
  deepEqual(asked(91, -1), [])
})

test('any other is found', () => {
  for (const [timestamp, offset] of [
    [15, 2],
    [15, 0],
    [15, -1],
    [91, 2],
  ] as const) {
    deepEqual(asked(timestamp, offset), ['wrong-offset-for-time'])
  }
})
