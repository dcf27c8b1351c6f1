import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'

import { RecordBatch, cursorOf, encodeBatch, type BatchDraft } from '@barnabus/protocol'

import { ConsumerRecord } from './consumer-record.ts'

function recordsOf(draft: BatchDraft): readonly ConsumerRecord[] {
  const batch = RecordBatch.at(encodeBatch(draft))
  const cursor = cursorOf(batch, { decompressedSizeMax: 1_000_000 })
  const records: ConsumerRecord[] = []
  const facts = {
    ...{ topic: 'orders', partition: 3, leaderEpoch: 5, appendTime: undefined },
    ...{ baseOffset: 100n, baseTimestamp: batch.baseTimestamp },
  }
  while (cursor.next()) records.push(new ConsumerRecord(facts, cursor))
  return records
}

test('a record shows what its producer wrote', () => {
  const headers = [
    { key: 'trace', value: Buffer.from('a') },
    { key: 'none', value: null },
    { key: 'trace', value: Buffer.from('b') },
    { key: 'long'.repeat(50), value: Buffer.alloc(300, 1) },
  ]
  const [record, empty] = recordsOf({
    records: [
      { key: Buffer.from('k'), value: Buffer.from('v'), headers, timestamp: 1000n },
      { timestamp: 900n },
    ],
  })

  equal(record?.offset, 100n)
  equal(record.timestamp, 1000n)
  equal(record.key?.toString(), 'k')
  equal(record.value, record.value)
  equal(record.headers.get('trace')?.toString(), 'b')
  deepEqual(record.headers.getAll('trace').map(String), ['a', 'b'])
  equal(record.headers.get('none'), null)
  equal(record.headers.get('other'), undefined)
  deepEqual(
    Array.from(record.headers, ([name, value]) => [name.length, value?.length]),
    [
      [5, 1],
      [4, undefined],
      [5, 1],
      [200, 300],
    ],
  )
  equal(empty?.offset, 101n)
  equal(empty.timestamp, 900n)
  equal(empty.key, null)
  equal(empty.value, null)
  equal(empty.headers.size, 0)
})

test('a timestamp that numbers would round is exact', () => {
  const [, record] = recordsOf({
    records: [{ timestamp: 0n }, { timestamp: 2n ** 60n + 1n }],
  })
  equal(record?.timestamp, 2n ** 60n + 1n)
})

test('a record prints as what it is', () => {
  const [record] = recordsOf({ records: [{ value: Buffer.from('v'), timestamp: 1n }] })
  match(inspect(record), /topic: 'orders',\s+partition: 3,\s+offset: 100n/)
})
