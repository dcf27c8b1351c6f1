import { cursorOf, batchesIn, type RecordBatch } from '@barnabus/protocol'
import { recordLimits } from '../append/validate-batch.ts'
import type { PartitionState } from '../partition/partition-state.ts'
import type { Segment } from '../segment/segment.ts'
import type { TimestampOffset } from '../segment/time-index.ts'
import type { PartitionReader } from './partition-reader.ts'
import type { TimestampedOffset } from './read-outcome.ts'

const scanBytes = 1024 * 1024

/** Of a segment, its largest timestamp and the last offset of the first batch that has it. */
export type LargestOf = (segment: Segment) => Promise<TimestampOffset | undefined>

/** Finds records by their timestamps, through the time index and then batch by batch. */
export class TimestampSearch {
  readonly #state: PartitionState
  readonly #reader: PartitionReader
  readonly #largestOf: LargestOf

  constructor(state: PartitionState, reader: PartitionReader, largestOf: LargestOf) {
    this.#state = state
    this.#reader = reader
    this.#largestOf = largestOf
  }

  /** The first visible record with at least `timestamp`. */
  firstFrom(timestamp: bigint): Promise<TimestampedOffset | undefined> {
    return untilSettled(() => this.#firstFrom(timestamp))
  }

  /** The first visible record with the largest timestamp. */
  async largest(): Promise<TimestampedOffset | undefined> {
    const best = await untilSettled(() => this.#largest())
    return best === undefined ? undefined : this.firstFrom(best)
  }

  async #firstFrom(timestamp: bigint): Promise<TimestampedOffset | undefined | 'replaced'> {
    for (const segment of [...this.#state.segments.all]) {
      const largest = await this.#largestOf(segment)
      if (segment.isReplaced) return 'replaced'
      if (largest === undefined || largest.timestamp < timestamp) continue
      // The batch of an entry is the first with its timestamp: what is before it is all older.
      const entry = await this.#state.gate.read(() => segment.lookUpTimestamp(timestamp))
      const from = entry === undefined || entry === 'insane' ? segment.baseOffset : entry.offset
      const found = await this.#scan({ from, to: this.#state.highWatermark }, (batch) =>
        firstRecordFrom(batch, timestamp, this.#state.logStartOffset),
      )
      if (found !== undefined) return found
    }
    return undefined
  }

  async #largest(): Promise<bigint | undefined | 'replaced'> {
    let best: bigint | undefined
    for (const segment of [...this.#state.segments.all]) {
      const largest = await this.#visibleLargest(segment)
      if (segment.isReplaced) return 'replaced'
      if (largest !== undefined && (best === undefined || largest > best)) best = largest
    }
    return best
  }

  async #visibleLargest(segment: Segment): Promise<bigint | undefined> {
    const largest = await this.#largestOf(segment)
    const { logStartOffset, highWatermark, segments } = this.#state
    if (largest === undefined || largest.offset >= logStartOffset) return largest?.timestamp
    // DeleteRecords has cut that record off: look at what it left of the segment.
    let best: bigint | undefined
    const to = segments.after(segment)?.baseOffset ?? highWatermark
    await this.#scan({ from: logStartOffset, to }, (batch) => {
      const { maxTimestamp } = batch
      if (maxTimestamp >= 0n && (best === undefined || maxTimestamp > best)) best = maxTimestamp
      return undefined
    })
    return best
  }

  /** Shows `look` the visible batches of a range one by one, until it has found something. */
  async #scan(
    range: { readonly from: bigint; readonly to: bigint },
    look: (batch: RecordBatch) => TimestampedOffset | undefined,
  ): Promise<TimestampedOffset | undefined> {
    const { logStartOffset, highWatermark } = this.#state
    let offset = range.from > logStartOffset ? range.from : logStartOffset
    const limit = range.to < highWatermark ? range.to : highWatermark
    while (offset < limit) {
      const bounds = { limit, maxBytes: scanBytes, minOneBatch: true }
      const outcome = await this.#reader.read(offset, bounds)
      if (outcome.kind !== 'batches' || outcome.sizeBytes === 0) return undefined
      for (const batch of outcome.batches.flatMap((bytes) => [...batchesIn(bytes)])) {
        const found = look(batch)
        if (found !== undefined) return found
        offset = batch.nextOffset
      }
    }
    return undefined
  }
}

/** Looks again if compaction has put another segment in the place of one that was looked at. */
async function untilSettled<Found>(look: () => Promise<Found | 'replaced'>): Promise<Found> {
  for (;;) {
    const found = await look()
    if (found !== 'replaced') return found
  }
}

/** The first record at or past `start` with at least `timestamp`; markers count, as in Kafka. */
function firstRecordFrom(
  batch: RecordBatch,
  timestamp: bigint,
  start: bigint,
): TimestampedOffset | undefined {
  if (batch.maxTimestamp < timestamp || batch.lastOffset < start) return undefined
  const leaderEpoch = batch.partitionLeaderEpoch
  const stamped = batch.timestampType === 'logAppendTime' ? batch.maxTimestamp : undefined
  const cursor = cursorOf(batch, recordLimits)
  while (cursor.next()) {
    const found = stamped ?? batch.baseTimestamp + cursor.exactTimestampDelta
    const offset = batch.baseOffset + BigInt(cursor.offsetDelta)
    if (found >= timestamp && offset >= start) return { offset, timestamp: found, leaderEpoch }
  }
  return undefined
}
