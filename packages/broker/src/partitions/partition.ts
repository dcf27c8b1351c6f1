import type { AppendOutcome, PartitionLog } from '@barnabus/log'
import type { Uuid } from '@barnabus/protocol'

/** An open log, and the partition it belongs to. */
export interface OpenedPartition {
  readonly topic: string
  readonly topicId: Uuid
  readonly partition: number
  readonly log: PartitionLog
}

/** Somebody who waits until there is more to read. */
export interface PartitionWaiter {
  /**
   * `advanced`: more may be visible. `changed`: the partition is gone, or somebody else leads it.
   * Called in the middle of other work: it may remove waiters, but must not add any.
   */
  wake(event: 'advanced' | 'changed'): void
}

/** A batch that was appended and may not be durable yet. */
interface AppendedMark {
  readonly nextOffset: bigint
  readonly appendedBytes: number
}

/** A partition that is served here: its log, and those who wait for more of it. */
export class Partition {
  readonly topic: string
  readonly topicId: Uuid
  readonly partition: number
  readonly log: PartitionLog
  readonly #waiters = new Set<PartitionWaiter>()
  readonly #stopListening: () => void
  #appendedBytes = 0
  #visibleBytes = 0
  #notYetVisible: AppendedMark[] = []
  #isGone = false

  constructor(opened: OpenedPartition) {
    this.topic = opened.topic
    this.topicId = opened.topicId
    this.partition = opened.partition
    this.log = opened.log
    this.#stopListening = opened.log.onAdvance(() => this.#advanced())
  }

  /** Grows with what readers may see: two readings tell how much became visible in between. */
  get visibleBytes(): number {
    return this.#visibleBytes
  }

  get waiterCount(): number {
    return this.#waiters.size
  }

  /** Its topic was deleted: nothing will ever wake a waiter again. */
  get isGone(): boolean {
    return this.#isGone
  }

  /**
   * Hands a batch to the log. Synchronous, so that batches get offsets in the order of arrival.
   *
   * The only way in for everybody: waiting readers count on hearing of all that is appended.
   */
  append(batch: Uint8Array, context: Parameters<PartitionLog['append']>[1]): AppendOutcome {
    const sizeBefore = this.log.sizeBytes
    const outcome = this.log.append(batch, context)
    if (outcome.kind === 'appended') {
      // The log may have compressed it anew; what readers get counts.
      this.#appendedBytes += this.log.sizeBytes - sizeBefore
      const nextOffset = outcome.lastOffset + 1n
      this.#notYetVisible.push({ nextOffset, appendedBytes: this.#appendedBytes })
    }
    return outcome
  }

  /** Wakes `waiter` whenever there may be more to read, until `removeWaiter`. */
  addWaiter(waiter: PartitionWaiter): void {
    this.#waiters.add(waiter)
  }

  removeWaiter(waiter: PartitionWaiter): void {
    this.#waiters.delete(waiter)
  }

  /** Somebody else leads it now: waiters look again and find that out. */
  leadershipChanged(): void {
    this.#wakeWaiters('changed')
  }

  /** Its topic is deleted: waiters look again and find that out. */
  close(): void {
    this.#isGone = true
    this.#stopListening()
    this.#wakeWaiters('changed')
  }

  #advanced(): void {
    const { highWatermark } = this.log
    const firstHidden = this.#notYetVisible.findIndex((mark) => mark.nextOffset > highWatermark)
    const visibleCount = firstHidden === -1 ? this.#notYetVisible.length : firstHidden
    const lastVisible = this.#notYetVisible[visibleCount - 1]
    if (lastVisible !== undefined) {
      this.#visibleBytes = lastVisible.appendedBytes
      this.#notYetVisible = this.#notYetVisible.slice(visibleCount)
    }
    this.#wakeWaiters('advanced')
  }

  #wakeWaiters(event: 'advanced' | 'changed'): void {
    for (const waiter of this.#waiters) waiter.wake(event)
  }
}
