import { ErrorCode, type Uuid } from '@barnabus/protocol'

import type { FetchTarget, FetchedPartition, PartitionAnswer } from './fetch-target.ts'

/** A partition that a request wants taken out of its session. */
export interface ForgottenPartition {
  readonly topicId: Uuid
  /** Used below v13 only. */
  readonly topic: string
  readonly partition: number
}

/** A partition of a session, with what its consumer was last told about it. */
interface SessionPartition extends FetchTarget {
  highWatermark: bigint
  logStartOffset: bigint
}

/** Never a real one: whatever comes next counts as a change. */
const untold = -1n

/**
 * What an incremental consumer (KIP-227) need not repeat: its partitions, in the order in which
 * they get their turn, and what it knows of each.
 */
export class FetchSession {
  readonly id: number
  readonly usesTopicIds: boolean
  readonly createdMs: number
  lastUsedMs: number
  /** What the next request of this session must carry. */
  epoch = 1
  readonly #partitions = new Map<string, SessionPartition>()

  constructor(options: {
    readonly id: number
    readonly usesTopicIds: boolean
    readonly nowMs: number
    readonly fetched: readonly FetchedPartition[]
  }) {
    this.id = options.id
    this.usesTopicIds = options.usesTopicIds
    this.createdMs = options.nowMs
    this.lastUsedMs = options.nowMs
    for (const { target, answer } of options.fetched) this.#add(target, answer)
  }

  get partitionCount(): number {
    return this.#partitions.size
  }

  /** The partitions in the order of their turn. The objects stay those of the session. */
  targets(): FetchTarget[] {
    return [...this.#partitions.values()]
  }

  /** Takes in what the request says: partitions that are new or moved, then those to forget. */
  update(targets: readonly FetchTarget[], forgotten: readonly ForgottenPartition[]): void {
    for (const target of targets) {
      const known = this.#partitions.get(this.#keyOf(target))
      if (known === undefined) this.#add(target)
      else move(known, target)
    }
    for (const partition of forgotten) this.#partitions.delete(this.#keyOf(partition))
  }

  advance(nowMs: number): void {
    this.lastUsedMs = nowMs
    this.epoch = epochAfter(this.epoch)
  }

  /**
   * Picks what the consumer must hear of, and remembers that it was told.
   *
   * A partition that gives data goes to the end of the queue, so that a full answer does not
   * starve the ones behind it.
   */
  changesIn<Fetched extends FetchedPartition>(fetched: readonly Fetched[]): Fetched[] {
    return fetched.filter(({ target, answer }) => {
      const key = this.#keyOf(target)
      const known = this.#partitions.get(key)
      if (known === undefined || !hasNews(known, answer)) return false

      remember(known, answer)
      if (carriesRecords(answer)) {
        this.#partitions.delete(key)
        this.#partitions.set(key, known)
      }
      return true
    })
  }

  #add(target: FetchTarget, told?: PartitionAnswer): void {
    const partition = { ...target, highWatermark: untold, logStartOffset: untold }
    if (told !== undefined) remember(partition, told)
    this.#partitions.set(this.#keyOf(target), partition)
  }

  #keyOf(partition: {
    readonly topicId: Uuid
    readonly topic: string | undefined
    readonly partition: number
  }): string {
    const topic = this.usesTopicIds ? partition.topicId : partition.topic
    return `${partition.partition}/${topic}`
  }
}

/** The epoch of a session's next request. Wraps past the two values that mean something else. */
function epochAfter(epoch: number): number {
  return epoch === 2 ** 31 - 1 ? 1 : epoch + 1
}

function move(known: SessionPartition, target: FetchTarget): void {
  known.fetchOffset = target.fetchOffset
  known.maxBytes = target.maxBytes
  known.currentLeaderEpoch = target.currentLeaderEpoch
  known.lastFetchedEpoch = target.lastFetchedEpoch
}

function hasNews(known: SessionPartition, answer: PartitionAnswer): boolean {
  return (
    answer.errorCode !== ErrorCode.none ||
    carriesRecords(answer) ||
    answer.highWatermark !== known.highWatermark ||
    (answer.logStartOffset ?? untold) !== known.logStartOffset ||
    answer.divergingEpoch !== undefined
  )
}

/** After an error nothing counts as told, so that its end is news as well. */
function remember(known: SessionPartition, answer: PartitionAnswer): void {
  known.highWatermark = answer.errorCode === ErrorCode.none ? answer.highWatermark : untold
  known.logStartOffset = answer.logStartOffset ?? untold
}

function carriesRecords(answer: PartitionAnswer): boolean {
  return answer.records !== null && answer.records.length > 0
}
