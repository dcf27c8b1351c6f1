import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { Story } from '../story.fixture.ts'
import { circumstances } from './circumstances.ts'

test('causes, crashes, lag and repeated consumption are reported and never fail', () => {
  const story = new Story()
    .txn('a', ['send k x@0'])
    .txn('a', ['send k y@1'])
    .txn('a', ['send k z@?'], { outcome: 'info' })
    .subscribe('b')
    .poll('b', 'k x@0')
    .poll('c', 'k x@0')
    .subscribe('c')
    .tell('a', {}, { kind: 'crash' })
  deepEqual(story.anomalies(circumstances), [
    '(causes)',
    '(causes)',
    '(realtime-lag)',
    '(consume-counts)',
  ])
})

test('of a history without any of it nothing is said', () => {
  deepEqual(new Story().txn('a', ['send k x@0']).poll('b', 'k x@0').anomalies(circumstances), [])
})
