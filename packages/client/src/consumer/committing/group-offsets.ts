import {
  ApiKey,
  ErrorCode,
  type OffsetCommitRequestDraft,
  type OffsetCommitResponse,
  type OffsetFetchRequestDraft,
  type OffsetFetchResponse,
} from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { KafkaError, brokerError, isKafkaError } from '../../errors/kafka-error.ts'
import type { ConsumerGroupMetadata, GroupMetadata } from '../../groups/group-member.ts'
import { traceCommit } from '../../observation/telemetry/traced-commit.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'
import { groupByTopic } from '../positions/by-leader.ts'

/** An offset to be committed: that of the record to be read next. */
export interface OffsetToCommit extends TopicPartition {
  readonly offset: bigint
  readonly leaderEpoch?: number | undefined
  /** Whatever the application wants to find there again. */
  readonly metadata?: string | undefined
}

/** What a group has committed of a partition. */
export interface CommittedOffset extends TopicPartition {
  /** That of the record to be read next. */
  readonly offset: bigint
  readonly leaderEpoch: number | undefined
  readonly metadata: string
}

/** Who commits. */
export interface Committer {
  /** As the group knows it now. */
  readonly metadata: ConsumerGroupMetadata
  /** Whether the metadata's generation is a member epoch of the consumer protocol. */
  readonly usesEpochs: boolean
  /** The coordinator said something about our membership. */
  notice(error: KafkaError, sentAs: GroupMetadata): void
}

/** The offsets of a group, at its coordinator. */
export class GroupOffsets {
  readonly #cluster: Cluster
  readonly #groupId: string
  readonly #committer: Committer

  constructor(cluster: Cluster, groupId: string, committer: Committer) {
    this.#cluster = cluster
    this.#groupId = groupId
    this.#committer = committer
  }

  /**
   * Commits all of them. Rejects with Kafka's error, such as ILLEGAL_GENERATION where the group
   * went on without us; with API_TIMED_OUT, or the signal's reason.
   */
  async commit(offsets: readonly OffsetToCommit[], deadline: Deadline): Promise<void> {
    if (offsets.length === 0) return
    const { config, env } = this.#cluster
    const by = { clientId: config.nodes.slots.clientId, groupId: this.#groupId }
    await traceCommit(by, env.clock, () => this.#commit(offsets, deadline))
  }

  async #commit(offsets: readonly OffsetToCommit[], deadline: Deadline): Promise<void> {
    await this.#cluster.retrying(`commit offsets of group ${this.#groupId}`, deadline, async () => {
      const { metadata } = this.#committer
      const failure = await this.#commitOnce(offsets, metadata, deadline)
      if (failure === undefined) return
      if (this.#isOvertaken(failure, metadata, offsets)) throw retriable(failure)
      this.#committer.notice(failure, metadata)
      throw failure
    })
  }

  /** What the group has committed of these, by key; nothing for those without. Rejects likewise. */
  async committed(
    partitions: readonly TopicPartition[],
    deadline: Deadline,
  ): Promise<ReadonlyMap<string, CommittedOffset>> {
    if (partitions.length === 0) return new Map()
    return await this.#cluster.ask(
      {
        action: `read committed offsets of group ${this.#groupId}`,
        to: { coordinator: 'group', key: this.#groupId },
        api: ApiKey.OffsetFetch,
        request: (version) => this.#fetchRequest(partitions, version),
        read: (answer) => this.#readFetched(answer),
      },
      deadline,
    )
  }

