import type { TopicMetadata } from '../../cluster/metadata-snapshot.ts'
import type { CompressionRatio } from './compression-ratio.ts'
import { PartitionSequence } from './partition-sequence.ts'
import type { ProducerBatch } from './producer-batch.ts'

/** The topic of a partition, as far as its batches depend on it. */
interface TopicOfLane {
  readonly topic: string
  readonly metadata: TopicMetadata | undefined
  readonly ratio: CompressionRatio
}

/** The batches that wait to be sent to one partition, and the numbers they get. */
export class PartitionLane {
  readonly owner: TopicOfLane
  readonly topic: string
  readonly partition: number
  /** In the order in which they are sent; only the last one may still grow. */
  readonly queue: ProducerBatch[] = []
  readonly sequence = new PartitionSequence()
  /** Batches under way. */
  inFlight = 0
  /** Whether records may be sent there in the transaction that is open; without one, always. */
  isInTransaction = false

  constructor(owner: TopicOfLane, partition: number) {
    this.owner = owner
    this.topic = owner.topic
    this.partition = partition
  }

  /** For people: "orders"-0. */
  get name(): string {
    return `"${this.topic}"-${this.partition}`
  }

  /** -1: nobody at the moment. */
  get leaderId(): number {
    return this.owner.metadata?.partitions[this.partition]?.leaderId ?? -1
  }

  get leaderEpoch(): number {
    return this.owner.metadata?.partitions[this.partition]?.leaderEpoch ?? -1
  }

  /** Puts a batch that is sent again before everything that comes after it. */
  requeue(batch: ProducerBatch): void {
    const { unacknowledged } = this.sequence
    const rank = unacknowledged.indexOf(batch)
    const at = this.queue.findIndex((other) => {
      const otherRank = unacknowledged.indexOf(other)
      return rank < 0 || otherRank < 0 || otherRank > rank
    })
    this.queue.splice(at < 0 ? this.queue.length : at, 0, batch)
  }

  /** Takes a batch out of the queue, if it is there. */
  dequeue(batch: ProducerBatch): boolean {
    const at = this.queue.indexOf(batch)
    if (at >= 0) this.queue.splice(at, 1)
    return at >= 0
  }
}
