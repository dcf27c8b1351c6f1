import { deepEqual, equal } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { test } from 'node:test'
import {
  ErrorCode,
  RecordBatch,
  crc32c,
  encodeBatch,
  type BatchDraft,
  type RecordDraft,
} from '@barnabus/protocol'
import { defaultTopicLogSettings, type TopicLogSettings } from '../settings.ts'
import type { AppendContext, Refused } from './append-outcome.ts'
import { validateBatch } from './validate-batch.ts'

const nowMs = 1_700_000_000_000
const context: AppendContext = { leaderEpoch: 0, origin: 'client', requestedAtMs: nowMs }

function record(draft: Partial<RecordDraft> = {}): RecordDraft {
  return { key: Buffer.from('k'), value: Buffer.from('v'), timestamp: BigInt(nowMs), ...draft }
}

function batch(draft: Partial<BatchDraft> = {}): Uint8Array {
  return encodeBatch({ records: [record(), record()], ...draft })
}

/** A batch of which `change` has altered the header, with a checksum that holds. */
function altered(change: (view: DataView) => void, draft: Partial<BatchDraft> = {}): Uint8Array {
  const bytes = batch(draft)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  change(view)
  view.setUint32(17, crc32c(bytes.subarray(21)))
  return bytes
}

function refusalOf(
  bytes: Uint8Array,
  settings: Partial<TopicLogSettings> = {},
  more: Partial<AppendContext> = {},
): Refused {
  const outcome = validateBatch(
    bytes,
    { ...defaultTopicLogSettings, ...settings },
    { ...context, ...more },
  )
  if (outcome.kind === 'valid') throw new Error('it was taken')
  return outcome
}

function errorOf(...given: Parameters<typeof refusalOf>): ErrorCode {
  return refusalOf(...given).errorCode
}

test('a batch as clients send it is valid, in every codec', () => {
  for (const compression of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
    const outcome = validateBatch(batch({ compression }), defaultTopicLogSettings, context)
    equal(outcome.kind, 'valid')
  }
})

test('whatever is not exactly one whole batch of format 2 is refused', () => {
  const whole = batch()
  equal(errorOf(new Uint8Array(0)), ErrorCode.invalidRecord)
  equal(errorOf(whole.subarray(0, 60)), ErrorCode.invalidRecord)
  equal(errorOf(whole.subarray(0, -1)), ErrorCode.invalidRecord)
  equal(errorOf(Buffer.concat([whole, whole])), ErrorCode.invalidRecord)
  equal(errorOf(altered((view) => view.setInt8(16, 1))), ErrorCode.invalidRecord)
  equal(errorOf(altered((view) => view.setInt8(16, 3))), ErrorCode.corruptMessage)
  equal(errorOf(altered((view) => view.setInt32(8, 10))), ErrorCode.corruptMessage)
  equal(errorOf(altered((view) => view.setInt32(8, -1))), ErrorCode.corruptMessage)
})

test('a checksum that does not hold is corruption, before anything else is believed', () => {
  const bytes = batch()
  bytes[bytes.length - 1]! ^= 1
  equal(errorOf(bytes), ErrorCode.corruptMessage)
})

test('a header that lies about offsets and counts is refused', () => {
  equal(errorOf(batch({ baseOffset: 5n })), ErrorCode.invalidRecord)
  equal(errorOf(altered((view) => view.setInt32(23, -1))), ErrorCode.invalidRecord)
  equal(errorOf(altered((view) => view.setInt32(57, 0))), ErrorCode.invalidRecord)
  equal(errorOf(altered((view) => view.setInt32(57, 3))), ErrorCode.invalidRecord)
  const three = (view: DataView): void => {
    view.setInt32(57, 3)
    view.setInt32(23, 2)
  }
  equal(errorOf(altered(three)), ErrorCode.invalidRecord)
  equal(errorOf(altered(three, { compression: 'gzip' })), ErrorCode.invalidRecord)
})

