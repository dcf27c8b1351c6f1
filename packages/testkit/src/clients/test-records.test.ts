import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { linesOf, recordsOf } from './record-lines.ts'
import { partitionCount, testRecords } from './test-records.ts'

test('the same seed gives the same records', () => {
  equal(linesOf(testRecords(7)), linesOf(testRecords(7)))
  ok(linesOf(testRecords(7)) !== linesOf(testRecords(8)))
})

test('every partition gets odd records and small ones', () => {
  const records = testRecords()
  const odd = records.filter(({ timestampMs }) => timestampMs === 0 || timestampMs === 1)
  ok(odd.length > 0)
  for (let partition = 0; partition < partitionCount; partition += 1) {
    ok(records.filter((record) => record.partition === partition).length >= 1_000)
  }
})

test('a record survives its JSON line, null and empty told apart', () => {
  const records = testRecords()
  const back = recordsOf(linesOf(records))
  equal(back.length, records.length)
  for (const [index, record] of records.entries()) {
    const { offset, ...found } = back[index] ?? { offset: 0 }
    equal(offset, -1)
    deepEqual(plain(found), plain(record))
  }
})

/** Buffers and other byte arrays as one kind. */
function plain(record: object): unknown {
  return JSON.parse(
    JSON.stringify(record, (_, value: unknown) =>
      isBytes(value) ? Array.from(value instanceof Uint8Array ? value : value.data) : value,
    ),
  )
}

function isBytes(value: unknown): value is Uint8Array | { readonly data: readonly number[] } {
  const isBuffer = typeof value === 'object' && value !== null && 'data' in value
  return value instanceof Uint8Array || isBuffer
}
