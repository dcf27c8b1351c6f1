import type { TopicPartition } from '../topic-partition.ts'

/** A text that is the same for the same partition, and different for every other. */
export function partitionKey({ topic, partition }: TopicPartition): string {
  return `${partition} ${topic}`
}

/** Those of `partitions` that are not among `others`, in their order. */
export function without(
  partitions: readonly TopicPartition[],
  others: readonly TopicPartition[],
): readonly TopicPartition[] {
  const keys = new Set(others.map(partitionKey))
  return partitions.filter((partition) => !keys.has(partitionKey(partition)))
}

/** The numbers of the partitions of each topic, both in their order. */
export function byTopic(
  partitions: readonly TopicPartition[],
): readonly { readonly topic: string; readonly partitions: readonly number[] }[] {
  const topics = new Map<string, number[]>()
  for (const { topic, partition } of partitions) {
    const numbers = topics.get(topic)
    if (numbers === undefined) topics.set(topic, [partition])
    else numbers.push(partition)
  }
  return Array.from(topics, ([topic, numbers]) => ({ topic, partitions: numbers }))
}

/** The partitions of topics that are listed with their numbers. */
export function partitionsOf(
  topics: readonly { readonly topic: string; readonly partitions: readonly number[] }[],
): readonly TopicPartition[] {
  return topics.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  )
}

/** Partitions for people: `orders-0, orders-1`. */
export function partitionsText(partitions: readonly TopicPartition[]): string {
  return partitions.map(({ topic, partition }) => `${topic}-${partition}`).join(', ')
}
