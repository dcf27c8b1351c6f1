import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { Story } from '../story.fixture.ts'
import { inconsistentOffsets } from './inconsistent-offsets.ts'

test('two polls that see different values at one offset are inconsistent', () => {
  const story = new Story().poll('a', 'k x@0').poll('b', 'k y@0')
  deepEqual(story.anomalies(inconsistentOffsets), ['inconsistent-offsets'])
})

test('an acknowledgement counts, and so does a poll of an operation that failed', () => {
  const story = new Story().send('a', 'k x@0').poll('b', 'k y@0', { outcome: 'fail' })
  deepEqual(story.anomalies(inconsistentOffsets), ['inconsistent-offsets'])
})

test('an offset that was told to a transaction without effect is free again', () => {
  const story = new Story().txn('a', ['send k x@0'], { outcome: 'fail' }).poll('b', 'k y@0')
  deepEqual(story.anomalies(inconsistentOffsets), [])
})

test('the same offset in two keys is two places', () => {
  deepEqual(new Story().poll('a', 'k x@0').poll('a', 'l y@0').anomalies(inconsistentOffsets), [])
})
