import { ErrorCode } from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import { brokerError, type KafkaError } from '../../errors/kafka-error.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'

/** Sorts partitions by who leads them now; why some have no leader is said in `failures`. */
export function groupByLeader<Partition extends TopicPartition>(
  cluster: Cluster,
  partitions: readonly Partition[],
): {
  readonly groups: ReadonlyMap<number, readonly Partition[]>
  readonly failures: readonly KafkaError[]
} {
  const groups = new Map<number, Partition[]>()
  const failures: KafkaError[] = []
  for (const one of partitions) {
    const known = cluster.partition(one.topic, one.partition)
    if (known === undefined || known.leaderId < 0) {
      const code =
        known === undefined ? ErrorCode.unknownTopicOrPartition : ErrorCode.leaderNotAvailable
      failures.push(brokerError(code, `find the leader of ${partitionKey(one)}`))
      continue
    }
    const group = groups.get(known.leaderId)
    if (group === undefined) groups.set(known.leaderId, [one])
    else group.push(one)
  }
  return { groups, failures }
}

/** Sorts partitions by topic. */
export function groupByTopic<Partition extends TopicPartition>(
  partitions: readonly Partition[],
): readonly (readonly [topic: string, partitions: readonly Partition[]])[] {
  return [...Map.groupBy(partitions, ({ topic }) => topic)]
}
