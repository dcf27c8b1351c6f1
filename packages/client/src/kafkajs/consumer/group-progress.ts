import type { OffsetToCommit } from '../../consumer/committing/group-offsets.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'
import { PartitionProgress } from './partition-progress.ts'

/** How far a program has come in each of its partitions. */
export class GroupProgress {
  readonly #partitions = new Map<string, PartitionProgress>()

  get all(): readonly PartitionProgress[] {
    return [...this.#partitions.values()]
  }

  /** Undefined: it is not ours. */
  find(partition: TopicPartition): PartitionProgress | undefined {
    return this.#partitions.get(partitionKey(partition))
  }

  /** These are ours from now on, as if they had never been before. */
  add(partitions: readonly TopicPartition[]): readonly PartitionProgress[] {
    return partitions.map((partition) => {
      const progress = new PartitionProgress(partition)
      this.#partitions.set(partitionKey(partition), progress)
      return progress
    })
  }

  /** These are not ours any more. */
  remove(partitions: readonly TopicPartition[]): void {
    for (const partition of partitions) {
      const key = partitionKey(partition)
      const progress = this.#partitions.get(key)
      if (progress !== undefined) progress.isGone = true
      this.#partitions.delete(key)
    }
  }

  /** What is resolved and not committed. */
  uncommitted(): readonly OffsetToCommit[] {
    const offsets: OffsetToCommit[] = []
    for (const { topic, partition, next, committed } of this.#partitions.values()) {
      if (next !== undefined && next !== committed) offsets.push({ topic, partition, offset: next })
    }
    return offsets
  }

  /** How many offsets that is. */
  uncommittedCount(): bigint {
    let sum = 0n
    for (const { uncommittedCount } of this.#partitions.values()) sum += uncommittedCount
    return sum
  }

  /** These were committed. */
  committed(offsets: readonly OffsetToCommit[]): void {
    for (const offset of offsets) {
      const progress = this.find(offset)
      if (progress !== undefined) progress.committed = offset.offset
    }
  }
}
