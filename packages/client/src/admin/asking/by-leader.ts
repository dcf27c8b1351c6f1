import { ErrorCode } from '@barnabus/protocol'

import type { Cluster, Target } from '../../cluster/cluster.ts'
import { brokerError } from '../../errors/kafka-error.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'
import type { ItemsCall } from './per-item.ts'

// A broker that was just told of a topic may not know it yet; after this, nobody does.
const unknownPatienceMs = 1000

type Routing<Item> = Pick<ItemsCall<Item, never>, 'nameOf' | 'route' | 'retries'>

/**
 * How calls on partitions find the brokers that lead them. A topic that is not there is given up
 * after a second, not at the deadline as in Kafka's own client.
 */
export function byLeader<Item extends TopicPartition>(cluster: Cluster): Routing<Item> {
  const { clock } = cluster.env
  const patientUntilMs = clock.monotonicMs() + unknownPatienceMs
  return {
    nameOf: partitionKey,
    retries: ({ retriable, errorCode }) =>
      retriable &&
      (errorCode !== ErrorCode.unknownTopicOrPartition || clock.monotonicMs() < patientUntilMs),
    route: async (item, deadline): Promise<Target> => {
      const action = `find the leader of ${partitionKey(item)}`
      const known = (): number | undefined =>
        cluster.metadata.snapshot.topics.get(item.topic)?.errorCode
      if (known() !== ErrorCode.none) {
        cluster.metadata.addTopics([item.topic])
        await cluster.metadata.refresh(deadline)
      }
      const errorCode = known() ?? ErrorCode.unknownTopicOrPartition
      if (errorCode !== ErrorCode.none) throw brokerError(errorCode, action)
      const partition = cluster.partition(item.topic, item.partition)
      if (partition === undefined) throw brokerError(ErrorCode.unknownTopicOrPartition, action)
      if (partition.leaderId < 0) throw brokerError(ErrorCode.leaderNotAvailable, action)
      return { node: partition.leaderId }
    },
  }
}
