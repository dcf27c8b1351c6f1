import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { Cluster, Target } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { brokerError, throwIfError, type KafkaError } from '../../errors/kafka-error.ts'
import type { ConsumerGroupMetadata, GroupMetadata } from '../../groups/group-member.ts'
import { retrying } from '../../retry.ts'
import type { PartitionLane } from '../batches/partition-lane.ts'
import { nobody, type ProducerIdentity } from '../batches/partition-sequence.ts'

/** Kafka's older protocol of transactions, in which the client adds partitions, or the newer one. */
export type TransactionVersion = 1 | 2

/** An offset that a transaction commits for a group: that of the record to be read next. */
export interface TransactionOffset {
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
  readonly leaderEpoch?: number | undefined
  readonly metadata?: string | undefined
}

/** For whom a transaction commits offsets; a group's name alone fences nobody. */
export type TransactionGroup = Pick<GroupMetadata, 'groupId'> & Partial<ConsumerGroupMetadata>

/** Before version 5, EndTxn leaves the epoch as it is, and TxnOffsetCommit adds no group. */
const endVersionMax = { 1: 4, 2: 5 } as const
const commitVersionMax = { 1: 4, 2: Infinity } as const
const groupMetadataSince = 3
const bumpSince = 3

// The previous transaction is about to be complete: its coordinator needs some milliseconds.
const concurrentBackoffMs = 20

/** The requests of a transactional producer to coordinators, each tried again while that may help. */
export class TransactionCoordination {
  readonly #cluster: Cluster
  readonly #transactionalId: string
  readonly #timeoutMs: number
  readonly #versionMax: number

  constructor(
    cluster: Cluster,
    options: {
      readonly transactionalId: string
      readonly transactionTimeoutMs: number
      readonly versionMax: number
    },
  ) {
    this.#cluster = cluster
    this.#transactionalId = options.transactionalId
    this.#timeoutMs = options.transactionTimeoutMs
    this.#versionMax = options.versionMax
  }

  /** Which protocol the cluster speaks now. */
  async version(deadline: Deadline): Promise<TransactionVersion> {
    const action = 'find the coordinator of the transaction'
    const connection = await this.#cluster.retrying(action, deadline, () =>
      this.#cluster.connection(this.#coordinator, deadline),
    )
    const level = Math.min(connection.featureLevel('transaction.version'), this.#versionMax)
    return level >= 2 ? 2 : 1
  }

  /** Fences off whoever had the transactional id before; with an identity of ours, its next epoch. */
  async initialize(identity: ProducerIdentity, deadline: Deadline): Promise<ProducerIdentity> {
    const action = `take over transactional id ${this.#transactionalId}`
    const [transactionalId, transactionTimeoutMs] = [this.#transactionalId, this.#timeoutMs]
    return await this.#cluster.ask(
      {
        action,
        to: this.#coordinator,
        api: ApiKey.InitProducerId,
        request: (version) =>
          version >= bumpSince && identity !== nobody
            ? { transactionalId, transactionTimeoutMs, ...identity }
            : { transactionalId, transactionTimeoutMs },
        read: ({ errorCode, producerId, producerEpoch }) => {
          throwIfError(errorCode, action)
          return { producerId, producerEpoch }
        },
      },
      deadline,
    )
  }

