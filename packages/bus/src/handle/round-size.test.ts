import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { RoundSize } from './round-size.ts'

test('rounds grow while handlers are quick, and shrink at once when they are not', () => {
  const size = new RoundSize(16)
  const sizes = [
    [500, 5],
    [1000, 10],
    [2000, 20],
    [4000, 40],
    [4000, 8000],
    [50, 100],
  ].map(([count = 0, ms = 0]) => {
    size.note(count, ms)
    return size.now
  })

  deepEqual(sizes, [1000, 2000, 4000, 4000, 50, 50])
})

test('a round that is not full lets none grow, and none is larger than was said', () => {
  const size = new RoundSize(16, 100)
  size.note(10, 1)
  const before = size.now
  size.note(100, 10_000)

  deepEqual([before, size.now], [100, 16])
  equal(new RoundSize(16, 4).now, 4)
})
