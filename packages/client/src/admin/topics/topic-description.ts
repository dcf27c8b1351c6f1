import {
  zeroUuid,
  type DescribeTopicPartitionsResponse,
  type MetadataResponse,
  type Uuid,
} from '@barnabus/protocol'

import { authorizedOperationsOf, type AclOperation } from '../access/acl-operation.ts'
import type { Node } from '../cluster/node.ts'

/** A topic, with who keeps its partitions. */
export interface TopicDescription {
  readonly topic: string
  /** undefined where the broker has no ids (before Kafka 2.8). */
  readonly topicId: Uuid | undefined
  readonly isInternal: boolean
  readonly partitions: readonly PartitionDescription[]
  /** What this client may do with it; undefined unless it was asked for. */
  readonly authorizedOperations: readonly AclOperation[] | undefined
}

/** A partition, and who keeps it. */
export interface PartitionDescription {
  readonly partition: number
  /** undefined: nobody at the moment. */
  readonly leader: Node | undefined
  readonly leaderEpoch: number
  readonly replicas: readonly Node[]
  readonly inSyncReplicas: readonly Node[]
  readonly offlineReplicas: readonly Node[]
  /**
   * Have all that was committed, though they are not in sync, and may lead when nobody in sync can
   * (KIP-966). undefined where the broker does not say: before Kafka 3.8, and of topics asked by id.
   */
  readonly eligibleLeaderReplicas: readonly Node[] | undefined
  /** Who was eligible last, where nobody is any more; undefined as above. */
  readonly lastKnownEligibleLeaderReplicas: readonly Node[] | undefined
}

/** A topic as brokers tell of it. */
export type FoundTopic =
  MetadataResponse['topics'][number] | DescribeTopicPartitionsResponse['topics'][number]

type FoundPartition = FoundTopic['partitions'][number]

/** The same for administrators, with brokers instead of their ids. */
export function descriptionOf(found: FoundTopic, nodeOf: (id: number) => Node): TopicDescription {
  return {
    topic: found.name ?? '',
    topicId: found.topicId === zeroUuid ? undefined : found.topicId,
    isInternal: found.isInternal,
    authorizedOperations: authorizedOperationsOf(found.topicAuthorizedOperations),
    partitions: Array.from<FoundPartition>(found.partitions)
      .sort((one, other) => one.partitionIndex - other.partitionIndex)
      .map((partition) => partitionOf(partition, nodeOf)),
  }
}

function partitionOf(found: FoundPartition, nodeOf: (id: number) => Node): PartitionDescription {
  const isTold = 'eligibleLeaderReplicas' in found
  return {
    partition: found.partitionIndex,
    leader: found.leaderId < 0 ? undefined : nodeOf(found.leaderId),
    leaderEpoch: found.leaderEpoch,
    replicas: found.replicaNodes.map(nodeOf),
    inSyncReplicas: found.isrNodes.map(nodeOf),
    offlineReplicas: found.offlineReplicas.map(nodeOf),
    eligibleLeaderReplicas: isTold ? (found.eligibleLeaderReplicas ?? []).map(nodeOf) : undefined,
    lastKnownEligibleLeaderReplicas: isTold ? (found.lastKnownElr ?? []).map(nodeOf) : undefined,
  }
}