  async #commitOnce(
    offsets: readonly OffsetToCommit[],
    metadata: GroupMetadata,
    deadline: Deadline,
  ): Promise<KafkaError | undefined> {
    const to = { coordinator: 'group', key: this.#groupId } as const
    const request = (version: number): OffsetCommitRequestDraft =>
      commitRequest(offsets, metadata, version)
    try {
      const answer = await this.#cluster.send(to, ApiKey.OffsetCommit, request, deadline)
      const failure = failureIn(answer, this.#groupId)
      if (failure !== undefined && failure.retriable) this.#forgetCoordinator()
      return failure
    } catch (error) {
      this.#forgetCoordinator()
      throw error
    }
  }

  #forgetCoordinator(): void {
    this.#cluster.forgetCoordinator('group', this.#groupId)
  }

  /**
   * In the consumer protocol the epoch may go up while a commit is under way, without a change of
   * what we own: then the same commit is right, with the new epoch.
   */
  #isOvertaken(
    failure: KafkaError,
    sent: GroupMetadata,
    offsets: readonly OffsetToCommit[],
  ): boolean {
    if (!isKafkaError(failure, ErrorCode.staleMemberEpoch)) return false
    const { metadata } = this.#committer
    if (metadata.memberId !== sent.memberId || metadata.generationId < 0) return false
    return offsets.every((offset) => metadata.mayCommit(offset))
  }

  #fetchRequest(partitions: readonly TopicPartition[], version: number): OffsetFetchRequestDraft {
    const topics = groupByTopic(partitions).map(([name, ofTopic]) => ({
      name,
      partitionIndexes: ofTopic.map(({ partition }) => partition),
    }))
    const requireStable = version >= 7
    if (version < 8) return { groupId: this.#groupId, topics, requireStable }
    const { metadata, usesEpochs } = this.#committer
    const isMember = usesEpochs && version >= 9 && metadata.generationId >= 0
    const member = isMember
      ? { memberId: metadata.memberId, memberEpoch: metadata.generationId }
      : {}
    return { groups: [{ groupId: this.#groupId, topics, ...member }], requireStable }
  }

  #readFetched(answer: OffsetFetchResponse): ReadonlyMap<string, CommittedOffset> {
    const action = `read committed offsets of group ${this.#groupId}`
    const group = answer.groups[0] ?? answer
    if (group.errorCode !== ErrorCode.none) {
      const failure = brokerError(group.errorCode, action)
      throw isKafkaError(failure, ErrorCode.staleMemberEpoch) ? retriable(failure) : failure
    }
    const found = new Map<string, CommittedOffset>()
    for (const { name: topic, partitions } of group.topics) {
      for (const one of partitions) {
        const partition = { topic, partition: one.partitionIndex }
        const key = partitionKey(partition)
        if (one.errorCode !== ErrorCode.none) throw brokerError(one.errorCode, `${action}: ${key}`)
        if (one.committedOffset < 0n) continue
        const leaderEpoch = one.committedLeaderEpoch < 0 ? undefined : one.committedLeaderEpoch
        const { committedOffset: offset, metadata } = one
        found.set(key, { ...partition, offset, leaderEpoch, metadata: metadata ?? '' })
      }
    }
    return found
  }
}

function commitRequest(
  offsets: readonly OffsetToCommit[],
  { groupId, memberId, generationId, groupInstanceId }: GroupMetadata,
  version: number,
): OffsetCommitRequestDraft {
  return {
    groupId,
    memberId,
    generationIdOrMemberEpoch: generationId,
    groupInstanceId: version >= 7 ? groupInstanceId : undefined,
    topics: groupByTopic(offsets).map(([name, ofTopic]) => ({
      name,
      partitions: ofTopic.map(({ partition, offset, leaderEpoch, metadata }) => ({
        partitionIndex: partition,
        committedOffset: offset,
        committedLeaderEpoch: version >= 6 ? leaderEpoch : undefined,
        committedMetadata: metadata ?? '',
      })),
    })),
  }
}

/** The worst of an answer: one that will not pass by itself before one that may. */
function failureIn({ topics }: OffsetCommitResponse, groupId: string): KafkaError | undefined {
  let worst: KafkaError | undefined
  for (const { name, partitions } of topics) {
    for (const { errorCode, partitionIndex } of partitions) {
      if (errorCode === ErrorCode.none) continue
      const key = partitionKey({ topic: name, partition: partitionIndex })
      const failure = brokerError(errorCode, `commit ${key} for group ${groupId}`)
      if (worst === undefined || (worst.retriable && !failure.retriable)) worst = failure
    }
  }
  return worst
}

/** The same, to be tried again. */
function retriable(failure: KafkaError): KafkaError {
  const { code, message, errorCode } = failure
  return new KafkaError(code, message, { errorCode, retriable: true, cause: failure })
}
