import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { encodeBatch } from './encode-batch.ts'
import type { RecordDraft } from './record-draft.ts'
import { inspectRecords } from './inspect-records.ts'
import { RecordBatch } from './record-batch.ts'

const limits = { decompressedSizeMax: 1024 * 1024 }

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const nullableBytes = fc.option(fc.uint8Array({ maxLength: 300 }), { nil: null })
const recordDraft: fc.Arbitrary<Required<RecordDraft>> = fc.record({
  key: nullableBytes,
  value: nullableBytes,
  // Half of the headers share a key, so that repeated ones are common.
  headers: fc.array(
    fc.record({
      key: fc.oneof(fc.constant('same'), fc.string({ unit: 'grapheme', maxLength: 40 })),
      value: nullableBytes,
    }),
    { maxLength: 5 },
  ),
  timestamp: fc.oneof(fc.bigInt({ min: -1n, max: 2n ** 41n }), int64),
})
const codec = fc.constantFrom('none', 'gzip', 'snappy', 'lz4', 'zstd')

function plain(bytes: Uint8Array | null): number[] | null {
  return bytes && [...bytes]
}

test('what is encoded is decoded again, with every codec, byte for byte', () => {
  fc.assert(
    fc.property(
      fc.array(recordDraft, { minLength: 1, maxLength: 12 }),
      codec,
      int64.filter((offset) => offset >= 0n && offset < 2n ** 62n),
      (records, compression, baseOffset) => {
        const batch = RecordBatch.at(encodeBatch({ records, compression, baseOffset }))

        ok(batch.checksumHolds())
        equal(batch.compression, compression)
        const decoded = Array.from(batch.records(limits), (record) => ({
          ...record,
          key: plain(record.key),
          value: plain(record.value),
          headers: record.headers.map(({ key, value }) => ({ key, value: plain(value) })),
        }))
        deepEqual(
          decoded,
          records.map((record, index) => ({
            offset: baseOffset + BigInt(index),
            timestamp: record.timestamp,
            key: plain(record.key),
            value: plain(record.value),
            headers: record.headers.map(({ key, value }) => ({ key, value: plain(value) })),
          })),
        )
      },
    ),
  )
})

test('inspection finds the timestamps and the missing keys of what is encoded', () => {
  fc.assert(
    fc.property(
      fc.array(recordDraft, { minLength: 1, maxLength: 12 }),
      codec,
      (records, compression) => {
        const bytes = encodeBatch({ records, compression })

        const inspection = inspectRecords(RecordBatch.at(bytes), limits)

        ok(inspection.kind === 'valid')
        const timestamps = records.map(({ timestamp }) => timestamp)
        const sorted = timestamps.toSorted((left, right) => (left < right ? -1 : 1))
        equal(inspection.recordCount, records.length)
        equal(inspection.minTimestamp, sorted[0])
        equal(inspection.maxTimestamp, sorted.at(-1))
        equal(inspection.maxTimestampIndex, timestamps.indexOf(sorted.at(-1)!))
        equal(
          inspection.nullKeyIndex,
          records.findIndex(({ key }) => key === null),
        )
      },
    ),
  )
})

test('a batch without anything special is that of a plain producer', () => {
  const batch = RecordBatch.at(encodeBatch({ records: [{}] }))

  deepEqual(
    [batch.baseOffset, batch.partitionLeaderEpoch, batch.attributes, batch.lastOffsetDelta],
    [0n, -1, 0, 0],
  )
  deepEqual([batch.producerId, batch.producerEpoch, batch.baseSequence], [-1n, -1, -1])
  deepEqual([batch.baseTimestamp, batch.maxTimestamp, batch.recordCount], [-1n, -1n, 1])
  deepEqual(
    [...batch.records(limits)],
    [{ offset: 0n, timestamp: -1n, key: null, value: null, headers: [] }],
  )
})

test('a batch has at least one record', () => {
  throws(() => encodeBatch({ records: [] }), { name: 'AssertionError' })
})
