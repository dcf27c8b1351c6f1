import { batchHeaderSize, type TimestampType } from './batch-layout.ts'
import { decompress, decompressBriefly, type Compression } from './compression.ts'
import { protocolErrors } from '../errors.ts'
import { RecordCursor } from './record-cursor.ts'

/** A header of a record. Keys may repeat, and their order is kept. */
export interface RecordHeader {
  readonly key: string
  readonly value: Uint8Array | null
}

/** A record as its reader sees it. The byte fields are views of the batch. */
export interface KafkaRecord {
  readonly offset: bigint
  /** In ms, as its producer gave it or as the broker did on append: see `timestampType`. */
  readonly timestamp: bigint
  readonly key: Uint8Array | null
  /** Null is a tombstone in a compacted topic. */
  readonly value: Uint8Array | null
  readonly headers: readonly RecordHeader[]
}

/** How much a reader of records will take in. */
export interface RecordLimits {
  /** The records of one batch must not become larger than this by decompression. */
  readonly decompressedSizeMax: number
}

/** What a reader of records needs to know of their batch. */
export interface BatchOfRecords {
  /** All of it, header included. */
  readonly bytes: Uint8Array
  /** What follows the header, as it is: perhaps compressed. */
  readonly recordBytes: Uint8Array
  readonly compression: Compression
  readonly compressionCode: number
  readonly baseOffset: bigint
  readonly baseTimestamp: bigint
  readonly maxTimestamp: bigint
  readonly timestampType: TimestampType
}

const noHeaders: readonly RecordHeader[] = Object.freeze([])

const utf8 = new TextDecoder()

/** A cursor before the first record of `batch`. Throws the errors of `decompress`. */
export function cursorOf(batch: BatchOfRecords, limits: RecordLimits): RecordCursor {
  return cursorWith(decompress, batch, limits)
}

/** Like `cursorOf`, for a walk that ends before anything else is decompressed: makes no copy. */
export function briefCursorOf(batch: BatchOfRecords, limits: RecordLimits): RecordCursor {
  return cursorWith(decompressBriefly, batch, limits)
}

function cursorWith(
  decompressor: typeof decompress,
  batch: BatchOfRecords,
  limits: RecordLimits,
): RecordCursor {
  if (batch.compressionCode === 0) return new RecordCursor(batch.bytes, batchHeaderSize)
  const sizeMax = limits.decompressedSizeMax
  return new RecordCursor(decompressor(batch.compression, batch.recordBytes, { sizeMax }))
}

/** The records of `batch`: what `RecordBatch.records` promises. */
export function* recordsIn(batch: BatchOfRecords, limits: RecordLimits): Generator<KafkaRecord> {
  const cursor = cursorOf(batch, limits)
  const { baseOffset, baseTimestamp } = batch
  const appendTime = batch.timestampType === 'logAppendTime' ? batch.maxTimestamp : undefined
  while (cursor.next()) {
    yield {
      offset: baseOffset + BigInt(cursor.offsetDelta),
      // Wraps around like everybody else's int64, in case somebody wrote such a delta.
      timestamp: appendTime ?? BigInt.asIntN(64, baseTimestamp + cursor.exactTimestampDelta),
      key: bytesAt(cursor, cursor.keyStart, cursor.keySize),
      value: bytesAt(cursor, cursor.valueStart, cursor.valueSize),
      headers: headersAt(cursor),
    }
  }
  if (cursor.problem !== undefined) {
    throw protocolErrors.RECORD_MALFORMED(cursor.index, cursor.problem)
  }
}

function bytesAt(cursor: RecordCursor, start: number, size: number): Uint8Array | null {
  return size < 0 ? null : cursor.bytes.subarray(start, start + size)
}

function headersAt(cursor: RecordCursor): readonly RecordHeader[] {
  if (cursor.headerCount === 0) return noHeaders
  const headers: RecordHeader[] = []
  cursor.eachHeader((keyStart, keySize, valueStart, valueSize) => {
    const key = utf8.decode(cursor.bytes.subarray(keyStart, keyStart + keySize))
    headers.push({ key, value: bytesAt(cursor, valueStart, valueSize) })
  })
  return headers
}
