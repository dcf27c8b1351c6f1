import { deepEqual, equal, rejects } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { test } from 'node:test'
import { ManualClock } from '@barnabus/base'
import { RecordBatch, crc32c, encodeBatch, encodeEndTransactionMarker } from '@barnabus/protocol'
import { recordLimits } from '../append/validate-batch.ts'
import { cleanBatch, type CleaningRules } from './clean-batch.ts'
import { CleanedTransactions } from './cleaned-transactions.ts'
import { CompactionDamage } from './compaction-damage.ts'
import { OffsetMap } from './offset-map.ts'
import { Pace } from './pace.ts'

const nowMs = 1_700_000_000_000

/** Rules by which the newest offsets of keys are these. */
function rules(
  newest: Readonly<Record<string, bigint>>,
  more: Partial<CleaningRules> = {},
): CleaningRules {
  const map = new OffsetMap({ start: 0n, end: 1_000n, memoryBytes: 100_000, loadFactor: 0.9 })
  for (const [key, offset] of Object.entries(newest)) map.put(Buffer.from(key), offset)
  map.advanceTo(1_000n)
  return {
    map,
    transactions: new CleanedTransactions([]),
    nowMs,
    deleteRetentionMs: 5_000,
    isLastOfProducer: () => false,
    pace: new Pace(new ManualClock(), () => Number.MAX_VALUE),
    ...more,
  }
}

type Draft = Partial<Parameters<typeof encodeBatch>[0]>

/** Records `key=value`, or `key` for a tombstone, a millisecond apart, from offset 10 on. */
function batchOf(texts: readonly string[], draft: Draft = {}): RecordBatch {
  const records = texts.map((text, index) => {
    const [key = '', value] = text.split('=')
    const bytes = value === undefined ? null : Buffer.from(value)
    const headers = [{ key: 'h', value: Buffer.from(text) }]
    return { key: Buffer.from(key), value: bytes, headers, timestamp: BigInt(nowMs - 100 + index) }
  })
  const batch = RecordBatch.at(encodeBatch({ records, baseOffset: 10n, ...draft }))
  batch.assignOffset(10n, 3)
  return batch
}

function recordsOf(batch: RecordBatch | undefined): readonly string[] {
  return Array.from(
    batch?.records(recordLimits) ?? [],
    ({ offset, key, value, timestamp, headers }) => {
      const text = `${Buffer.from(key ?? []).toString()}=${value === null ? 'null' : Buffer.from(value).toString()}`
      return `${offset} ${text} ${Number(timestamp) - nowMs} ${headers.length}`
    },
  )
}

test('only the newest record of a key stays, at its offset and with its time, in every codec', async () => {
  for (const compression of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
    const batch = batchOf(['a=1', 'b=1', 'a=2', 'c=1'], { compression })
    const cleaned = await cleanBatch(batch, rules({ a: 12n, b: 900n, c: 13n }), false)
    deepEqual(recordsOf(cleaned), ['12 a=2 -98 1', '13 c=1 -97 1'])
    equal(cleaned?.checksumHolds(), true)
    deepEqual(
      [
        cleaned?.baseOffset,
        cleaned?.lastOffset,
        cleaned?.partitionLeaderEpoch,
        cleaned?.recordCount,
      ],
      [10n, 13n, 3, 2],
    )
    equal(cleaned?.compression, compression)
    equal(cleaned?.maxTimestamp, BigInt(nowMs - 97))
  }
})

test('the largest timestamp is that of the records that stayed', async () => {
  const cleaned = await cleanBatch(batchOf(['a=1', 'b=1']), rules({ a: 10n, b: 99n }), false)
  equal(cleaned?.maxTimestamp, BigInt(nowMs - 100))
})

test('a batch that keeps everything keeps its bytes', async () => {
  const batch = batchOf(['a=1', 'b=1'], { compression: 'gzip' })
  equal(await cleanBatch(batch, rules({ a: 10n, b: 11n }), true), batch)
})

