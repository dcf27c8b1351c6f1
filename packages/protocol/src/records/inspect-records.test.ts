import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isOperatingError } from '@barnabus/base'
import { compress, type Compression } from './compression.ts'
import { encodeBatch } from './encode-batch.ts'
import { inspectRecords } from './inspect-records.ts'
import { batchHeaderSize } from './batch-layout.ts'
import { RecordBatch } from './record-batch.ts'

const limits = { decompressedSizeMax: 1024 * 1024 }
const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const

function fiveRecords(): Uint8Array {
  const value = new TextEncoder().encode('some value')
  const records = [3n, 1n, 9n, 9n, 2n].map((timestamp) => ({ key: value, value, timestamp }))
  return encodeBatch({ records })
}

/** A batch whose header says `recordCount`, around these record bytes. */
function batchAround(
  recordBytes: Uint8Array,
  recordCount: number,
  compression: Compression = 'none',
): RecordBatch {
  const body = compress(compression, recordBytes)
  const bytes = Buffer.concat([encodeBatch({ records: [{}], compression }).subarray(0, 61), body])
  bytes.writeInt32BE(bytes.length - 12, 8)
  bytes.writeInt32BE(recordCount, 57)
  return RecordBatch.at(bytes)
}

test('the inspection of a batch tells what the log wants to know of its records', () => {
  const value = new Uint8Array(10)
  const records = [
    { key: value, timestamp: 5n },
    { key: value, timestamp: 9n },
    { key: null, timestamp: 9n },
    { key: null, timestamp: -1n },
  ]
  for (const compression of codecs) {
    const inspection = inspectRecords(RecordBatch.at(encodeBatch({ records, compression })), limits)

    deepEqual(inspection, {
      kind: 'valid',
      recordCount: 4,
      minTimestamp: -1n,
      maxTimestamp: 9n,
      maxTimestampIndex: 1,
      nullKeyIndex: 2,
      recordsSizeBytes: 2 * 17 + 2 * 7,
    })
  }
})

test('timestamps that no number can hold exactly are still told exactly', () => {
  const timestamps = [0n, 2n ** 60n, 2n ** 60n + 1n, -(2n ** 62n), -(2n ** 62n) - 1n]
  const records = timestamps.map((timestamp) => ({ timestamp }))

  const inspection = inspectRecords(RecordBatch.at(encodeBatch({ records })), limits)

  ok(inspection.kind === 'valid')
  equal(inspection.maxTimestamp, 2n ** 60n + 1n)
  equal(inspection.maxTimestampIndex, 2)
  equal(inspection.minTimestamp, -(2n ** 62n) - 1n)
})

test('a batch has exactly as many records as it says', () => {
  const recordBytes = fiveRecords().subarray(batchHeaderSize)
  for (const compression of codecs) {
    const inspect = (recordCount: number): unknown =>
      inspectRecords(batchAround(recordBytes, recordCount, compression), limits)

    deepEqual(inspect(4), {
      kind: 'invalid',
      reason: 'there are more records than the batch says',
      recordIndex: 4,
    })
    for (const recordCount of [6, 2 ** 31 - 1]) {
      deepEqual(inspect(recordCount), {
        kind: 'invalid',
        reason: 'there are fewer records than the batch says',
        recordIndex: -1,
      })
    }
  }
})

test('a batch without records is invalid, whatever number it says', () => {
  for (const recordCount of [0, -1, 1]) {
    equal(inspectRecords(batchAround(new Uint8Array(0), recordCount), limits).kind, 'invalid')
  }
  equal(
    inspectRecords(batchAround(Uint8Array.of(12, 0, 0, 0, 1, 1, 0), -1), limits).kind,
    'invalid',
  )
})

test('offset deltas count up from 0 without a gap', () => {
  const record = (delta: number): number[] => [12, 0, 0, delta << 1, 1, 1, 0]
  for (const [deltas, recordIndex] of [
    [[1, 2], 0],
    [[0, 2], 1],
    [[0, 0], 1],
    [[1, 0], 0],
  ] as const) {
    const batch = batchAround(Uint8Array.from(deltas.flatMap(record)), deltas.length)

    deepEqual(inspectRecords(batch, limits), {
      kind: 'invalid',
      reason: 'the offset deltas do not count up from 0',
      recordIndex,
    })
  }
})

test('bytes after the last record are a record too many', () => {
  const bytes = Buffer.concat([fiveRecords().subarray(batchHeaderSize), Uint8Array.of(0)])

  equal(inspectRecords(batchAround(bytes, 5), limits).kind, 'invalid')
})

test('a codec that nobody has defined and data that is none of its codec are invalid', () => {
  const undefinedCodec = RecordBatch.at(fiveRecords())
  undefinedCodec.bytes[22]! |= 5
  const wrongCodec = RecordBatch.at(fiveRecords())
  wrongCodec.bytes[22]! |= 3

  for (const batch of [undefinedCodec, wrongCodec]) {
    deepEqual(inspectRecords(batch, limits), {
      kind: 'invalid',
      reason: 'the records cannot be decompressed',
      recordIndex: -1,
    })
  }
})

test('damaged anywhere, a batch is inspected and read without any surprise', () => {
  const originals = codecs.map((compression) => {
    const value = new TextEncoder().encode('some value '.repeat(5))
    const headers = [{ key: 'header', value }]
    return encodeBatch({ records: [{ value }, { key: value, headers }, { value }], compression })
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...originals),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }),
      (original, changes) => {
        const bytes = Uint8Array.from(original)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        const found = RecordBatch.find(bytes)
        if (found.kind !== 'batch') return

        const inspection = inspectRecords(found.batch, limits)

        try {
          const count = [...found.batch.records(limits)].length
          if (inspection.kind === 'valid') equal(count, inspection.recordCount)
        } catch (error) {
          ok(isOperatingError(error), String(error))
          equal(inspection.kind, 'invalid')
        }
      },
    ),
    { numRuns: 3000 },
  )
})
