import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { whatIsWrongWith } from './copy-check.ts'

const source = [
  [0, 2, 4],
  [1, 3, 5],
]

test('a copy has each record once, in its partition and in order', () => {
  deepEqual(whatIsWrongWith(source, source), [])
})

test('what is lost, doubled, misplaced or out of order is told', () => {
  const wrong = (copy: readonly (readonly number[])[]): readonly string[] =>
    whatIsWrongWith(copy, source)
  deepEqual(wrong([[0, 4], source[1]!]), ['partition 0: 1 records lost: 2'])
  deepEqual(wrong([[0, 2, 2, 4], source[1]!]), ['partition 0: 1 records copied twice: 2'])
  deepEqual(wrong([source[0]!, [3, 1, 5]]), ['partition 1: 1 records out of order: 1'])
  deepEqual(
    wrong([
      [0, 2, 4, 5],
      [1, 3],
    ]),
    ['partition 0: 1 records from elsewhere: 5', 'partition 1: 1 records lost: 5'],
  )
})
