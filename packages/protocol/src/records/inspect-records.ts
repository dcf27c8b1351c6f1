import { isOperatingError } from '@barnabus/base'
import type { RecordBatch, RecordLimits } from './record-batch.ts'
import type { RecordCursor, RecordProblem } from './record-cursor.ts'
import { cursorOf } from './records.ts'

/** Why the records of a batch cannot be taken. */
export type InvalidRecordsReason =
  | RecordProblem
  | 'the records cannot be decompressed'
  | 'the records are too large when decompressed'
  | 'the offset deltas do not count up from 0'
  | 'there are fewer records than the batch says'
  | 'there are more records than the batch says'

/** What a walk over all records of a batch found. */
export type RecordsInspection =
  | {
      readonly kind: 'valid'
      readonly recordCount: number
      /** Of the records themselves, whatever the batch header claims. */
      readonly minTimestamp: bigint
      readonly maxTimestamp: bigint
      /** The first record that has the highest timestamp. */
      readonly maxTimestampIndex: number
      /** The first record without a key, which a compacted topic does not take; -1 if all have. */
      readonly nullKeyIndex: number
      /** The size of the records without compression, the batch header not counted. */
      readonly recordsSizeBytes: number
    }
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
    cursor = cursorOf(batch, limits)
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
  const firstByte = cursor.start
  let nullKeyIndex = -1
  let maxDelta = -Infinity
  let maxTimestampIndex = -1
  let minDelta = Infinity
  while (cursor.next()) {
    const { index } = cursor
    if (index >= recordCount) return invalid('there are more records than the batch says', index)
    if (cursor.offsetDelta !== index) {
      return invalid('the offset deltas do not count up from 0', index)
    }
    if (cursor.keySize < 0 && nullKeyIndex < 0) nullKeyIndex = index
    const delta = cursor.timestampDelta
    if (delta > maxDelta) {
      maxDelta = delta
      maxTimestampIndex = index
    }
    if (delta < minDelta) minDelta = delta
  }
  if (cursor.problem !== undefined) return invalid(cursor.problem, cursor.index)
  if (cursor.index + 1 < recordCount || recordCount <= 0) {
    return invalid('there are fewer records than the batch says')
  }
  const recordsSizeBytes = cursor.bytes.length - firstByte
  return {
    kind: 'valid',
    recordCount,
    minTimestamp: batch.baseTimestamp + BigInt(minDelta),
    maxTimestamp: batch.baseTimestamp + BigInt(maxDelta),
    maxTimestampIndex,
    nullKeyIndex,
    recordsSizeBytes,
  }
}

function invalid(reason: InvalidRecordsReason, recordIndex = -1): RecordsInspection {
  return { kind: 'invalid', reason, recordIndex }
}
