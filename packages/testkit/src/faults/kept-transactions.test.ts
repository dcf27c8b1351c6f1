import { deepEqual, match } from 'node:assert/strict'
import { test } from 'node:test'

import {
  shownTwice,
  whatIsWrongWithTransactions,
  type Fate,
  type Transaction,
} from './kept-transactions.ts'

/** A transaction with a record in each of two partitions. */
const transaction = (name: string, fate: Fate): Transaction => ({
  fate,
  records: [0, 1].map((partition) => ({ partition, value: `${name}${partition}` })),
})
const [a, b, c] = [
  transaction('a', 'committed'),
  transaction('b', 'hidden'),
  transaction('c', 'either'),
]

test('what was committed is shown, what was only asked for is shown or not', () => {
  const all = [a, b, c]
  deepEqual(whatIsWrongWithTransactions(all, [['a0'], ['a1']]), [])
  const others = [
    ['x0', 'a0', 'c0'],
    ['a1', 'x1', 'c1'],
  ]
  deepEqual(whatIsWrongWithTransactions(all, others), [])
  deepEqual(shownTwice(others), [])
})

const mistakes: readonly [string, readonly (readonly string[])[], RegExp][] = [
  ['a lost record', [['a0'], []], /a1 was committed and is not shown/],
  ['a record in another partition', [['a0', 'a1'], []], /a1 was committed and is not shown/],
  ['a record that was aborted', [['a0', 'b0'], ['a1']], /b0 is shown, which nobody committed/],
  ['half a transaction', [['a0', 'c0'], ['a1']], /c1 is not shown, c0 of the same/],
  [
    'a later record before an earlier',
    [
      ['c0', 'a0'],
      ['a1', 'c1'],
    ],
    /c0 is shown before/,
  ],
]
for (const [name, seen, expected] of mistakes) {
  test(`${name} is found`, () => {
    match(whatIsWrongWithTransactions([a, b, c], seen).join('\n'), expected)
  })
}

test('a record that is shown twice is found', () => {
  deepEqual(shownTwice([['a0', 'a0'], ['a1']]), ['a0 is shown twice'])
})
