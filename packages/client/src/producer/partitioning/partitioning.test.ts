import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'

import { seededRandom } from '@barnabus/testkit'

import { choosePartition } from './choose-partition.ts'
import { StickyPartition } from './sticky-partition.ts'

describe('the choice of a partition for records without a key', () => {
  const candidates = [
    { partition: 3, waiting: 0 },
    { partition: 5, waiting: 3 },
    { partition: 7, waiting: 1 },
  ]
  const shares = (isAdaptive: boolean): readonly number[] => {
    const random = seededRandom(1)
    const counts = new Map<number, number>()
    for (let index = 0; index < 8000; index += 1) {
      const partition = choosePartition(candidates, isAdaptive, random)
      counts.set(partition, (counts.get(partition) ?? 0) + 1)
    }
    return [3, 5, 7].map((partition) => Math.round((counts.get(partition) ?? 0) / 1000))
  }

  test('prefers those for which fewer batches wait, in proportion', () => {
    // Weights are the longest queue plus one, less their own: 4, 1 and 3 of 8.
    deepEqual(shares(true), [4, 1, 3])
  })

  test('is even where it does not adapt', () => {
    ok(shares(false).every((share) => share === 3 || share === 2))
  })

  test('stays for a batch, for two if that one is not full', () => {
    const sticky = new StickyPartition()
    let next = 0
    const current = (): number => sticky.current(() => (next += 1))

    equal(current(), 1)
    sticky.wrote(60, 100, false)
    equal(current(), 1)
    sticky.wrote(60, 100, false)
    equal(current(), 1)
    sticky.wrote(10, 100, true)
    equal(current(), 2)
    sticky.wrote(200, 100, false)
    equal(current(), 3)
  })
})
