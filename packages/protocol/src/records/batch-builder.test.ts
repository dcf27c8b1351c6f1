import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'

import { BatchBuilder } from './batch-builder.ts'
import { noProducer, sealBatch } from './batch-header.ts'
import type { Compression } from './compression.ts'
import { encodeBatch } from './encode-batch.ts'
import { RecordBatch } from './record-batch.ts'

const encoder = new TextEncoder()
const limits = { decompressedSizeMax: 1_000_000 }

describe('a batch that grows', () => {
  for (const compression of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] satisfies Compression[]) {
    test(`has the bytes of one written at once (${compression})`, () => {
      const builder = new BatchBuilder(Buffer.alloc(100))
      const times = [1_700_000_000_000, 1_700_000_000_500, 1_600_000_000_000, 0]
      const values = ['', 'ascii', 'Grüße 🎉', 'x'.repeat(500)]
      for (const [index, value] of values.entries()) {
        const record = { key: index === 1 ? null : value, value, headers: headers(value) }
        ok(builder.append(record, times[index]!, 1_000_000))
      }
      const bytes = builder.finish(compression)
      sealBatch(bytes, noProducer)

      const atOnce = encodeBatch({
        compression,
        records: values.map((value, index) => ({
          key: index === 1 ? null : encoder.encode(value),
          value: encoder.encode(value),
          headers: headers(value).map(({ key, value: text }) => ({
            key,
            value: text === null ? null : encoder.encode(text),
          })),
          timestamp: BigInt(times[index]!),
        })),
      })
      deepEqual(Buffer.from(bytes), Buffer.from(atOnce))
    })
  }

  test('takes no record that makes it too large, except the first', () => {
    const builder = new BatchBuilder(Buffer.alloc(100))

    ok(builder.append({ value: 'x'.repeat(200) }, 0, 100))
    equal(builder.append({ value: 'y' }, 0, builder.sizeBytes + 7), false)
    ok(builder.append({ value: 'y' }, 0, builder.sizeBytes + 8))
    equal(builder.recordCount, 2)
  })

  test('can be sealed again with other numbers', () => {
    const builder = new BatchBuilder(Buffer.alloc(100))
    builder.append({ value: 'x' }, 5, 100)
    const bytes = builder.finish('none')

    const first = { producerId: 7n, producerEpoch: 1, baseSequence: 9, isTransactional: true }
    sealBatch(bytes, first)
    sealBatch(bytes, { ...first, producerEpoch: 2, baseSequence: 0, isTransactional: false })

    const batch = RecordBatch.at(bytes)
    ok(batch.checksumHolds())
    deepEqual(
      [batch.producerId, batch.producerEpoch, batch.baseSequence, batch.isTransactional],
      [7n, 2, 0, false],
    )
    equal([...batch.records(limits)].length, 1)
  })
})

function headers(
  value: string,
): readonly { readonly key: string; readonly value: string | null }[] {
  return [
    { key: 'trace', value },
    { key: 'Grüße', value: null },
  ]
}
