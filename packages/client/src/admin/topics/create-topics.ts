import {
  ApiKey,
  ErrorCode,
  zeroUuid,
  type CreateTopicsResponse,
  type Uuid,
} from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { clientErrors } from '../../errors.ts'
import { brokerError, isKafkaError } from '../../errors/kafka-error.ts'
import { outcomeOf, perItem, retriedByController } from '../asking/per-item.ts'
import { requestTimeoutMs } from '../asking/request-timeout.ts'

/** A topic to be made. */
export interface NewTopic {
  readonly topic: string
  /** Left out: `num.partitions` of the broker. */
  readonly partitions?: number
  /** Left out: `default.replication.factor` of the broker. */
  readonly replicationFactor?: number
  /** Which brokers keep each partition, the preferred leader first; instead of the two above. */
  readonly assignments?: readonly (readonly number[])[]
  /** Kafka's settings of topics; those left out are the broker's. */
  readonly configs?: Readonly<Record<string, string | number | boolean | bigint>>
}

/** A topic that was made, or would have been. */
export interface CreatedTopic {
  readonly topic: string
  /** undefined where the broker has no ids (before Kafka 2.8), and after `validateOnly`. */
  readonly topicId: Uuid | undefined
  /** undefined where the broker does not say (before Kafka 2.4, or for want of permission). */
  readonly partitions: number | undefined
  readonly replicationFactor: number | undefined
  /** What the topic's settings came to; those that are secret are missing. */
  readonly configs: ReadonlyMap<string, string>
}

export interface CreateTopicsOptions extends Patience {
  /** Only finds out whether it could be done. */
  readonly validateOnly?: boolean
}

/** See `Admin.createTopics`. */
export async function createTopics(
  cluster: Cluster,
  topics: readonly NewTopic[],
  { validateOnly = false, ...patience }: CreateTopicsOptions = {},
): Promise<readonly CreatedTopic[]> {
  const deadline = cluster.deadline(patience)
  const created = await perItem(
    cluster,
    {
      action: 'create topics',
      items: topics,
      nameOf: ({ topic }) => topic,
      route: () => 'controller',
      retries: retriedByController,
      ask: async (to, items) => {
        const timeoutMs = requestTimeoutMs(cluster, deadline)
        const request = { topics: items.map(draftOf), timeoutMs, validateOnly }
        const answer = await cluster.send(
          to,
          ApiKey.CreateTopics,
          (version) => {
            refuseMisunderstanding(items, version)
            return request
          },
          deadline,
        )
        return new Map(
          answer.topics.map((found) => [
            found.name,
            outcomeOf(found.errorCode, `create topic ${found.name}`, found.errorMessage, () =>
              createdTopicOf(found),
            ),
          ]),
        )
      },
    },
    deadline,
  )
  if (!validateOnly) await untilUsable(cluster, created, deadline)
  return created
}

const defaultsSince = 4

/** Brokers before Kafka 2.4 have no defaults for this. */
function refuseMisunderstanding(topics: readonly NewTopic[], version: number): void {
  if (version >= defaultsSince) return
  for (const { topic, partitions, replicationFactor, assignments } of topics) {
    const isWhole = partitions !== undefined && replicationFactor !== undefined
    if (isWhole || assignments !== undefined) continue
    const action = `create topic ${topic} without partitions and replicationFactor`
    throw clientErrors.NOT_UNDERSTOOD(action, `CreateTopics ${defaultsSince}`)
  }
}

function draftOf({ topic, partitions, replicationFactor, assignments, configs }: NewTopic) {
  const assigned = assignments !== undefined
  return {
    name: topic,
    numPartitions: assigned ? -1 : (partitions ?? -1),
    replicationFactor: assigned ? -1 : (replicationFactor ?? -1),
    assignments: (assignments ?? []).map((brokerIds, partitionIndex) => ({
      partitionIndex,
      brokerIds,
    })),
    configs: Object.entries(configs ?? {}).map(([name, value]) => ({ name, value: String(value) })),
  }
}

type FoundTopic = CreateTopicsResponse['topics'][number]

function createdTopicOf(found: FoundTopic): CreatedTopic {
  const { name, topicId, numPartitions, replicationFactor, configs } = found
  const values = (configs ?? []).flatMap(({ name: config, value }) =>
    value === null ? [] : [[config, value] as const],
  )
  return {
    topic: name,
    topicId: topicId === zeroUuid ? undefined : topicId,
    partitions: numPartitions < 0 ? undefined : numPartitions,
    replicationFactor: replicationFactor < 0 ? undefined : replicationFactor,
    configs: new Map(values),
  }
}

/** Waits until every broker that answers knows a leader for each partition. */
async function untilUsable(
  cluster: Cluster,
  topics: readonly CreatedTopic[],
  deadline: Deadline,
): Promise<void> {
  const { nodes } = await cluster.metadata.refresh(deadline)
  await Promise.all(
    Array.from(nodes.keys(), (node) => untilKnownTo(cluster, node, topics, deadline)),
  )
}

const answerPatienceMs = 3000 // A broker that says nothing for so long is about to be missed.

async function untilKnownTo(
  cluster: Cluster,
  node: number,
  topics: readonly CreatedTopic[],
  deadline: Deadline,
): Promise<void> {
  const action = `use the new topics on broker ${node}`
  await cluster.retrying(action, deadline, async () => {
    let unknown: string | undefined
    const timeoutMs = Math.min(deadline.remainingMs, answerPatienceMs)
    try {
      const short = cluster.deadline({ timeoutMs, signal: deadline.signal })
      unknown = await unknownTo(cluster, node, topics, short)
    } catch (error) {
      if (!isKafkaError(error)) throw error // A broker that does not answer is nobody's leader.
    }
    if (unknown !== undefined) throw brokerError(ErrorCode.leaderNotAvailable, action, unknown)
  })
}

/** A topic that this broker cannot tell all leaders of. */
async function unknownTo(
  cluster: Cluster,
  node: number,
  topics: readonly CreatedTopic[],
  deadline: Deadline,
): Promise<string | undefined> {
  const request = {
    topics: topics.map(({ topic }) => ({ name: topic })),
    allowAutoTopicCreation: false,
  }
  const answer = await cluster.send({ node }, ApiKey.Metadata, () => request, deadline)
  const waitsFor = answer.topics.find(
    ({ errorCode, partitions }) =>
      errorCode === ErrorCode.unknownTopicOrPartition ||
      errorCode === ErrorCode.leaderNotAvailable ||
      partitions.some(({ leaderId }) => leaderId < 0),
  )
  return waitsFor?.name ?? undefined
}
