import type { Timer } from '@barnabus/base'
import { ErrorCode, type JoinGroupResponse } from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import type { MetadataSnapshot, TopicMetadata } from '../../cluster/metadata-snapshot.ts'
import type {
  AssignablePartition,
  MemberSubscription,
  PartitionAssignor,
  RebalanceProtocol,
} from '../assignors/partition-assignor.ts'
import { checkCooperation } from './check-cooperation.ts'
import { assignmentBytes, subscriptionIn } from './subscription-bytes.ts'

/** What the leader hands in for each member. */
type Shares = readonly { readonly memberId: string; assignment: readonly Uint8Array[] }[]

/**
 * What the leader of a group does for all: it shares out the partitions, and watches the topics, so
 * that they are shared out anew when partitions come or topics go.
 */
export class LeaderDuties {
  readonly #cluster: Cluster
  readonly #onChange: () => void
  #watched: { readonly topics: readonly string[]; readonly seen: ReadonlyMap<string, string> }
  #lookAgain: Timer | undefined

  constructor(cluster: Cluster, onChange: () => void) {
    this.#cluster = cluster
    this.#onChange = onChange
    this.#watched = watchNothing
  }

  /**
   * What each member gets. Rejects when the topics cannot be learnt of, with whatever the assignor
   * throws, and when it breaks the rules of its protocol.
   */
  async share(
    { members, skipAssignment }: JoinGroupResponse,
    { assignor, protocol }: { assignor: PartitionAssignor; protocol: RebalanceProtocol },
    signal: AbortSignal,
  ): Promise<Shares> {
    const subscriptions = members.map(({ memberId, groupInstanceId, metadata }) => ({
      ...subscriptionIn(metadata),
      memberId,
      groupInstanceId: groupInstanceId ?? undefined,
    }))
    const topics = Array.from(new Set(subscriptions.flatMap((member) => member.topics)))
    await this.#learn(topics, signal)
    this.#watch(topics)
    return skipAssignment ? [] : this.#assign(subscriptions, topics, assignor, protocol)
  }

  /** Somebody else leads, or nobody. */
  rest(): void {
    this.#watched = watchNothing
    this.#lookAgain?.cancel()
  }

  /** Takes in what is newly known of the topics. */
  look(snapshot: MetadataSnapshot): void {
    const { topics, seen } = this.#watched
    if (topics.length === 0) return
    if (topics.some((topic) => hasChanged(seen.get(topic), textOf(snapshot, topic)))) {
      this.#onChange()
    }
    this.#lookForMissing(snapshot)
  }

  async #learn(topics: readonly string[], signal: AbortSignal): Promise<void> {
    const { metadata } = this.#cluster
    metadata.addTopics(topics)
    const known = metadata.snapshot.topics
    if (topics.some((topic) => known.get(topic)?.errorCode !== ErrorCode.none)) {
      await metadata.refresh(this.#cluster.deadline({ signal }))
    }
  }

  #watch(topics: readonly string[]): void {
    const { snapshot } = this.#cluster.metadata
    const seen = new Map(topics.map((topic) => [topic, textOf(snapshot, topic) ?? '']))
    this.#watched = { topics, seen }
    this.#lookForMissing(snapshot)
  }

  /** A topic that is wanted and not there may be made at any time; nobody would tell us. */
  #lookForMissing({ topics: known }: MetadataSnapshot): void {
    this.#lookAgain?.cancel()
    if (!this.#watched.topics.some((topic) => known.get(topic)?.errorCode !== 0)) return
    const { metadata, backoff, env } = this.#cluster
    this.#lookAgain = env.clock.after(backoff.maxMs, () => metadata.markStale())
  }

  #assign(
    members: readonly MemberSubscription[],
    topics: readonly string[],
    assignor: PartitionAssignor,
    protocol: RebalanceProtocol,
  ): Shares {
    const { snapshot } = this.#cluster.metadata
    const known = topics.flatMap((topic) => {
      const partitions = assignable(snapshot, snapshot.topics.get(topic))
      return partitions.length === 0 ? [] : [[topic, partitions] as const]
    })
    const assigned = assignor.assign({ members, topics: new Map(known) })
    if (protocol === 'cooperative') checkCooperation(members, assigned)
    return members.map(({ memberId }) => ({
      memberId,
      assignment: assignmentBytes(assigned.get(memberId) ?? { partitions: [] }),
    }))
  }
}

const watchNothing = { topics: [], seen: new Map<string, string>() } as const

function assignable(
  { nodes }: MetadataSnapshot,
  topic: TopicMetadata | undefined,
): readonly AssignablePartition[] {
  return (topic?.partitions ?? []).map(({ partition, replicas }) => ({
    partition,
    racks: new Set(replicas.flatMap((node) => nodes.get(node)?.rack ?? [])),
  }))
}

/** What of a topic an assignment depends on; undefined: nobody can tell at the moment. */
function textOf(snapshot: MetadataSnapshot, name: string): string | undefined {
  const topic = snapshot.topics.get(name)
  const isGone = topic?.errorCode === ErrorCode.unknownTopicOrPartition
  if (topic === undefined || (topic.errorCode !== ErrorCode.none && !isGone)) return undefined
  return assignable(snapshot, topic)
    .map(({ partition, racks }) => `${partition} in ${Array.from(racks).toSorted().join(' and ')}`)
    .join()
}

function hasChanged(before: string | undefined, now: string | undefined): boolean {
  return now !== undefined && now !== before
}