test('clients write no control records, and no sequence without number', () => {
  equal(errorOf(batch({ isControl: true })), ErrorCode.invalidRecord)
  equal(errorOf(batch({ producerId: 1n, producerEpoch: 0 })), ErrorCode.invalidRecord)
})

test('the size that counts is that of the compressed batch', () => {
  const records = [record({ value: Buffer.alloc(10_000) })]
  const small = batch({ records, compression: 'gzip' })
  const limit = { maxMessageBytes: small.length }
  equal(validateBatch(small, { ...defaultTopicLogSettings, ...limit }, context).kind, 'valid')
  equal(errorOf(small, { maxMessageBytes: small.length - 1 }), ErrorCode.messageTooLarge)
  equal(errorOf(batch({ records }), limit), ErrorCode.messageTooLarge)
  equal(errorOf(batch({ records }), { segmentBytes: 10_000 }), ErrorCode.recordListTooLarge)
})

test('compression that cannot be read is refused', () => {
  const unknown = altered((view) => view.setInt16(21, 7))
  equal(errorOf(unknown), ErrorCode.unsupportedCompressionType)
  const zstd = batch({ compression: 'zstd' })
  equal(errorOf(zstd, {}, { zstdAllowed: false }), ErrorCode.unsupportedCompressionType)
  const broken = altered((view) => view.setInt32(61, 0), { compression: 'gzip' })
  equal(errorOf(broken), ErrorCode.invalidRecord)
})

test('a batch that would grow past all bounds is refused as one too large', () => {
  const bomb = batch({
    records: [record({ value: Buffer.alloc(110_000_000) })],
    compression: 'zstd',
  })
  equal(errorOf(bomb), ErrorCode.messageTooLarge)
})

test('a compacted topic names the records that have no key', () => {
  const records = [record(), record({ key: null }), record(), record({ key: null })]
  const refused = refusalOf(batch({ records }), { cleanupPolicy: ['compact'] })
  equal(refused.errorCode, ErrorCode.invalidRecord)
  deepEqual(
    refused.recordErrors.map(({ batchIndex }) => batchIndex),
    [1, 3],
  )
})

test('timestamps too far away are refused by name, missing ones and stamped topics are not', () => {
  const late = BigInt(nowMs + 3_600_001)
  const early = BigInt(nowMs - 1_001)
  const records = [record(), record({ timestamp: late }), record({ timestamp: -1n })]
  const refused = refusalOf(batch({ records }))
  equal(refused.errorCode, ErrorCode.invalidTimestamp)
  deepEqual(
    refused.recordErrors.map(({ batchIndex }) => batchIndex),
    [1],
  )
  const before = { messageTimestampBeforeMaxMs: 1_000 }
  equal(
    errorOf(batch({ records: [record({ timestamp: early })] }), before),
    ErrorCode.invalidTimestamp,
  )

  const settings = { ...defaultTopicLogSettings, ...before }
  const none = batch({ records: [record({ timestamp: -1n })] })
  equal(validateBatch(none, settings, context).kind, 'valid')
  const stamping = { ...settings, messageTimestampType: 'LogAppendTime' } as const
  equal(validateBatch(batch({ records }), stamping, context).kind, 'valid')
})

test('a producer does not say that the broker has stamped its records', () => {
  const stamped = batch({ timestampType: 'logAppendTime' })
  equal(errorOf(stamped), ErrorCode.invalidTimestamp)
  const stamping = { messageTimestampType: 'LogAppendTime' } as const
  equal(errorOf(stamped, stamping), ErrorCode.invalidTimestamp)
})

test('the largest timestamp is that of the records, not what the header claims', () => {
  const bytes = altered((view) => view.setBigInt64(35, 9n))
  const outcome = validateBatch(bytes, defaultTopicLogSettings, context)
  equal(outcome.kind === 'valid' && outcome.maxTimestamp, BigInt(nowMs))
  equal(RecordBatch.at(bytes).maxTimestamp, 9n)
})
