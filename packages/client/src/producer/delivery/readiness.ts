import type { PartitionLane } from '../batches/partition-lane.ts'
import type { ProducerBatch } from '../batches/producer-batch.ts'
import type { ProducerConfig } from '../producer-settings.ts'
import type { DeliveryState } from './delivery-state.ts'

/** What it hangs on whether something may be sent. */
export interface ReadinessOptions {
  readonly config: ProducerConfig
  readonly state: DeliveryState
  /** Whether somebody waits for memory. */
  readonly isMemoryShort: () => boolean
}

/** When the next batch of a partition may be sent: linger.ms, backoff, and what comes before it. */
export class Readiness {
  /** How many callers wait for a flush; while there is one, nothing lingers. */
  flushes = 0
  readonly #options: ReadinessOptions

  constructor(options: ReadinessOptions) {
    this.#options = options
  }

  /** When the next batch of a partition may be sent; Infinity: once something else has happened. */
  readyMs(lane: PartitionLane, now: number): number {
    const { config } = this.#options
    const [first] = lane.queue
    if (first === undefined || this.#mustWait(lane, first)) return Infinity
    if (isBackingOff(lane, first, now)) return first.retryAtMs
    const isDue = first.isFull || first.retries > 0 || lane.queue.length > 1 || !first.isOpen
    return isDue || this.#nothingLingers() ? now : first.createdMs + config.lingerMs
  }

  /** The next batch of a partition, if it may be sent, full or not. */
  sendable(lane: PartitionLane, now: number): ProducerBatch | undefined {
    const [first] = lane.queue
    if (first === undefined || this.#mustWait(lane, first)) return undefined
    return isBackingOff(lane, first, now) ? undefined : first
  }

  #nothingLingers(): boolean {
    const { state, isMemoryShort } = this.#options
    return this.flushes > 0 || state.isFlushing || isMemoryShort()
  }

  /** Whether something that is under way has to be answered first. */
  #mustWait(lane: PartitionLane, first: ProducerBatch): boolean {
    const { config, state } = this.#options
    if (config.keepsOrderByWaiting && lane.inFlight > 0) return true
    if (!state.maySendTo(lane)) return true
    if (!state.isIdempotent) return false
    const { sequence } = lane
    const [firstUnacknowledged] = sequence.unacknowledged
    if (first.producer !== undefined) return firstUnacknowledged !== first
    const isStale = sequence.identity !== state.identity
    return sequence.isUnresolved || (isStale && firstUnacknowledged !== undefined)
  }
}

/** Whether a batch has to wait before it is tried again, and with the same leader. */
function isBackingOff(lane: PartitionLane, batch: ProducerBatch, now: number): boolean {
  return batch.retryAtMs > now && batch.leaderEpoch === lane.leaderEpoch
}
