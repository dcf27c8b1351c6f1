import { assert } from '@barnabus/base'
import { compress, compressionCode, type Compression } from './compression.ts'
import { crc32c } from './crc32c.ts'
import { batchHeaderSize, batchPrefixSize, type TimestampType } from './batch-layout.ts'
import type { RecordDraft } from './record-draft.ts'
import { RecordWriter, recordSize } from './record-writer.ts'

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

  const plain = encodeRecords(records, timestamps, compression === 'none' ? batchHeaderSize : 0)
  const bytes =
    compression === 'none'
      ? plain
      : afterHeader(compress(compression, plain, draft.compressionLevel))

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  view.setBigInt64(0, draft.baseOffset ?? 0n)
  view.setInt32(8, bytes.length - batchPrefixSize)
  view.setInt32(12, draft.partitionLeaderEpoch ?? -1)
  view.setInt8(16, 2)
  view.setInt16(21, attributesOf(draft))
  view.setInt32(23, records.length - 1)
  view.setBigInt64(27, baseTimestamp)
  view.setBigInt64(35, maxTimestamp)
  view.setBigInt64(43, draft.producerId ?? -1n)
  view.setInt16(51, draft.producerEpoch ?? -1)
  view.setInt32(53, draft.baseSequence ?? -1)
  view.setInt32(57, records.length)
  view.setUint32(17, crc32c(bytes.subarray(21)))
  return bytes
}

function encodeRecords(
  records: readonly RecordDraft[],
  timestamps: readonly bigint[],
  headroom: number,
): Uint8Array {
  const baseTimestamp = timestamps[0]!
  // Wraps around where an int64 has no room for the difference; reading it wraps back.
  const deltas = timestamps.map((timestamp) => BigInt.asIntN(64, timestamp - baseTimestamp))
  const sizes = records.map((record, index) => recordSize(record, index, deltas[index]!))
  const writer = new RecordWriter(headroom, sizes)
  records.forEach((record, index) => writer.write(record, index, deltas[index]!))
  return writer.finish()
}

function afterHeader(recordBytes: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(batchHeaderSize + recordBytes.length)
  bytes.set(recordBytes, batchHeaderSize)
  return bytes
}

function attributesOf(draft: BatchDraft): number {
  return (
    compressionCode(draft.compression ?? 'none') |
    (draft.timestampType === 'logAppendTime' ? 1 << 3 : 0) |
    (draft.isTransactional === true ? 1 << 4 : 0) |
    (draft.isControl === true ? 1 << 5 : 0)
  )
}
