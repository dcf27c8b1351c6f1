import type { Endpoint } from '@barnabus/base'
import { ErrorCode, type MetadataResponse, type Uuid, zeroUuid } from '@barnabus/protocol'

/** Who leads a partition, as far as we know. */
export interface PartitionMetadata {
  readonly partition: number
  /** -1: nobody at the moment. */
  readonly leaderId: number
  /** -1 where the broker does not say. */
  readonly leaderEpoch: number
  readonly replicas: readonly number[]
  readonly inSyncReplicas: readonly number[]
  readonly errorCode: number
}

/** A topic, as far as we know; or why we know nothing of it. */
export interface TopicMetadata {
  readonly name: string
  /** undefined where the broker has no ids (before Kafka 2.8). */
  readonly topicId: Uuid | undefined
  readonly isInternal: boolean
  /** By number, from 0, without holes. */
  readonly partitions: readonly PartitionMetadata[]
  /** Why there is nothing to know of it; `none` otherwise. */
  readonly errorCode: number
}

/** What a cluster looked like at one moment. */
export interface MetadataSnapshot {
  readonly clusterId: string | undefined
  /** undefined: nobody at the moment. */
  readonly controllerId: number | undefined
  readonly nodes: ReadonlyMap<number, Endpoint & { readonly rack: string | undefined }>
  readonly topics: ReadonlyMap<string, TopicMetadata>
  readonly topicNames: ReadonlyMap<Uuid, string>
}

/** What is known before anybody was asked. */
export const nothingKnown: MetadataSnapshot = {
  clusterId: undefined,
  controllerId: undefined,
  nodes: new Map(),
  topics: new Map(),
  topicNames: new Map(),
}

/**
 * What is known after an answer. With `keep`, topics that the answer does not mention stay.
 *
 * An answer may come from a broker that is behind: a leader whose epoch is lower than one we have
 * seen is not believed (KIP-320), unless the topic was made anew.
 */
export function snapshotAfter(
  before: MetadataSnapshot,
  answer: MetadataResponse,
  keep: (topic: string) => boolean,
): MetadataSnapshot {
  const topics = new Map<string, TopicMetadata>()
  for (const [name, topic] of before.topics) if (keep(name)) topics.set(name, topic)
  for (const found of answer.topics) {
    if (found.name !== null)
      topics.set(found.name, topicAfter(before.topics.get(found.name), found))
  }
  const ids = Array.from(topics.values()).flatMap(({ topicId, name }) =>
    topicId === undefined ? [] : [[topicId, name] as const],
  )
  return {
    clusterId: answer.clusterId ?? undefined,
    controllerId: answer.controllerId < 0 ? undefined : answer.controllerId,
    nodes: new Map(
      answer.brokers.map(({ nodeId, host, port, rack }) => [
        nodeId,
        { host, port, rack: rack ?? undefined },
      ]),
    ),
    topics,
    topicNames: new Map(ids),
  }
}

type FoundTopic = MetadataResponse['topics'][number]

function topicAfter(before: TopicMetadata | undefined, found: FoundTopic): TopicMetadata {
  const topicId = found.topicId === zeroUuid ? undefined : found.topicId
  const same = before !== undefined && before.topicId === topicId
  return {
    name: found.name ?? '',
    topicId,
    isInternal: found.isInternal,
    errorCode: found.errorCode,
    partitions: found.partitions
      .toSorted((a, b) => a.partitionIndex - b.partitionIndex)
      .map((partition) => {
        const known = same ? before.partitions[partition.partitionIndex] : undefined
        const isBehind = known !== undefined && partition.leaderEpoch < known.leaderEpoch
        return isBehind ? known : partitionOf(partition)
      }),
  }
}

function partitionOf(found: FoundTopic['partitions'][number]): PartitionMetadata {
  const hasLeader = found.errorCode !== ErrorCode.leaderNotAvailable
  return {
    partition: found.partitionIndex,
    leaderId: hasLeader ? found.leaderId : -1,
    leaderEpoch: found.leaderEpoch,
    replicas: found.replicaNodes,
    inSyncReplicas: found.isrNodes,
    errorCode: found.errorCode,
  }
}