test('a batch of which nothing is left goes, unless it has to stay', async () => {
  const batch = batchOf(['a=1', 'a=2'], {
    producerId: 7n,
    producerEpoch: 1,
    baseSequence: 40,
    compression: 'zstd',
  })
  const replaced = { a: 99n }
  equal(await cleanBatch(batch, rules(replaced), false), undefined)
  const isLastOfProducer = (): boolean => true
  for (const [more, mustStay] of [
    [{}, true],
    [{ isLastOfProducer }, false],
  ] as const) {
    const empty = await cleanBatch(batch, rules(replaced, more), mustStay)
    deepEqual([empty?.recordCount, empty?.sizeBytes, empty?.compression], [0, 61, 'none'])
    deepEqual([empty?.baseOffset, empty?.lastOffset, empty?.lastSequence], [10n, 11n, 41])
    deepEqual([empty?.maxTimestamp, empty?.checksumHolds()], [batch.maxTimestamp, true])
    equal(await cleanBatch(empty!, rules(replaced), false), undefined, 'the next time it goes')
  }
})

test('a tombstone gets a horizon when it is met first, and goes when that has passed', async () => {
  const batch = batchOf(['a', 'b=1'], { compression: 'lz4' })
  const newest = { a: 10n, b: 11n }
  const first = await cleanBatch(batch, rules(newest), false)
  equal(first?.deleteHorizonMs, BigInt(nowMs + 5_000))
  deepEqual(
    recordsOf(first),
    ['10 a=null -100 1', '11 b=1 -99 1'],
    'its records say what they said',
  )
  const before = rules(newest, { nowMs: nowMs + 4_999, deleteRetentionMs: 1 })
  equal(await cleanBatch(first!, before, false), first, 'the horizon stays what it was')
  const after = rules(newest, { nowMs: nowMs + 5_000 })
  deepEqual(recordsOf(await cleanBatch(first!, after, false)), ['11 b=1 -99 1'])
})

test('a tombstone that was replaced goes at once', async () => {
  const cleaned = await cleanBatch(batchOf(['a', 'b=1']), rules({ a: 50n, b: 11n }), false)
  deepEqual(recordsOf(cleaned), ['11 b=1 -99 1'])
  equal(cleaned?.deleteHorizonMs, undefined)
})

test('records stamped by the log keep its stamp when the horizon is written', async () => {
  const batch = batchOf(['a', 'b=1'])
  batch.stampAppendTime(BigInt(nowMs))
  const cleaned = await cleanBatch(batch, rules({ a: 10n, b: 11n }), false)
  deepEqual(recordsOf(cleaned), ['10 a=null 0 1', '11 b=1 0 1'])
})

test('what the map does not cover stays, and what has no key goes', async () => {
  const map = new OffsetMap({ start: 0n, end: 1_000n, memoryBytes: 100_000, loadFactor: 0.9 })
  map.put(Buffer.from('a'), 10n)
  map.advanceTo(12n)
  const records = ['a', null, null].map((key) => ({
    key: key === null ? null : Buffer.from(key),
    value: Buffer.from('1'),
  }))
  const batch = RecordBatch.at(encodeBatch({ records }))
  batch.assignOffset(10n, 0)
  deepEqual(
    recordsOf(await cleanBatch(batch, rules({}, { map }), false)).map((text) => text.split(' ')[0]),
    ['10', '12'],
  )
})

test('a marker waits for its horizon when nothing of its transaction is left', async () => {
  const marker = RecordBatch.at(
    encodeEndTransactionMarker({
      outcome: 'commit',
      producerId: 7n,
      producerEpoch: 0,
      coordinatorEpoch: 0,
      timestamp: BigInt(nowMs),
    }),
  )
  marker.assignOffset(20n, 0)
  const first = await cleanBatch(marker, rules({}), false)
  equal(first?.deleteHorizonMs, BigInt(nowMs + 5_000))
  equal(recordsOf(first).length, 1)
  equal(await cleanBatch(first!, rules({}, { nowMs: nowMs + 5_000 }), false), undefined)
})

test('a batch whose records do not hold is damage', async () => {
  const bytes = Uint8Array.from(batchOf(['a=1']).bytes)
  bytes[61] = 0x7f
  new DataView(bytes.buffer).setUint32(17, crc32c(bytes.subarray(21)))
  await rejects(cleanBatch(RecordBatch.at(bytes), rules({}), false), CompactionDamage)
})
