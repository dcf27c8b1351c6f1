import { assert, type Clock } from '@barnabus/base'
import type { WritableRecord } from '@barnabus/protocol'

import { BatchMemory } from './batch-memory.ts'
import type { PartitionLane } from './partition-lane.ts'
import { ProducerBatch } from './producer-batch.ts'
import type { ProducerConfig } from '../producer-settings.ts'
import { overheadMax, sizeAtMost } from '../intake/record-size.ts'
import type { RecordOwner } from '../intake/record-owner.ts'

/**
 * What came of a record: it is in a batch, it began a batch, its partition has something to be sent
 * now, or there is no room for it.
 */
export type Appended = 'added' | 'begun' | 'ready' | 'no memory'

const nearlyFull = 0.9

/** Records on their way: each partition's batches, until somebody has told what became of them. */
export class RecordAccumulator {
  readonly memory: BatchMemory
  /** Partitions for which something waits to be sent. */
  readonly active = new Set<PartitionLane>()
  /** Batches whose fate is open, the oldest first. */
  readonly incomplete = new Map<ProducerBatch, PartitionLane>()
  readonly #config: ProducerConfig
  readonly #clock: Clock
  #fullBatches = 0
  #appendedBytes = 0

  constructor(config: ProducerConfig, clock: Clock) {
    this.#config = config
    this.#clock = clock
    const { batchSize, bufferMemory } = config
    this.memory = new BatchMemory(
      bufferMemory,
      Math.max(overheadMax, Math.min(batchSize, bufferMemory)),
    )
  }

  /** Batches that are full and not on their way yet. */
  get fullBatches(): number {
    return this.#fullBatches
  }

  /** Bytes that records have taken in batches since the beginning. */
  get appendedBytes(): number {
    return this.#appendedBytes
  }

  /** Puts a record into the partition's last batch, or into a new one. */
  append(
    lane: PartitionLane,
    record: WritableRecord,
    timestamp: number,
    owner: RecordOwner,
    tag: number,
  ): Appended {
    const { queue } = lane
    const last = queue[queue.length - 1]
    if (last?.isOpen === true) {
      const before = last.sizeBytes
      if (last.append(record, timestamp, this.#sizeMax(lane), owner, tag)) {
        this.#appendedBytes += last.sizeBytes - before
        return this.#isFull(lane, last) ? 'ready' : 'added'
      }
      this.#closeFull(last)
    }
    const memory = this.memory.take(sizeAtMost(record))
    if (memory === undefined) return 'no memory'
    const batch = this.#add(lane, memory, this.#clock.monotonicMs())
    batch.append(record, timestamp, this.#sizeMax(lane), owner, tag)
    this.#appendedBytes += batch.sizeBytes
    queue.push(batch)
    this.active.add(lane)
    if (this.#isFull(lane, batch) || queue.length > 1) return 'ready'
    return this.#config.lingerMs === 0 ? 'ready' : 'begun'
  }

  /** A batch that takes over records of another, even where memory is short; in no queue yet. */
  make(lane: PartitionLane, size: number, createdMs: number): ProducerBatch {
    return this.#add(lane, this.memory.takeAnyway(size), createdMs)
  }

  /** Puts batches in the place of one that was sent, to be sent in their turn. */
  replace(lane: PartitionLane, batch: ProducerBatch, by: readonly ProducerBatch[]): void {
    this.release(batch)
    for (const part of by) part.close()
    lane.queue.unshift(...by)
    this.active.add(lane)
    const byAge = Array.from(this.incomplete).toSorted(([a], [b]) => a.createdMs - b.createdMs)
    this.incomplete.clear()
    for (const [other, where] of byAge) this.incomplete.set(other, where)
  }

  /** Where a batch goes whose fate is open. */
  laneOf(batch: ProducerBatch): PartitionLane {
    const lane = this.incomplete.get(batch)
    assert(lane !== undefined, 'the fate of the batch is open')
    return lane
  }

  /** The next batch of a partition, which is sent now. */
  take(lane: PartitionLane): ProducerBatch {
    const batch = lane.queue.shift()!
    this.#leftQueue(batch)
    if (lane.queue.length === 0) this.active.delete(lane)
    return batch
  }

  /** Sends a batch again, in its place. */
  requeue(lane: PartitionLane, batch: ProducerBatch): void {
    lane.requeue(batch)
    this.active.add(lane)
  }

  /** Its fate is known, or others have taken its place. */
  release(batch: ProducerBatch): void {
    const lane = this.laneOf(batch)
    if (lane.dequeue(batch)) {
      this.#leftQueue(batch)
      if (lane.queue.length === 0) this.active.delete(lane)
    }
    this.incomplete.delete(batch)
    this.memory.release(batch.memory, batch.isMemoryIdle)
  }

  #add(lane: PartitionLane, memory: Buffer, nowMs: number): ProducerBatch {
    const batch = new ProducerBatch(memory, nowMs)
    this.incomplete.set(batch, lane)
    return batch
  }

  /** Compressed batches are made as large as will probably become the batch size. */
  #sizeMax({ owner }: PartitionLane): number {
    const { batchSize, compression, maxRequestSize } = this.#config
    if (compression === 'none') return batchSize
    return Math.max(batchSize, Math.min(owner.ratio.sizeBefore(batchSize), maxRequestSize))
  }

  #isFull(lane: PartitionLane, batch: ProducerBatch): boolean {
    const { sizeBytes, recordCount } = batch
    const sizeMax = this.#sizeMax(lane)
    if (sizeBytes < nearlyFull * sizeMax) return false
    // Nothing is gained by waiting for the record that does not fit any more.
    if (sizeBytes + sizeBytes / recordCount < sizeMax) return false
    this.#closeFull(batch)
    return true
  }

  #closeFull(batch: ProducerBatch): void {
    if (!batch.isOpen) return
    batch.close()
    batch.isFull = true
    this.#fullBatches += 1
  }

  #leftQueue(batch: ProducerBatch): void {
    batch.close()
    if (!batch.isFull) return
    batch.isFull = false
    this.#fullBatches -= 1
  }
}
