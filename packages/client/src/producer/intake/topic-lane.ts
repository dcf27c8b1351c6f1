import type { TopicMetadata } from '../../cluster/metadata-snapshot.ts'
import type { BlockedSend } from './blocked-send.ts'
import { CompressionRatio } from '../batches/compression-ratio.ts'
import { PartitionLane } from '../batches/partition-lane.ts'
import { StickyPartition } from '../partitioning/sticky-partition.ts'

/** Everything about one topic to which a producer sends. */
export class TopicLane {
  readonly topic: string
  /** undefined: not known, or known not to be there. */
  metadata: TopicMetadata | undefined
  readonly sticky = new StickyPartition()
  readonly ratio = new CompressionRatio()
  /** What cannot be put into a batch yet, in the order in which it was sent. */
  readonly blocked: BlockedSend[] = []
  /** What waits for a partition that is not known to be there. */
  readonly misplaced: BlockedSend[] = []
  /** Whether somebody is finding out about it. */
  isLearning = false
  /** Why nothing could be found out about it the last time. */
  problem: unknown
  /** Whether anything was sent to it since somebody last looked. */
  isUsed = true
  readonly #partitions: PartitionLane[] = []

  constructor(topic: string) {
    this.topic = topic
  }

  get partitionCount(): number {
    return this.metadata?.partitions.length ?? 0
  }

  /** Those that anything was sent to, and perhaps others. */
  get partitions(): readonly PartitionLane[] {
    return this.#partitions
  }

  /** Whether nothing waits for it and nothing is on its way to it. */
  get isIdle(): boolean {
    if (this.blocked.length > 0 || this.misplaced.length > 0) return false
    return this.#partitions.every(({ queue, inFlight }) => queue.length === 0 && inFlight === 0)
  }

  partition(number: number): PartitionLane {
    while (this.#partitions.length <= number) {
      this.#partitions.push(new PartitionLane(this, this.#partitions.length))
    }
    return this.#partitions[number]!
  }
}
