import { batchPrefixSize, type TimestampType } from './batch-layout.ts'
import { compressionCode, type Compression } from './compression.ts'
import { crc32c } from './crc32c.ts'

/** What the header of a batch says beside its producer, its size and its checksum. */
export interface BatchHeader {
  readonly baseOffset: bigint
  readonly partitionLeaderEpoch: number
  readonly compression: Compression
  readonly timestampType: TimestampType
  readonly isControl: boolean
  readonly baseTimestamp: bigint
  readonly maxTimestamp: bigint
  readonly recordCount: number
}

/** Who wrote a batch, and where in what it writes the batch comes. */
export interface BatchProducer {
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly isTransactional: boolean
}

/** What a plain producer says of itself: nothing. */
export const noProducer: BatchProducer = {
  producerId: -1n,
  producerEpoch: -1,
  baseSequence: -1,
  isTransactional: false,
}

const transactionalBit = 1 << 4

/** Fills in the header of `bytes`, a whole batch; `sealBatch` completes it. */
export function writeBatchHeader(bytes: Uint8Array, header: BatchHeader): void {
  const view = viewOf(bytes)
  view.setBigInt64(0, header.baseOffset)
  view.setInt32(8, bytes.length - batchPrefixSize)
  view.setInt32(12, header.partitionLeaderEpoch)
  view.setInt8(16, 2)
  view.setInt16(21, attributesOf(header))
  view.setInt32(23, header.recordCount - 1)
  view.setBigInt64(27, header.baseTimestamp)
  view.setBigInt64(35, header.maxTimestamp)
  view.setInt32(57, header.recordCount)
}

/** Says who wrote a batch, and sets its checksum. A batch may be sealed again for another try. */
export function sealBatch(bytes: Uint8Array, producer: BatchProducer): void {
  const view = viewOf(bytes)
  const attributes = view.getInt16(21) & ~transactionalBit
  view.setInt16(21, attributes | (producer.isTransactional ? transactionalBit : 0))
  view.setBigInt64(43, producer.producerId)
  view.setInt16(51, producer.producerEpoch)
  view.setInt32(53, producer.baseSequence)
  view.setUint32(17, crc32c(bytes.subarray(21)))
}

function attributesOf({ compression, timestampType, isControl }: BatchHeader): number {
  return (
    compressionCode(compression) |
    (timestampType === 'logAppendTime' ? 1 << 3 : 0) |
    (isControl ? 1 << 5 : 0)
  )
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
