import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { Story } from '../story.fixture.ts'
import { pollOrder } from './poll-order.ts'

/** Three records, known because somebody has read them all. */
const known = (): Story => new Story().poll('all', 'k x@0 y@5 z@9')

test('offsets may have gaps; what counts are the records between', () => {
  deepEqual(known().poll('a', 'k x@0').poll('a', 'k y@5 z@9').anomalies(pollOrder), [])
})

test('a record left out between two polls is a skip', () => {
  deepEqual(known().poll('a', 'k x@0').poll('a', 'k z@9').anomalies(pollOrder), ['poll-skip'])
})

test('a record that comes again is a step back', () => {
  deepEqual(known().poll('a', 'k y@5').poll('a', 'k y@5').anomalies(pollOrder), [
    'nonmonotonic-poll',
  ])
})

test('the same inside one operation has its own name', () => {
  deepEqual(known().txn('a', ['poll k x@0', 'poll k z@9']).anomalies(pollOrder), ['int-poll-skip'])
  deepEqual(known().poll('a', 'k y@5 x@0').anomalies(pollOrder), ['int-nonmonotonic-poll'])
})

test('an assignment sets the position', () => {
  const again = known().poll('a', 'k x@0 y@5').assign('a', { k: 0 }).poll('a', 'k x@0')
  deepEqual(again.anomalies(pollOrder), [])
  deepEqual(known().assign('a', { k: 3 }).poll('a', 'k y@5').anomalies(pollOrder), [])
  deepEqual(known().assign('a', { k: 1 }).poll('a', 'k z@9').anomalies(pollOrder), ['poll-skip'])
})

test('after an operation that failed the position may be anywhere', () => {
  const story = known().poll('a', 'k x@0').poll('a', 'k y@5', { outcome: 'fail' })
  deepEqual(story.poll('a', 'k y@5').anomalies(pollOrder), [])
})

test('who subscribed may jump between polls, but not inside one', () => {
  const between = known().subscribe('a').poll('a', 'k x@0').poll('a', 'k z@9')
  deepEqual(between.anomalies(pollOrder), ['(poll-skip)'])
  deepEqual(known().subscribe('a').poll('a', 'k x@0 z@9').anomalies(pollOrder), ['int-poll-skip'])
})

test('a key that was rebalanced meanwhile may jump inside an operation', () => {
  const circumstances = { rebalanced: ['k'] }
  const story = known().subscribe('a').txn('a', ['poll k x@0', 'poll k z@9'], circumstances)
  deepEqual(story.anomalies(pollOrder), [])
})
