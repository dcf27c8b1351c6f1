import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { FetchAllowance } from './fetch-allowance.ts'

test('the first partition with anything gives a batch, however small the limits are', () => {
  const allowance = new FetchAllowance(10)

  deepEqual(allowance.forPartition(4), { maxBytes: 4, minOneBatch: true })
  allowance.take(0)
  deepEqual(allowance.forPartition(4), { maxBytes: 4, minOneBatch: true })
  allowance.take(1_000_000)

  equal(allowance.isSpent, true)
  deepEqual(allowance.forPartition(4), { maxBytes: 0, minOneBatch: false })
})

test('after the first batch both limits bind: the partition’s and the answer’s', () => {
  const allowance = new FetchAllowance(100)
  allowance.take(30)

  deepEqual(allowance.forPartition(50), { maxBytes: 50, minOneBatch: false })
  deepEqual(allowance.forPartition(90), { maxBytes: 70, minOneBatch: false })
})

test('a limit below zero leaves the first batch and nothing more', () => {
  const allowance = new FetchAllowance(-1)
  deepEqual(allowance.forPartition(-5), { maxBytes: 0, minOneBatch: true })

  allowance.take(1)
  equal(allowance.isSpent, true)
})
