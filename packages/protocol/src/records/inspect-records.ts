import { isOperatingError } from '@barnabus/base'
import type { RecordBatch } from './record-batch.ts'
import { RecordCursor, type RecordProblem } from './record-cursor.ts'
import { briefCursorOf, type RecordLimits } from './records.ts'

/** Why the records of a batch cannot be taken. */
export type InvalidRecordsReason =
  | RecordProblem
  | 'the records cannot be decompressed'
  | 'the records are too large when decompressed'
  | 'the offset deltas do not count up from 0'
  | 'there are fewer records than the batch says'
  | 'there are more records than the batch says'

/** Those of the records themselves, whatever the batch header claims. */
interface Timestamps {
  readonly minTimestamp: bigint
  readonly maxTimestamp: bigint
  /** The first record that has the highest timestamp. */
  readonly maxTimestampIndex: number
}

const int64Min = -(2n ** 63n)
const int64Max = 2n ** 63n - 1n

/** What a walk over all records of a batch found. */
export type RecordsInspection =
  | (Timestamps & {
      readonly kind: 'valid'
      readonly recordCount: number
      /** The first record without a key, which a compacted topic does not take; -1 if all have. */
      readonly nullKeyIndex: number
      /** The size of the records without compression, the batch header not counted. */
      readonly recordsSizeBytes: number
    })
  | {
      readonly kind: 'invalid'
      readonly reason: InvalidRecordsReason
      /** The record that is wrong; -1 if it is the batch as a whole. */
      readonly recordIndex: number
    }

/**
 * Checks that the records of a batch from a client are exactly what its header says: complete,
 * `recordCount` of them, offset deltas counting up from 0, and nothing after them.
 *
 * Reads every record once and makes no object per record. Says what is wrong instead of throwing.
 */
export function inspectRecords(batch: RecordBatch, limits: RecordLimits): RecordsInspection {
  let cursor: RecordCursor
  try {
    cursor = briefCursorOf(batch, limits)
  } catch (error) {
    // Expected: the errors of `decompress`, which are about these very bytes.
    if (!isOperatingError(error)) throw error
    const tooLarge = isOperatingError(error, 'PROTOCOL_DECOMPRESSED_TOO_LARGE')
    return invalid(
      tooLarge
        ? 'the records are too large when decompressed'
        : 'the records cannot be decompressed',
    )
  }
  return walk(batch, cursor)
}

function walk(batch: RecordBatch, cursor: RecordCursor): RecordsInspection {
  const { recordCount } = batch
  const recordsStart = cursor.start
  let nullKeyIndex = -1
  let maxIndex = -1
  let maxDelta = -Infinity
  let minDelta = Infinity
  while (cursor.next()) {
    const { index, timestampDelta } = cursor
    if (index >= recordCount) return invalid('there are more records than the batch says', index)
    if (cursor.offsetDelta !== index) {
      return invalid('the offset deltas do not count up from 0', index)
    }
    if (cursor.keySize < 0 && nullKeyIndex < 0) nullKeyIndex = index
    if (timestampDelta > maxDelta) {
      maxDelta = timestampDelta
      maxIndex = index
    }
    if (timestampDelta < minDelta) minDelta = timestampDelta
  }
  if (cursor.problem !== undefined) return invalid(cursor.problem, cursor.index)
  if (cursor.index < 0 || cursor.index + 1 < recordCount) {
    return invalid('there are fewer records than the batch says')
  }
  const recordsSizeBytes = cursor.bytes.length - recordsStart
  const timestamps =
    shiftedTimestamps(batch.baseTimestamp, { minDelta, maxDelta, maxIndex }) ??
    exactTimestamps(batch.baseTimestamp, new RecordCursor(cursor.bytes, recordsStart))
  return { kind: 'valid', recordCount, ...timestamps, nullKeyIndex, recordsSizeBytes }
}

/** Deltas counted as numbers say everything, unless they are so large that numbers round them. */
function shiftedTimestamps(
  baseTimestamp: bigint,
  deltas: { readonly minDelta: number; readonly maxDelta: number; readonly maxIndex: number },
): Timestamps | undefined {
  const { minDelta, maxDelta, maxIndex } = deltas
  if (minDelta < Number.MIN_SAFE_INTEGER || maxDelta > Number.MAX_SAFE_INTEGER) return undefined
  const minTimestamp = baseTimestamp + BigInt(minDelta)
  const maxTimestamp = baseTimestamp + BigInt(maxDelta)
  if (minTimestamp < int64Min || maxTimestamp > int64Max) return undefined
  return { minTimestamp, maxTimestamp, maxTimestampIndex: maxIndex }
}

/** The same for any int64, one bigint per record: nobody means such deltas, but they may be sent. */
function exactTimestamps(baseTimestamp: bigint, cursor: RecordCursor): Timestamps {
  let minTimestamp = int64Max
  let maxTimestamp = int64Min
  let maxTimestampIndex = 0
  while (cursor.next()) {
    const timestamp = BigInt.asIntN(64, baseTimestamp + cursor.exactTimestampDelta)
    if (timestamp > maxTimestamp) {
      maxTimestamp = timestamp
      maxTimestampIndex = cursor.index
    }
    if (timestamp < minTimestamp) minTimestamp = timestamp
  }
  return { minTimestamp, maxTimestamp, maxTimestampIndex }
}

function invalid(reason: InvalidRecordsReason, recordIndex = -1): RecordsInspection {
  return { kind: 'invalid', reason, recordIndex }
}
