import { assert } from '@barnabus/base'
import { batchHeaderSize, batchPrefixSize, type TimestampType } from './batch-layout.ts'
import { compressionOf, type Compression } from './compression.ts'
import { crc32c } from './crc32c.ts'
import { protocolErrors } from '../errors.ts'
import { recordsIn, type KafkaRecord, type RecordLimits } from './records.ts'

const magicAt = 16
const crcAt = 17
const attributesAt = 21

const compressionMask = 0b111
const appendTimeBit = 1 << 3
const transactionalBit = 1 << 4
const controlBit = 1 << 5
const deleteHorizonBit = 1 << 6

const sequenceMax = 0x7fffffff

/** What lies at a position of a buffer that is supposed to hold batches. */
export type FoundBatch =
  | { readonly kind: 'batch'; readonly batch: RecordBatch }
  /** The buffer ends first. `neededBytes` is a lower bound while the header is incomplete. */
  | { readonly kind: 'partial'; readonly neededBytes: number; readonly presentBytes: number }
  | { readonly kind: 'malformed'; readonly detail: string }

/**
 * One record batch in format v2, as a view of the bytes that hold it.
 *
 * Reading a field reads the bytes; nothing is copied, cached or checked beyond size and magic.
 */
export class RecordBatch {
  /** Exactly this batch, header included. */
  readonly bytes: Uint8Array
  readonly #view: DataView

  private constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** The batch that starts at `position`. Throws BATCH_TRUNCATED or BATCH_MALFORMED. */
  static at(bytes: Uint8Array, position = 0): RecordBatch {
    const found = RecordBatch.find(bytes, position)
    if (found.kind === 'batch') return found.batch
    if (found.kind === 'malformed') throw protocolErrors.BATCH_MALFORMED(position, found.detail)
    throw protocolErrors.BATCH_TRUNCATED(position, found.neededBytes, found.presentBytes)
  }

  /** Like `at`, for those who expect anything there: says what it found instead of throwing. */
  static find(bytes: Uint8Array, position = 0): FoundBatch {
    assert(position >= 0 && position <= bytes.length, 'find: the position is outside the buffer')
    const presentBytes = bytes.length - position
    if (presentBytes < batchPrefixSize) {
      return { kind: 'partial', neededBytes: batchHeaderSize, presentBytes }
    }
    const sizeBytes = batchPrefixSize + int32At(bytes, position + 8)
    if (presentBytes > magicAt && bytes[position + magicAt] !== 2) {
      return { kind: 'malformed', detail: `its magic is ${bytes[position + magicAt]}, not 2` }
    }
    if (sizeBytes < batchHeaderSize) {
      return { kind: 'malformed', detail: `${sizeBytes} bytes are too few for a batch` }
    }
    if (sizeBytes > presentBytes) return { kind: 'partial', neededBytes: sizeBytes, presentBytes }
    const whole = sizeBytes === bytes.length
    const own = whole ? bytes : bytes.subarray(position, position + sizeBytes)
    return { kind: 'batch', batch: new RecordBatch(own) }
  }

  get sizeBytes(): number {
    return this.bytes.length
  }

  get baseOffset(): bigint {
    return this.#view.getBigInt64(0)
  }

  get partitionLeaderEpoch(): number {
    return this.#view.getInt32(12)
  }

  get magic(): number {
    return this.#view.getInt8(magicAt)
  }

  get crc(): number {
    return this.#view.getUint32(crcAt)
  }

  get attributes(): number {
    return this.#view.getInt16(attributesAt)
  }

  /** The codec of the records. Throws COMPRESSION_UNKNOWN for the codes nobody has defined. */
  get compression(): Compression {
    return compressionOf(this.compressionCode)
  }

  /** The codec as written; 5 to 7 have no meaning. */
  get compressionCode(): number {
    return this.attributes & compressionMask
  }

  get timestampType(): TimestampType {
    return (this.attributes & appendTimeBit) === 0 ? 'createTime' : 'logAppendTime'
  }

  get isTransactional(): boolean {
    return (this.attributes & transactionalBit) !== 0
  }

  /** Whether it holds a marker of a coordinator instead of what somebody produced. */
  get isControl(): boolean {
    return (this.attributes & controlBit) !== 0
  }

  get lastOffsetDelta(): number {
    return this.#view.getInt32(23)
  }

  get lastOffset(): bigint {
    return this.baseOffset + BigInt(this.lastOffsetDelta)
  }

  /** The offset after the last one of this batch. */
  get nextOffset(): bigint {
    return this.baseOffset + BigInt(this.lastOffsetDelta + 1)
  }

  /** What the records' timestamp deltas count from. */
  get baseTimestamp(): bigint {
    return this.#view.getBigInt64(27)
  }

  get maxTimestamp(): bigint {
    return this.#view.getBigInt64(35)
  }

  /** When compaction may drop the tombstones or the marker in here, in ms (KIP-534). */
  get deleteHorizonMs(): bigint | undefined {
    return (this.attributes & deleteHorizonBit) === 0 ? undefined : this.baseTimestamp
  }

  /** -1 for a producer without idempotence. */
  get producerId(): bigint {
    return this.#view.getBigInt64(43)
  }

  /** Whether a producer id was given: `producerId >= 0` without making a bigint. */
  get hasProducerId(): boolean {
    return this.#view.getInt8(43) >= 0
  }

  get producerEpoch(): number {
    return this.#view.getInt16(51)
  }

  /** -1 for batches without sequence numbers. */
  get baseSequence(): number {
    return this.#view.getInt32(53)
  }

  /** The last record's sequence number: they start at 0 again after 2^31 - 1. */
  get lastSequence(): number {
    if (this.baseSequence < 0) return -1
    const beyond = this.baseSequence + this.lastOffsetDelta - sequenceMax
    return beyond > 0 ? beyond - 1 : beyond + sequenceMax
  }

  get recordCount(): number {
    return this.#view.getInt32(57)
  }

  /** The records as they are in the batch, compressed or not. */
  get recordBytes(): Uint8Array {
    return this.bytes.subarray(batchHeaderSize)
  }

  /** Whether nothing from the attributes to the end has changed since the checksum was taken. */
  checksumHolds(): boolean {
    return this.crc === this.#checksum()
  }

  /** Gives the batch its place in the log, in place. The checksum does not cover either. */
  assignOffset(baseOffset: bigint, leaderEpoch: number): void {
    this.#view.setBigInt64(0, baseOffset)
    this.#view.setInt32(12, leaderEpoch)
  }

  /** Gives all records the time of their append, in place, with a new checksum. */
  stampAppendTime(ms: bigint): void {
    this.#view.setInt16(attributesAt, this.attributes | appendTimeBit)
    this.correctMaxTimestamp(ms)
  }

  /** Replaces the highest timestamp, in place, with a new checksum. */
  correctMaxTimestamp(ms: bigint): void {
    this.#view.setBigInt64(35, ms)
    this.#view.setUint32(crcAt, this.#checksum())
  }

  /**
   * The records, decompressed where needed and decoded one after the other; keys, values and
   * header values are views. Throws RECORD_MALFORMED and the errors of `decompress`.
   */
  records(limits: RecordLimits): Iterable<KafkaRecord> {
    return recordsIn(this, limits)
  }

  #checksum(): number {
    return crc32c(this.bytes.subarray(attributesAt))
  }
}

function int32At(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
}
