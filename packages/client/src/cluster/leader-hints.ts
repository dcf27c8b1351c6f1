import { ErrorCode } from '@barnabus/protocol'

import type { TopicPartition } from '../topic-partition.ts'
import type { MetadataSnapshot, PartitionMetadata } from './metadata-snapshot.ts'

/** Who leads a partition now, as somebody says who does not any more (KIP-951). */
export interface LeaderHint extends TopicPartition {
  readonly leaderId: number
  readonly leaderEpoch: number
}

/** Where a node is that a hint names. */
export interface NodeEndpoint {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

interface Said {
  readonly errorCode: number
  readonly currentLeader?: Pick<LeaderHint, 'leaderId' | 'leaderEpoch'>
}

const notLeading: ReadonlySet<number> = new Set<ErrorCode>([
  ErrorCode.notLeaderOrFollower,
  ErrorCode.fencedLeaderEpoch,
])

/** The hint in what a broker says of a partition; undefined: there is none. */
export function leaderHintIn(
  { topic, partition }: TopicPartition,
  { errorCode, currentLeader }: Said,
): LeaderHint | undefined {
  if (!notLeading.has(errorCode) || currentLeader === undefined) return undefined
  const { leaderId, leaderEpoch } = currentLeader
  return leaderId < 0 || leaderEpoch < 0 ? undefined : { topic, partition, leaderId, leaderEpoch }
}

/**
 * What is known after some hints; `before` itself if they say nothing new. One that is older than what
 * is known, or names a node of which nobody knows where it is, is not believed.
 */
export function snapshotWith(
  before: MetadataSnapshot,
  hints: readonly LeaderHint[],
  endpoints: readonly NodeEndpoint[],
): MetadataSnapshot {
  const nodes = new Map(before.nodes)
  for (const { nodeId, host, port, rack } of endpoints) {
    nodes.set(nodeId, { host, port, rack: rack ?? undefined })
  }
  const topics = new Map(before.topics)
  let isNew = false
  for (const { topic: name, partition, leaderId, leaderEpoch } of hints) {
    const topic = topics.get(name)
    const known = topic?.partitions[partition]
    if (topic === undefined || known === undefined || !nodes.has(leaderId)) continue
    if (leaderEpoch <= known.leaderEpoch) continue
    isNew = true
    const led: PartitionMetadata = { ...known, leaderId, leaderEpoch, errorCode: ErrorCode.none }
    topics.set(name, { ...topic, partitions: topic.partitions.with(partition, led) })
  }
  return isNew ? { ...before, nodes, topics } : before
}
