import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { encodeBatch } from './encode-batch.ts'
import { RecordBatch } from './record-batch.ts'

const limits = { decompressedSizeMax: 1024 * 1024 }

function threeRecords(): RecordBatch {
  return RecordBatch.at(
    encodeBatch({
      records: [{ timestamp: 1000n }, { timestamp: 3000n }, { timestamp: 2000n }],
      baseOffset: 40n,
      partitionLeaderEpoch: 7,
      producerId: 2n ** 40n,
      producerEpoch: 3,
      baseSequence: 10,
      isTransactional: true,
    }),
  )
}

test('a batch shows every field of its header', () => {
  const batch = threeRecords()

  deepEqual(
    [batch.baseOffset, batch.lastOffset, batch.nextOffset, batch.lastOffsetDelta],
    [40n, 42n, 43n, 2],
  )
  deepEqual([batch.partitionLeaderEpoch, batch.magic, batch.recordCount], [7, 2, 3])
  deepEqual([batch.baseTimestamp, batch.maxTimestamp], [1000n, 3000n])
  deepEqual(
    [batch.producerId, batch.producerEpoch, batch.baseSequence, batch.lastSequence],
    [2n ** 40n, 3, 10, 12],
  )
  deepEqual([batch.compression, batch.timestampType], ['none', 'createTime'])
  deepEqual([batch.isTransactional, batch.isControl, batch.hasProducerId], [true, false, true])
  equal(batch.deleteHorizonMs, undefined)
})

test('a batch is found in the middle of a buffer, and is exactly its own bytes', () => {
  const { bytes } = threeRecords()
  const buffer = Buffer.concat([Buffer.alloc(5, 0xff), bytes, Buffer.alloc(9, 0xff)])

  const batch = RecordBatch.at(buffer, 5)

  equal(batch.sizeBytes, bytes.length)
  deepEqual(Buffer.from(batch.bytes), Buffer.from(bytes))
  ok(batch.checksumHolds())
})

test('giving a batch its offset leaves its checksum right and moves its records', () => {
  const batch = threeRecords()
  const { crc } = batch

  batch.assignOffset(2n ** 53n + 1n, 9)

  deepEqual([batch.baseOffset, batch.partitionLeaderEpoch], [2n ** 53n + 1n, 9])
  equal(batch.crc, crc)
  ok(batch.checksumHolds())
  const offsets = Array.from(batch.records(limits), (record) => record.offset)
  deepEqual(offsets, [2n ** 53n + 1n, 2n ** 53n + 2n, 2n ** 53n + 3n])
})

test('stamping the append time gives all records that time and a new checksum', () => {
  const batch = threeRecords()

  batch.stampAppendTime(1_700_000_000_000n)

  equal(batch.timestampType, 'logAppendTime')
  equal(batch.maxTimestamp, 1_700_000_000_000n)
  equal(batch.baseTimestamp, 1000n)
  ok(batch.checksumHolds())
  const timestamps = Array.from(batch.records(limits), (record) => record.timestamp)
  deepEqual(timestamps, [1_700_000_000_000n, 1_700_000_000_000n, 1_700_000_000_000n])
})

test('the checksum notices a change anywhere from the attributes on', () => {
  const { bytes } = threeRecords()
  for (let position = 17; position < bytes.length; position += 1) {
    const changed = Uint8Array.from(bytes)
    changed[position]! ^= 1
    ok(!RecordBatch.at(changed).checksumHolds(), `byte ${position}`)
  }
})

test('sequence numbers start again at 0 after the largest int32', () => {
  const lastSequenceFrom = (baseSequence: number): number =>
    RecordBatch.at(encodeBatch({ records: [{}, {}, {}], baseSequence })).lastSequence

  equal(lastSequenceFrom(2 ** 31 - 3), 2 ** 31 - 1)
  equal(lastSequenceFrom(2 ** 31 - 2), 0)
  equal(lastSequenceFrom(2 ** 31 - 1), 1)
  equal(lastSequenceFrom(-1), -1)
})

test('a batch cut off anywhere says that bytes are missing', () => {
  const { bytes } = threeRecords()
  for (let size = 0; size < bytes.length; size += 1) {
    const cut = bytes.subarray(0, size)
    equal(RecordBatch.find(cut).kind, 'partial', `${size} bytes`)
    throws(() => RecordBatch.at(cut), { code: 'PROTOCOL_BATCH_TRUNCATED' })
  }
})

test('message sets of the old formats and impossible sizes are not batches', () => {
  const oldMagic = Uint8Array.from(threeRecords().bytes)
  oldMagic[16] = 1
  const tooSmall = Uint8Array.from(threeRecords().bytes)
  tooSmall.set([0, 0, 0, 48], 8)
  const negative = Uint8Array.from(threeRecords().bytes)
  negative[8] = 0x80

  for (const bytes of [oldMagic, tooSmall, negative]) {
    throws(() => RecordBatch.at(bytes), { code: 'PROTOCOL_BATCH_MALFORMED' })
  }
})
