import { equal } from 'node:assert/strict'
import { test } from 'node:test'

import { firstDifference } from './compare.ts'
import type { ReadRecord } from './record-lines.ts'
import type { TestRecord } from './test-records.ts'

const sent: TestRecord = {
  partition: 0,
  key: Buffer.from('key'),
  value: Buffer.alloc(0),
  headers: [
    ['a', Buffer.from('1')],
    ['a', null],
  ],
  timestampMs: 5,
}

const read: ReadRecord = { ...sent, offset: 0 }

test('what is the same has no difference, whoever was read first', () => {
  const other = { ...sent, partition: 1 }
  equal(firstDifference([sent, other], [{ ...other, offset: 0 }, read]), undefined)
})

test('each part of a record is compared', () => {
  const differences: readonly (readonly [Partial<ReadRecord>, string])[] = [
    [{ value: null }, 'partition 0: offset 0: value "" (0 bytes) was read as null'],
    [{ key: null }, 'partition 0: offset 0: key "key" (3 bytes) was read as null'],
    [{ headers: [] }, 'partition 0: offset 0: headers ["a","a"] were read as []'],
    [{ timestampMs: 6 }, 'partition 0: offset 0: timestamp 5 was read as 6'],
    [{ offset: 1 }, 'partition 0: offset 1 where 0 should be'],
    [{ partition: 1 }, 'partition 0: 1 records were sent, 0 read'],
  ]
  for (const [change, words] of differences) {
    equal(firstDifference([sent], [{ ...read, ...change }]), words)
  }
})

test('the value of each header is compared, null and empty told apart', () => {
  const headers = [['a', Buffer.from('1')] as const, ['a', Buffer.alloc(0)] as const]
  const words = 'partition 0: offset 0: header "a" null was read as "" (0 bytes)'
  equal(firstDifference([sent], [{ ...read, headers }]), words)
})

test('a record too many is a difference', () => {
  equal(firstDifference([sent], [read, { ...read, offset: 1 }]), '1 records were sent, 2 read')
})

test('a client that sets no timestamps gets that of its sending', () => {
  const between = { fromMs: 100, toMs: 200 }
  equal(firstDifference([sent], [{ ...read, timestampMs: 150 }], between), undefined)
  const words = 'partition 0: offset 0: timestamp 100-200 was read as 5'
  equal(firstDifference([sent], [read], between), words)
})
