import type { OffsetToCommit } from '../../consumer/committing/group-offsets.ts'

/** An offset of a partition, as text. */
export interface PartitionOffset {
  readonly partition: number
  readonly offset: string
}

/** Offsets of partitions of one topic. */
export interface TopicOffsets {
  readonly topic: string
  readonly partitions: PartitionOffset[]
}

/** Offsets of partitions of several topics. */
export interface OffsetsByTopicPartition {
  readonly topics: TopicOffsets[]
}

/** The same offsets, topic by topic. */
export function byTopic(offsets: readonly OffsetToCommit[]): TopicOffsets[] {
  const topics = new Map<string, PartitionOffset[]>()
  for (const { topic, partition, offset } of offsets) {
    const partitions = topics.get(topic) ?? []
    topics.set(topic, partitions)
    partitions.push({ partition, offset: String(offset) })
  }
  return Array.from(topics, ([topic, partitions]) => ({ topic, partitions }))
}

/** The same offsets, one by one. */
export function oneByOne(topics: readonly TopicOffsets[]): readonly OffsetToCommit[] {
  return topics.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset }) => ({
      ...{ topic, partition: Number(partition), offset: BigInt(offset) },
    })),
  )
}

/** Partition numbers, topic by topic. */
export function partitionsByTopic(
  partitions: readonly { readonly topic: string; readonly partition: number }[],
): { topic: string; partitions: number[] }[] {
  const topics = new Map<string, number[]>()
  for (const { topic, partition } of partitions) {
    topics.set(
      topic,
      [...(topics.get(topic) ?? []), partition].toSorted((a, b) => a - b),
    )
  }
  return Array.from(topics, ([topic, numbers]) => ({ topic, partitions: numbers }))
}
