import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import type { Watermarks } from '../model/operation.ts'
import { storedLog, Story } from '../story.fixture.ts'
import { watermarks } from './watermarks.ts'

type Said = Pick<
  Watermarks,
  'logStartOffset' | 'lastStableOffset' | 'highWatermark' | 'logEndOffset'
>
const answers = (...said: readonly Said[]): Story => {
  const story = new Story()
  for (const one of said) story.tell('b', {}, { kind: 'watermarks', key: 'k', ...one })
  return story
}

test('watermarks in order are fine, also equal ones and where some are not said', () => {
  const good = { logStartOffset: 0, lastStableOffset: 3, highWatermark: 5, logEndOffset: 5 }
  deepEqual(answers(good, { highWatermark: 6 }).anomalies(watermarks), [])
})

const wrong: readonly [string, Said][] = [
  ['a last stable offset above the high watermark', { lastStableOffset: 6, highWatermark: 5 }],
  ['a log start above the last stable offset', { logStartOffset: 4, lastStableOffset: 3 }],
  ['a high watermark above the log end', { highWatermark: 6, logEndOffset: 5 }],
  ['a log start above the log end', { logStartOffset: 6, logEndOffset: 5 }],
]
for (const [name, said] of wrong) {
  test(`${name} is out of order`, () => {
    deepEqual(answers(said).anomalies(watermarks), ['watermarks-out-of-order'])
  })
}

test('a watermark that goes back is found, unless both were asked for at once', () => {
  deepEqual(answers({ lastStableOffset: 5 }, { lastStableOffset: 4 }).anomalies(watermarks), [
    'watermark-went-back',
  ])
  const atOnce = answers({ lastStableOffset: 5 })
  atOnce.tell('c', { invokedAtMs: 1 }, { kind: 'watermarks', key: 'k', lastStableOffset: 4 })
  deepEqual(atOnce.anomalies(watermarks), [])
})

test('a high watermark beyond the end that the log has at last is found', () => {
  const story = answers({ highWatermark: 9 }).tell('b', {}, storedLog('k', ['- x@0']))
  deepEqual(story.anomalies(watermarks), ['watermark-beyond-end'])
})
