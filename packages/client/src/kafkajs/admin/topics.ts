import { FailedItemsError } from '../../errors/failed-items-error.ts'
import type { Admin as OwnAdmin } from '../../admin/admin.ts'
import type { NewTopic } from '../../admin/topics/create-topics.ts'
import type { PartitionDescription } from '../../admin/topics/topic-description.ts'
import {
  KafkaJSAggregateError,
  KafkaJSCreateTopicError,
  KafkaJSNonRetriableError,
} from '../kafkajs-error.ts'
import { requireList } from '../require-list.ts'
import { protocolFailureOf, translateError, translating } from '../translate-error.ts'
import type { PartitionerMetadata } from '../producer/partitioners.ts'

/** A topic to be made. */
export interface ITopicConfig {
  readonly topic: string
  readonly numPartitions?: number | undefined
  readonly replicationFactor?: number | undefined
  readonly replicaAssignment?: readonly ReplicaAssignment[] | undefined
  readonly configEntries?: readonly IResourceConfigEntry[] | undefined
}

/** Which brokers keep a partition. */
export interface ReplicaAssignment {
  readonly partition: number
  readonly replicas: readonly number[]
}

/** A setting and its value. */
export interface IResourceConfigEntry {
  readonly name: string
  readonly value: string
}

/** A topic that gets more partitions. */
export interface ITopicPartitionConfig {
  readonly topic: string
  readonly count: number
  readonly assignments?: readonly (readonly number[])[] | undefined
}

export interface CreateTopicsOptions {
  readonly topics: readonly ITopicConfig[]
  readonly validateOnly?: boolean | undefined
  /** Has no effect: it always waits for them. */
  readonly waitForLeaders?: boolean | undefined
  readonly timeout?: number | undefined
}

/** A topic and its partitions. */
export interface ITopicMetadata {
  readonly name: string
  readonly partitions: PartitionerMetadata[]
}

/** Makes topics; false: all of them are there already. */
export async function createTopics(
  admin: OwnAdmin,
  { topics, validateOnly = false, timeout }: CreateTopicsOptions,
): Promise<boolean> {
  requireNames('topics', topics)
  try {
    await admin.createTopics(topics.map(newTopicOf), { validateOnly, timeoutMs: timeout })
    return true
  } catch (error) {
    if (!(error instanceof FailedItemsError)) throw translateError(error)
    const errors = Array.from(
      error.errors,
      ([topic, own]) => new KafkaJSCreateTopicError(protocolFailureOf(own), topic),
    )
    if (errors.every(({ type }) => type === 'TOPIC_ALREADY_EXISTS')) return false
    throw new KafkaJSAggregateError('Topic creation errors', errors)
  }
}

function newTopicOf(topic: ITopicConfig): NewTopic {
  const { numPartitions = -1, replicationFactor = -1, replicaAssignment = [] } = topic
  const assignments = replicaAssignment
    .toSorted((one, other) => one.partition - other.partition)
    .map(({ replicas }) => replicas)
  const configs = (topic.configEntries ?? []).map(({ name, value }) => [name, value] as const)
  return {
    topic: topic.topic,
    ...(assignments.length > 0
      ? { assignments }
      : {
          ...(numPartitions > 0 && { partitions: numPartitions }),
          ...(replicationFactor > 0 && { replicationFactor }),
        }),
    configs: Object.fromEntries(configs),
  }
}

/** Gives topics more partitions. */
export async function createPartitions(
  admin: OwnAdmin,
  options: {
    readonly topicPartitions: readonly ITopicPartitionConfig[]
    readonly validateOnly?: boolean | undefined
    readonly timeout?: number | undefined
  },
): Promise<boolean> {
  const { topicPartitions, validateOnly = false, timeout } = options
  requireNames('topic partitions', topicPartitions)
  if (topicPartitions.length === 0) {
    throw new KafkaJSNonRetriableError('Empty topic partitions array')
  }
  const wanted = topicPartitions.map(({ topic, count, assignments }) => ({
    ...{ topic, count },
    ...(assignments !== undefined && { assignments }),
  }))
  await translating(admin.createPartitions(wanted, { validateOnly, timeoutMs: timeout }))
  return true
}

/** Partitions of these topics, or of all. */
export async function fetchTopicMetadata(
  admin: OwnAdmin,
  topics: readonly string[],
): Promise<{ topics: ITopicMetadata[] }> {
  const names = topics.length > 0 ? topics : await allTopics(admin)
  const described = await translating(admin.describeTopics(names))
  return {
    topics: described.map(({ topic, partitions }) => ({
      name: topic,
      partitions: partitions.map(describe),
    })),
  }
}

/** The numbers of a topic's partitions. */
export async function partitionsOf(admin: OwnAdmin, topic: string): Promise<readonly number[]> {
  const [described] = await translating(admin.describeTopics([topic]))
  return described!.partitions.map(({ partition }) => partition)
}

/** The names of all topics. */
export async function allTopics(admin: OwnAdmin): Promise<string[]> {
  const listed = await translating(admin.listTopics({ includeInternal: true }))
  return listed.map(({ topic }) => topic)
}

function describe(found: PartitionDescription): PartitionerMetadata {
  const ids = (nodes: PartitionDescription['replicas']): number[] => nodes.map(({ id }) => id)
  return {
    partitionErrorCode: 0,
    partitionId: found.partition,
    leader: found.leader?.id ?? -1,
    replicas: ids(found.replicas),
    isr: ids(found.inSyncReplicas),
    offlineReplicas: ids(found.offlineReplicas),
  }
}

function requireNames(what: string, items: readonly { readonly topic: string }[]): void {
  requireList(what, items)
  const names = items.map(({ topic }) => topic)
  if (names.some((name) => typeof name !== 'string')) {
    throw new KafkaJSNonRetriableError(
      `Invalid ${what} array, the topic names have to be a valid string`,
    )
  }
  if (new Set(names).size === names.length) return
  throw new KafkaJSNonRetriableError(
    `Invalid ${what} array, it cannot have multiple entries for the same topic`,
  )
}
