import { cursorOf, type RecordBatch } from '@barnabus/protocol'
import { recordLimits } from '../append/validate-batch.ts'
import type { CleanedTransactions } from './cleaned-transactions.ts'
import { CompactionDamage } from './compaction-damage.ts'
import type { OffsetMap } from './offset-map.ts'
import { recordsPerLook, type Pace } from './pace.ts'

/** What it takes to build a map of the newest offsets. */
export interface MapSources {
  /** The batches of the part that is dirty, in order; the first may begin before it. */
  readonly batches: AsyncIterable<RecordBatch>
  readonly start: bigint
  readonly end: bigint
  readonly transactions: CleanedTransactions
  readonly pace: Pace
}

/** Fills `map` with the keys from `start` on, up to `end` or until it is full. */
export async function buildOffsetMap(map: OffsetMap, sources: MapSources): Promise<void> {
  for await (const batch of sources.batches) {
    if (batch.nextOffset <= sources.start) continue
    // What an aborted transaction wrote replaces nothing.
    const counts = !sources.transactions.mayDiscard(batch) && !batch.isControl
    if (counts && !(await addKeys(map, batch, sources))) return
    map.advanceTo(batch.nextOffset)
  }
  map.advanceTo(sources.end)
}

/** False: the map is full. */
async function addKeys(
  map: OffsetMap,
  batch: RecordBatch,
  { start, pace }: MapSources,
): Promise<boolean> {
  const cursor = cursorOf(batch, recordLimits)
  while (cursor.next()) {
    if (cursor.index % recordsPerLook === 0 && pace.isTired) await pace.rest()
    const offset = batch.baseOffset + BigInt(cursor.offsetDelta)
    if (cursor.keySize < 0 || offset < start) continue
    const key = cursor.bytes.subarray(cursor.keyStart, cursor.keyStart + cursor.keySize)
    if (!map.put(key, offset)) return false
  }
  if (cursor.problem === undefined) return true
  const place = `record ${cursor.index} of the batch at ${batch.baseOffset}`
  throw new CompactionDamage(`${place}: ${cursor.problem}`)
}
