import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { Story } from '../story.fixture.ts'
import { abortedReads } from './aborted-reads.ts'

test('a value of an aborted transaction must not be seen', () => {
  const story = new Story().txn('a', ['send k x@0'], { outcome: 'fail' }).poll('b', 'k x@0')
  deepEqual(story.anomalies(abortedReads), ['G1a'])
})

test('a transaction must not see what it sent itself', () => {
  deepEqual(new Story().txn('a', ['send k x@0', 'poll k x@0']).anomalies(abortedReads), [
    'precommitted-read',
  ])
})

test('what nobody knows the end of may be seen', () => {
  const story = new Story().txn('a', ['send k x@0'], { outcome: 'info' }).poll('b', 'k x@0')
  deepEqual(story.anomalies(abortedReads), [])
})
