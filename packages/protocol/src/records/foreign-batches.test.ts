import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { compress } from './compression.ts'
import { readControlRecord } from './control-record.ts'
import {
  foreignBatches,
  type ExpectedRecord,
  type ForeignBatch,
} from './foreign-batches.fixture.ts'
import { inspectRecords } from './inspect-records.ts'
import { RecordBatch } from './record-batch.ts'
import type { KafkaRecord } from './records.ts'

const limits = { decompressedSizeMax: 1024 * 1024 }

const textDecoder = new TextDecoder()

function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : textDecoder.decode(bytes)
}

function asText(record: KafkaRecord): unknown {
  const { offset, timestamp, key, value, headers } = record
  return {
    offset,
    timestamp,
    key: textOf(key),
    value: textOf(value),
    headers: headers.map((header) => [header.key, textOf(header.value)]),
  }
}

function expected({ times = 1, headers = [], value, ...rest }: ExpectedRecord): unknown {
  return { ...rest, value: value === null ? null : value.repeat(times), headers }
}

function batchOf(foreign: ForeignBatch): RecordBatch {
  return RecordBatch.at(Buffer.from(foreign.batch, 'base64'))
}

for (const foreign of foreignBatches) {
  test(`a foreign batch is understood: ${foreign.name}`, () => {
    const batch = batchOf(foreign)

    ok(batch.checksumHolds())
    for (const [field, value] of Object.entries(foreign.header)) {
      equal(batch[field as keyof RecordBatch], value, field)
    }
    if (batch.isControl) return
    deepEqual(Array.from(batch.records(limits), asText), foreign.records.map(expected))
  })
}

test('the batches of foreign producers pass inspection', () => {
  for (const foreign of foreignBatches) {
    const batch = batchOf(foreign)
    // Compaction took records out of it: no producer sends such a batch.
    if (batch.deleteHorizonMs !== undefined) continue

    const inspection = inspectRecords(batch, limits)

    equal(inspection.kind, 'valid', foreign.name)
    ok(inspection.kind === 'valid')
    equal(inspection.recordCount, batch.recordCount)
    if (batch.timestampType === 'createTime') {
      equal(inspection.maxTimestamp, batch.maxTimestamp, foreign.name)
    }
  }
})

test('the markers of a foreign coordinator are understood', () => {
  const markers = foreignBatches.filter((foreign) => foreign.header.isControl === true)
  const read = markers.map((foreign) =>
    Array.from(batchOf(foreign).records(limits), readControlRecord),
  )

  deepEqual(read, [
    [{ kind: 'endTransaction', outcome: 'abort', coordinatorEpoch: 9 }],
    [{ kind: 'endTransaction', outcome: 'commit', coordinatorEpoch: 9 }],
  ])
})

test('our snappy has the header and the block size of the library that Java uses', () => {
  const javas = batchOf(foreignBatches.find(({ name }) => name === 'Java, snappy')!).recordBytes

  const ours = compress('snappy', new Uint8Array(32 * 1024 + 1))

  deepEqual(Buffer.from(ours.subarray(0, 16)), Buffer.from(javas.subarray(0, 16)))
  const firstBlockSize = Buffer.from(ours).readInt32BE(16)
  // A raw block starts with its size as a varint: 32768, then what is left.
  deepEqual([...ours.subarray(20, 23)], [0x80, 0x80, 0x02])
  deepEqual([...ours.subarray(20 + firstBlockSize + 4, 20 + firstBlockSize + 5)], [1])
})
