import { cursorOf, type RecordBatch, type RecordCursor } from '@barnabus/protocol'
import { recordLimits } from '../append/validate-batch.ts'
import type { CleanedTransactions } from './cleaned-transactions.ts'
import { CompactionDamage } from './compaction-damage.ts'
import type { OffsetMap } from './offset-map.ts'
import { recordsPerLook, type Pace } from './pace.ts'
import { emptied, withRetained, type RetainedRecords } from './retained-records.ts'

/** What decides about the batches of one cleaning. */
export interface CleaningRules {
  readonly map: OffsetMap
  readonly transactions: CleanedTransactions
  readonly nowMs: number
  readonly deleteRetentionMs: number
  /** Whether it is the last batch of its producer, whose sequence number it remembers. */
  readonly isLastOfProducer: (batch: RecordBatch) => boolean
  readonly pace: Pace
}

/**
 * What is left of a batch, by Kafka's rules; undefined: nothing. `mustStay` asks for the batch
 * itself, without records if need be.
 *
 * A tombstone stays until `delete.retention.ms` after the cleaning that met it first. That moment is
 * written into its batch, as its base timestamp (KIP-534).
 */
export async function cleanBatch(
  batch: RecordBatch,
  rules: CleaningRules,
  mustStay: boolean,
): Promise<RecordBatch | undefined> {
  const nowMs = BigInt(Math.floor(rules.nowMs))
  const horizon = batch.deleteHorizonMs
  const isPastHorizon = horizon !== undefined && horizon <= nowMs
  const mayDiscard = rules.transactions.mayDiscard(batch)
  const discarded = batch.isControl ? mayDiscard && isPastHorizon : mayDiscard
  const nothing = (): RecordBatch | undefined =>
    mustStay || (batch.hasProducerId && rules.isLastOfProducer(batch)) ? emptied(batch) : undefined
  if (discarded || batch.recordCount === 0) return nothing()

  const retained = await retain(batch, rules, isPastHorizon)
  if (retained.count === 0) return nothing()
  const isDoomed = retained.hasTombstone || (batch.isControl && mayDiscard)
  const newHorizon =
    isDoomed && horizon === undefined ? nowMs + BigInt(rules.deleteRetentionMs) : undefined
  if (retained.count === batch.recordCount && newHorizon === undefined) return batch
  return withRetained(batch, retained, newHorizon)
}

interface Retained extends RetainedRecords {
  readonly hasTombstone: boolean
}

async function retain(
  batch: RecordBatch,
  rules: CleaningRules,
  isPastHorizon: boolean,
): Promise<Retained> {
  const cursor = cursorOf(batch, recordLimits)
  const ranges: { start: number; end: number }[] = []
  let count = 0
  let hasTombstone = false
  let maxTimestamp = -1n
  while (cursor.next()) {
    if (cursor.index % recordsPerLook === 0 && rules.pace.isTired) await rules.pace.rest()
    if (!stays(cursor, batch, rules, isPastHorizon)) continue
    count += 1
    hasTombstone ||= cursor.valueSize < 0
    const timestamp = batch.baseTimestamp + cursor.exactTimestampDelta
    if (timestamp > maxTimestamp) maxTimestamp = timestamp
    const last = ranges.at(-1)
    if (last?.end === cursor.start) last.end = cursor.end
    else ranges.push({ start: cursor.start, end: cursor.end })
  }
  if (cursor.problem !== undefined) {
    throw new CompactionDamage(
      `record ${cursor.index} of the batch at ${batch.baseOffset}: ${cursor.problem}`,
    )
  }
  return { plain: cursor.bytes, ranges, count, maxTimestamp, hasTombstone }
}

function stays(
  cursor: RecordCursor,
  batch: RecordBatch,
  { map }: CleaningRules,
  isPastHorizon: boolean,
): boolean {
  if (batch.isControl) return true
  const offset = batch.baseOffset + BigInt(cursor.offsetDelta)
  if (!map.covers(offset)) return true
  if (cursor.keySize < 0) return false // From before the topic was compacted: nobody can replace it.
  const latest = map.latestOf(
    cursor.bytes.subarray(cursor.keyStart, cursor.keyStart + cursor.keySize),
  )
  const isLatest = latest === undefined || offset >= latest
  return isLatest && (cursor.valueSize >= 0 || !isPastHorizon)
}
