import { assert } from '@barnabus/base'
import { sealBatch, writeBatchHeader } from './batch-header.ts'
import { batchHeaderSize, type TimestampType } from './batch-layout.ts'
import { compress, type Compression } from './compression.ts'
import type { RecordDraft } from './record-draft.ts'
import { RecordWriter } from './record-writer.ts'

/** A batch to be written. What is left out is what a plain producer writes. */
export interface BatchDraft {
  /** At least one. They get consecutive offsets. */
  readonly records: readonly RecordDraft[]
  readonly baseOffset?: bigint
  readonly partitionLeaderEpoch?: number
  readonly compression?: Compression
  /** See `compress`. */
  readonly compressionLevel?: number
  readonly timestampType?: TimestampType
  readonly producerId?: bigint
  readonly producerEpoch?: number
  readonly baseSequence?: number
  readonly isTransactional?: boolean
  readonly isControl?: boolean
}

/** The bytes of a record batch in format v2, with its checksum. */
export function encodeBatch(draft: BatchDraft): Uint8Array {
  const { records, compression = 'none' } = draft
  assert(records.length > 0, 'encodeBatch: a batch has at least one record')
  const timestamps = records.map((record) => record.timestamp ?? -1n)
  const baseTimestamp = timestamps[0]!
  const maxTimestamp = timestamps.reduce((max, timestamp) => (timestamp > max ? timestamp : max))
  const bytes = compressRecords(
    encodeRecords(records, timestamps),
    compression,
    draft.compressionLevel,
  )
  writeBatchHeader(bytes, {
    baseOffset: draft.baseOffset ?? 0n,
    partitionLeaderEpoch: draft.partitionLeaderEpoch ?? -1,
    compression,
    timestampType: draft.timestampType ?? 'createTime',
    isControl: draft.isControl ?? false,
    baseTimestamp,
    maxTimestamp,
    recordCount: records.length,
  })
  sealBatch(bytes, {
    producerId: draft.producerId ?? -1n,
    producerEpoch: draft.producerEpoch ?? -1,
    baseSequence: draft.baseSequence ?? -1,
    isTransactional: draft.isTransactional ?? false,
  })
  return bytes
}

/** `plain` is records behind room for a header, and so is what they are compressed to. */
export function compressRecords(
  plain: Uint8Array,
  compression: Compression,
  level: number | undefined,
): Uint8Array {
  if (compression === 'none') return plain
  const compressed = compress(compression, plain.subarray(batchHeaderSize), level)
  const bytes = new Uint8Array(batchHeaderSize + compressed.length)
  bytes.set(compressed, batchHeaderSize)
  return bytes
}

function encodeRecords(records: readonly RecordDraft[], timestamps: readonly bigint[]): Uint8Array {
  const baseTimestamp = timestamps[0]!
  const deltas = timestamps.map((timestamp) => timestampDelta(timestamp - baseTimestamp))
  const scale = new RecordWriter(nothing, 0)
  const size = records.reduce(
    (sum, record, index) => sum + scale.measure(record, index, deltas[index]!),
    batchHeaderSize,
  )
  const writer = new RecordWriter(Buffer.allocUnsafeSlow(size), batchHeaderSize)
  records.forEach((record, index) => {
    writer.measure(record, index, deltas[index]!)
    writer.writeMeasured(record, index, deltas[index]!)
  })
  return writer.written
}

const nothing = Buffer.alloc(0)

/** Wraps around where an int64 has no room for the difference; reading it wraps back. */
function timestampDelta(difference: bigint): number | bigint {
  const wrapped = BigInt.asIntN(64, difference)
  const number = Number(wrapped)
  return Number.isSafeInteger(number) ? number : wrapped
}
