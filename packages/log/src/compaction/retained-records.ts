import {
  RecordBatch,
  RecordCursor,
  batchHeaderSize,
  batchPrefixSize,
  compress,
  crc32c,
} from '@barnabus/protocol'

const compressionMask = 0b111
const deleteHorizonBit = 1 << 6
const noTimestamp = -1n

/** Which records of a batch stay. */
export interface RetainedRecords {
  /** The records without compression, and where those that stay begin and end in there. */
  readonly plain: Uint8Array
  readonly ranges: readonly { readonly start: number; readonly end: number }[]
  readonly count: number
  readonly maxTimestamp: bigint
}

/**
 * The batch with only some of its records, at their offsets. It begins and ends where it did, and
 * its producer's sequence numbers are what they were. `deleteHorizonMs` is when its tombstones or
 * its marker may go; undefined leaves that as it is (KIP-534).
 */
export function withRetained(
  batch: RecordBatch,
  retained: RetainedRecords,
  deleteHorizonMs: bigint | undefined,
): RecordBatch {
  const plain =
    deleteHorizonMs === undefined
      ? joined(retained.ranges.map(({ start, end }) => retained.plain.subarray(start, end)))
      : countedFrom(deleteHorizonMs, batch, retained)
  const records = compress(batch.compression, plain)
  const stamped = batch.timestampType === 'logAppendTime'
  return withRecords(batch, records, {
    attributes: batch.attributes | (deleteHorizonMs === undefined ? 0 : deleteHorizonBit),
    baseTimestamp: deleteHorizonMs ?? batch.baseTimestamp,
    maxTimestamp: stamped ? batch.maxTimestamp : retained.maxTimestamp,
    count: retained.count,
  })
}

/** The batch without any record: it stays for what its header says. */
export function emptied(batch: RecordBatch): RecordBatch {
  return withRecords(batch, new Uint8Array(0), {
    attributes: batch.attributes & ~(compressionMask | deleteHorizonBit),
    baseTimestamp: noTimestamp,
    maxTimestamp: batch.maxTimestamp,
    count: 0,
  })
}

function withRecords(
  batch: RecordBatch,
  records: Uint8Array,
  header: {
    readonly attributes: number
    readonly baseTimestamp: bigint
    readonly maxTimestamp: bigint
    readonly count: number
  },
): RecordBatch {
  const bytes = new Uint8Array(batchHeaderSize + records.length)
  bytes.set(batch.bytes.subarray(0, batchHeaderSize))
  bytes.set(records, batchHeaderSize)
  const view = new DataView(bytes.buffer)
  view.setInt32(8, bytes.length - batchPrefixSize)
  view.setInt16(21, header.attributes)
  view.setBigInt64(27, header.baseTimestamp)
  view.setBigInt64(35, header.maxTimestamp)
  view.setInt32(57, header.count)
  view.setUint32(17, crc32c(bytes.subarray(21)))
  return RecordBatch.at(bytes)
}

/** The records with their timestamps counted from another base, so that each says the same time. */
function countedFrom(base: bigint, batch: RecordBatch, retained: RetainedRecords): Uint8Array {
  const { plain, ranges } = retained
  const stampedMs = batch.timestampType === 'logAppendTime' ? batch.maxTimestamp : undefined
  const parts: Uint8Array[] = []
  for (const { start, end } of ranges) {
    const cursor = new RecordCursor(plain.subarray(0, end), start)
    while (cursor.next()) {
      const timestamp = stampedMs ?? batch.baseTimestamp + cursor.exactTimestampDelta
      const delta = varlong(BigInt.asIntN(64, timestamp - base))
      const rest = plain.subarray(afterTimestamp(plain, cursor.start), cursor.end)
      const size = varlong(BigInt(1 + delta.length + rest.length))
      parts.push(Uint8Array.from([...size, cursor.attributes, ...delta]), rest)
    }
  }
  return joined(parts)
}

/** Where a record goes on after: size varint | attributes i8 | timestampDelta varlong. */
function afterTimestamp(plain: Uint8Array, start: number): number {
  return afterVarint(plain, afterVarint(plain, start) + 1)
}

function afterVarint(bytes: Uint8Array, at: number): number {
  let end = at
  while (bytes[end]! >= 0x80) end += 1
  return end + 1
}

function varlong(value: bigint): readonly number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  bytes.push(Number(rest))
  return bytes
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
