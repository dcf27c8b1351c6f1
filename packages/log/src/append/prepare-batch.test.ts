import { deepEqual, equal, ok } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { test } from 'node:test'
import { ErrorCode, encodeBatch, type Compression } from '@barnabus/protocol'
import { defaultTopicLogSettings } from '../settings.ts'
import { prepareBatch } from './prepare-batch.ts'

const context = { leaderEpoch: 0, origin: 'client', requestedAtMs: 1_700_000_000_000 } as const
const codecs: readonly Compression[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']

const records = Array.from({ length: 20 }, (_, index) => ({
  key: Buffer.from(`key ${index}`),
  value: Buffer.from('value '.repeat(index)),
  headers: [{ key: 'h', value: Buffer.from('x') }],
  timestamp: BigInt(context.requestedAtMs - index),
}))

const producer = { producerId: 7n, producerEpoch: 3, baseSequence: 40 }

test('a batch is brought from any codec into any other, and stays the same batch', () => {
  for (const from of codecs) {
    for (const to of codecs) {
      const bytes = encodeBatch({ records, compression: from, ...producer })
      const settings = { ...defaultTopicLogSettings, compressionType: to }
      const prepared = prepareBatch(bytes, settings, context)
      if (prepared.kind === 'refused') throw new Error(prepared.message)

      const { batch } = prepared
      ok(batch.checksumHolds())
      equal(batch.compression, to)
      deepEqual([batch.producerId, batch.producerEpoch, batch.baseSequence], [7n, 3, 40])
      equal(batch.bytes === bytes, from === to, 'only what must change is rewritten')
      const values = [...batch.records({ decompressedSizeMax: 100_000 })].map(({ value }) => value)
      deepEqual(
        values.map((value) => Buffer.from(value ?? [])),
        records.map(({ value }) => value),
      )
    }
  }
})

test('"producer" leaves the bytes as they came', () => {
  const bytes = encodeBatch({ records, compression: 'lz4' })
  const before = Buffer.from(bytes)
  const prepared = prepareBatch(bytes, defaultTopicLogSettings, context)
  ok(prepared.kind === 'prepared' && before.equals(prepared.batch.bytes))
})

test('a batch that is too large only after recompression is refused all the same', () => {
  const bytes = encodeBatch({ records, compression: 'gzip' })
  const settings = { ...defaultTopicLogSettings, maxMessageBytes: bytes.length + 50 }
  const refused = prepareBatch(bytes, { ...settings, compressionType: 'none' }, context)
  equal(refused.kind === 'refused' && refused.errorCode, ErrorCode.messageTooLarge)
})

test('log append time stamps the whole batch with the time of the request', () => {
  const settings = { ...defaultTopicLogSettings, messageTimestampType: 'LogAppendTime' } as const
  const prepared = prepareBatch(encodeBatch({ records }), settings, context)
  if (prepared.kind === 'refused') throw new Error(prepared.message)
  equal(prepared.logAppendTimeMs, 1_700_000_000_000n)
  equal(prepared.batch.maxTimestamp, 1_700_000_000_000n)
  equal(prepared.batch.timestampType, 'logAppendTime')
  ok(prepared.batch.checksumHolds())
})