  /** Tells the coordinator to which partitions the transaction writes (protocol 1). */
  async addPartitions(
    identity: ProducerIdentity,
    lanes: readonly PartitionLane[],
    deadline: Deadline,
  ): Promise<void> {
    const action = 'add partitions to the transaction'
    const partitions = new Map<string, number[]>()
    for (const { topic, partition } of lanes) {
      partitions.set(topic, [...(partitions.get(topic) ?? []), partition])
    }
    const { random } = this.#cluster.env
    const backoff = { firstMs: concurrentBackoffMs, maxMs: this.#cluster.backoff.maxMs }
    await retrying(
      async () => {
        const answer = await this.#cluster.send(
          this.#coordinator,
          ApiKey.AddPartitionsToTxn,
          () => ({
            v3AndBelowTransactionalId: this.#transactionalId,
            v3AndBelowProducerId: identity.producerId,
            v3AndBelowProducerEpoch: identity.producerEpoch,
            v3AndBelowTopics: Array.from(partitions, ([name, numbers]) => ({
              name,
              partitions: numbers,
            })),
          }),
          deadline,
        )
        const errors = answer.resultsByTopicV3AndBelow.flatMap(({ name, resultsByPartition }) =>
          resultsByPartition.flatMap(({ partitionErrorCode: errorCode, partitionIndex }) =>
            errorCode === ErrorCode.none
              ? []
              : [brokerError(errorCode, `add "${name}"-${partitionIndex} to the transaction`)],
          ),
        )
        throwTelling(errors)
      },
      { action, deadline, backoff, random, onFailure: (error) => this.#forget(error) },
    )
  }

  /** Ends the transaction; gives who the producer is afterwards, if that changes (protocol 2). */
  async end(
    identity: ProducerIdentity,
    version: TransactionVersion,
    committed: boolean,
    deadline: Deadline,
  ): Promise<ProducerIdentity | undefined> {
    const action = `${committed ? 'commit' : 'abort'} the transaction`
    return await this.#cluster.ask(
      {
        action,
        to: this.#coordinator,
        api: ApiKey.EndTxn,
        maxVersion: endVersionMax[version],
        request: () => ({ transactionalId: this.#transactionalId, ...identity, committed }),
        read: ({ errorCode, producerId, producerEpoch }) => {
          throwIfError(errorCode, action)
          return producerId < 0n ? undefined : { producerId, producerEpoch }
        },
      },
      deadline,
    )
  }

  /** Tells the coordinator for which group the transaction commits offsets (protocol 1). */
  async addGroup(identity: ProducerIdentity, groupId: string, deadline: Deadline): Promise<void> {
    const action = `add group ${groupId} to the transaction`
    await this.#cluster.ask(
      {
        action,
        to: this.#coordinator,
        api: ApiKey.AddOffsetsToTxn,
        request: () => ({ transactionalId: this.#transactionalId, ...identity, groupId }),
        read: ({ errorCode }) => throwIfError(errorCode, action),
      },
      deadline,
    )
  }

  /** Commits offsets as a part of the transaction; in protocol 1, of a group that was added. */
  async commitOffsets(
    identity: ProducerIdentity,
    version: TransactionVersion,
    offsets: readonly TransactionOffset[],
    { groupId, memberId = '', generationId = -1, groupInstanceId }: TransactionGroup,
    deadline: Deadline,
  ): Promise<void> {
    const action = `commit offsets of group ${groupId} in the transaction`
    const topics = topicsOf(offsets)
    await this.#cluster.ask(
      {
        action,
        to: { coordinator: 'group', key: groupId },
        api: ApiKey.TxnOffsetCommit,
        maxVersion: commitVersionMax[version],
        request: (spoken) => ({
          ...{ transactionalId: this.#transactionalId, groupId, ...identity, topics },
          ...(spoken >= groupMetadataSince && {
            ...{ memberId, generationId, groupInstanceId: groupInstanceId ?? null },
          }),
        }),
        read: ({ topics: answers }) => {
          const errors = answers.flatMap(({ partitions }) =>
            partitions.flatMap(({ errorCode }) =>
              errorCode === ErrorCode.none ? [] : [brokerError(errorCode, action)],
            ),
          )
          throwTelling(errors)
        },
      },
      deadline,
    )
  }

  get #coordinator(): Target {
    return { coordinator: 'transaction', key: this.#transactionalId }
  }

  #forget({ errorCode }: KafkaError): void {
    if (errorCode === ErrorCode.concurrentTransactions) return
    this.#cluster.forgetCoordinator('transaction', this.#transactionalId)
  }
}

interface TopicOffsets {
  readonly name: string
  readonly partitions: {
    readonly partitionIndex: number
    readonly committedOffset: bigint
    readonly committedLeaderEpoch?: number
    readonly committedMetadata: string | null
  }[]
}

function topicsOf(offsets: readonly TransactionOffset[]): readonly TopicOffsets[] {
  const topics = new Map<string, TopicOffsets>()
  for (const { topic, partition, offset, leaderEpoch, metadata } of offsets) {
    const found = topics.get(topic) ?? { name: topic, partitions: [] }
    topics.set(topic, found)
    found.partitions.push({
      partitionIndex: partition,
      committedOffset: offset,
      ...(leaderEpoch !== undefined && { committedLeaderEpoch: leaderEpoch }),
      committedMetadata: metadata ?? '',
    })
  }
  return Array.from(topics.values())
}

/** Throws the error that says most: one that will not pass, before one that may. */
function throwTelling(errors: readonly KafkaError[]): void {
  const [first] = errors
  if (first === undefined) return
  const { operationNotAttempted } = ErrorCode
  throw (
    errors.find(({ retriable, errorCode }) => !retriable && errorCode !== operationNotAttempted) ??
    errors.find(({ retriable }) => retriable) ??
    first
  )
}
