/** One partition of a topic. */
export interface TopicPartition {
  readonly topic: string
  readonly partition: number
}

/** An offset of a partition. */
export interface PartitionOffset extends TopicPartition {
  readonly offset: bigint
}

/** One text for a partition, as Kafka's own log lines have it: `orders-3`. */
export function partitionKey({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`
}
