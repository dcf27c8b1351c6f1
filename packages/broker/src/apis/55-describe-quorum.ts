import { ErrorCode, ApiKey, zeroUuid, type DescribeQuorumResponseDraft } from '@barnabus/protocol'

import type { Broker } from '../broker.ts'
import { defineApi, type RequestContext } from '../define-api.ts'
import { metadataLeaderEpoch } from '../metadata/metadata-log.ts'
import { metadataTopic } from '../metadata/topic-name.ts'
import type { NodeView } from '../nodes.ts'

const nodesSince = 2

type Answered = DescribeQuorumResponseDraft
type QuorumNode = NonNullable<Answered['nodes']>[number]
type ReplicaState = Answered['topics'][number]['partitions'][number]['currentVoters'][number]

/**
 * DescribeQuorum (55), v0-2: who decides on metadata, and how far everybody has followed.
 *
 * The first node is the whole quorum, the others observe it. All of them read the same log, so
 * nobody is ever behind. v1 (KIP-836) tells when each was last heard of, v2 (KIP-853) where the
 * voters listen. Flexible from the start.
 */
export const describeQuorum = defineApi({
  key: ApiKey.DescribeQuorum,

  handle(context, { topics }) {
    const [topic, ...otherTopics] = topics
    const [partition, ...otherPartitions] = topic?.partitions ?? []
    const isOurs = topic?.topicName === metadataTopic && partition?.partitionIndex === 0
    return isOurs && otherTopics.length === 0 && otherPartitions.length === 0
      ? quorum(context)
      : { errorCode: ErrorCode.none, errorMessage: '', topics: topics.map(unknown), nodes: [] }
  },
})

function quorum({ broker, nowMs, apiVersion }: RequestContext): Answered {
  const { nodes, metadata } = broker
  const stateOf = ({ id }: NodeView): ReplicaState => ({
    replicaId: id,
    replicaDirectoryId: zeroUuid,
    logEndOffset: metadata.endOffset,
    lastFetchTimestamp: BigInt(nowMs),
    lastCaughtUpTimestamp: BigInt(nowMs),
  })
  const voters = nodes.all.filter(({ id }) => id === nodes.controllerId)
  const observers = nodes.all.filter(({ id }) => id !== nodes.controllerId)
  const partition = {
    partitionIndex: 0,
    errorCode: ErrorCode.none,
    errorMessage: '',
    leaderId: nodes.controllerId,
    leaderEpoch: metadataLeaderEpoch,
    highWatermark: metadata.endOffset,
    currentVoters: voters.map(stateOf),
    observers: observers.map(stateOf),
  }
  return {
    errorCode: ErrorCode.none,
    errorMessage: '',
    topics: [{ topicName: metadataTopic, partitions: [partition] }],
    nodes: apiVersion < nodesSince ? [] : voters.map((node) => endpointsOf(node, broker)),
  }
}

/** A controller has no port of its own: its node's goes by the name that the settings have for it. */
function endpointsOf({ id, host, port }: NodeView, { config }: Broker): QuorumNode {
  const [name] = config['controller.listener.names']
  return { nodeId: id, listeners: name === undefined ? [] : [{ name, host, port }] }
}

function unknown({
  topicName,
  partitions,
}: {
  readonly topicName: string
  readonly partitions: readonly { readonly partitionIndex: number }[]
}): Answered['topics'][number] {
  return {
    topicName,
    partitions: partitions.map(({ partitionIndex }) => ({
      partitionIndex,
      errorCode: ErrorCode.unknownTopicOrPartition,
      errorMessage: 'Only the partition of the metadata has a quorum',
      leaderId: 0,
      leaderEpoch: 0,
      highWatermark: 0n,
      currentVoters: [],
      observers: [],
    })),
  }
}
