import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { Story } from '../story.fixture.ts'
import { duplicates } from './duplicates.ts'

test('a value at two offsets of its key is a duplicate', () => {
  deepEqual(new Story().send('a', 'k x@0').poll('b', 'k x@0 x@3').anomalies(duplicates), [
    'duplicate',
  ])
})

test('a value in a key it was not sent to is misplaced', () => {
  deepEqual(new Story().send('a', 'k x@0').poll('b', 'l x@0').anomalies(duplicates), ['misplaced'])
})

test('a value that is read twice is no duplicate', () => {
  deepEqual(new Story().poll('b', 'k x@0').poll('c', 'k x@0').anomalies(duplicates), [])
})
