import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { Story } from '../story.fixture.ts'
import { lostWrites } from './lost-writes.ts'

test('an acknowledged record below one that was read is lost if nobody reads it', () => {
  const story = new Story().send('a', 'k x@0').send('a', 'k y@1').poll('b', 'k y@1')
  deepEqual(story.anomalies(lostWrites), ['lost-write', 'unseen'])
})

test('an acknowledged record beyond all that was read is unseen', () => {
  const story = new Story().send('a', 'k x@0').send('a', 'k y@1').poll('b', 'k x@0')
  deepEqual(story.anomalies(lostWrites), ['unseen'])
})

test('one visible record of a transaction with unknown end asks for all of them', () => {
  const story = new Story()
    .txn('a', ['send k x@0', 'send l y@0'], { outcome: 'info' })
    .send('c', 'l z@5')
    .poll('b', 'k x@0')
    .poll('b', 'l z@5')
  deepEqual(story.anomalies(lostWrites), ['lost-write', 'unseen'])
})

test('and also for those whose offset was never told', () => {
  const story = new Story()
    .txn('a', ['send k x@0', 'send l y@?'], { outcome: 'info' })
    .poll('b', 'k x@0')
  deepEqual(story.anomalies(lostWrites), ['unseen'])
})

test('visible group offsets of such a transaction ask for its records too', () => {
  const commits = { group: 'g', offsets: { k: 7 } }
  const story = new Story()
    .txn('a', ['send l y@0'], { outcome: 'info', commits })
    .tell('b', {}, { kind: 'committed', committed: commits })
  deepEqual(story.anomalies(lostWrites), ['unseen'])
})

test('a transaction with unknown end of which nothing is seen may have happened or not', () => {
  const story = new Story().txn('a', ['send k x@0', 'send l y@?'], { outcome: 'info' })
  deepEqual(story.anomalies(lostWrites), [])
})

test('a duplicate that was read once is not lost', () => {
  const story = new Story().send('a', 'k x@0').send('a', 'k y@1').poll('b', 'k y@1 x@2')
  deepEqual(story.anomalies(lostWrites), [])
})
