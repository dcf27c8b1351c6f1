import { ApiKey, ErrorCode, zeroUuid, type MetadataResponse, type Uuid } from '@barnabus/protocol'

import type { Cluster, Patience, Target } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { authorizedOperationsOf, type AclOperation } from '../access/acl-operation.ts'
import { nodesOf, type Node } from '../cluster/node.ts'
import { outcomeOf, perItem, type Outcome } from '../asking/per-item.ts'
import {
  draftOfReference,
  nameOfAnswer,
  nameOfReference,
  type TopicReference,
} from './topic-reference.ts'

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
}

export interface DescribeTopicsOptions extends Patience {
  /** Asks what this client may do with each topic, too (Kafka 2.3). */
  readonly includeAuthorizedOperations?: boolean
}

/** See `Admin.describeTopics`. */
export async function describeTopics(
  cluster: Cluster,
  topics: readonly TopicReference[],
  { includeAuthorizedOperations = false, ...patience }: DescribeTopicsOptions = {},
): Promise<readonly TopicDescription[]> {
  return await perItem(
    cluster,
    {
      action: 'describe topics',
      items: topics,
      nameOf: nameOfReference,
      route: () => 'any',
      retries: ({ errorCode }) => errorCode === ErrorCode.leaderNotAvailable,
      ask: async (to, items, deadline) => {
        // A request that has an id in it is one about ids: the broker forgets names beside them.
        const [byName, byId] = [
          items.filter((item) => typeof item === 'string'),
          items.filter((item) => typeof item !== 'string'),
        ]
        const parts = [byName, byId]
          .filter((part) => part.length > 0)
          .map((part) => ask(cluster, to, part, includeAuthorizedOperations, deadline))
        return new Map((await Promise.all(parts)).flat())
      },
    },
    patience,
  )
}

async function ask(
  cluster: Cluster,
  to: Target,
  topics: readonly TopicReference[],
  includeTopicAuthorizedOperations: boolean,
  deadline: Deadline,
): Promise<readonly (readonly [string, Outcome<TopicDescription>])[]> {
  const request = {
    topics: topics.map(draftOfReference),
    allowAutoTopicCreation: false,
    includeTopicAuthorizedOperations,
  }
  const answer = await cluster.send(to, ApiKey.Metadata, () => request, deadline)
  const nodeOf = nodesOf(answer.brokers)
  return answer.topics.map((found) => {
    const name = nameOfAnswer(found, topics)
    const description = (): TopicDescription => descriptionOf(found, nodeOf)
    return [name, outcomeOf(found.errorCode, `describe topic ${name}`, null, description)]
  })
}

function descriptionOf(
  found: MetadataResponse['topics'][number],
  nodeOf: (id: number) => Node,
): TopicDescription {
  return {
    topic: found.name ?? '',
    topicId: found.topicId === zeroUuid ? undefined : found.topicId,
    isInternal: found.isInternal,
    authorizedOperations: authorizedOperationsOf(found.topicAuthorizedOperations),
    partitions: found.partitions
      .toSorted((a, b) => a.partitionIndex - b.partitionIndex)
      .map((partition) => ({
        partition: partition.partitionIndex,
        leader: partition.leaderId < 0 ? undefined : nodeOf(partition.leaderId),
        leaderEpoch: partition.leaderEpoch,
        replicas: partition.replicaNodes.map(nodeOf),
        inSyncReplicas: partition.isrNodes.map(nodeOf),
        offlineReplicas: partition.offlineReplicas.map(nodeOf),
      })),
  }
}
