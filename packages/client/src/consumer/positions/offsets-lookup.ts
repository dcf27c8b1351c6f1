import { ApiKey, ErrorCode, type ListOffsetsResponse } from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { brokerError, isKafkaError, type KafkaError } from '../../errors/kafka-error.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'
import { groupByLeader, groupByTopic } from './by-leader.ts'

/** Kafka's numbers for what is no time. */
export const latestTimestamp = -1n
export const earliestTimestamp = -2n

/** An offset that is looked up by time, or at one of the ends. */
export interface WantedOffset extends TopicPartition {
  readonly timestampMs: bigint
}

/** What a leader said. */
export interface FoundOffset {
  /** -1: there is no record of that time or later. */
  readonly offset: bigint
  /** Of the record at `offset`; -1 at the ends. */
  readonly timestamp: bigint
  readonly leaderEpoch: number | undefined
}

type AnswerPartition = ListOffsetsResponse['topics'][number]['partitions'][number]

/** Asks the leaders of partitions for offsets by time. */
export class OffsetsLookup {
  readonly #cluster: Cluster
  readonly #isolationLevel: number

  constructor(cluster: Cluster, readsCommitted: boolean) {
    this.#cluster = cluster
    this.#isolationLevel = readsCommitted ? 1 : 0
  }

  /**
   * What was found, by key of the partition; tries again until all are, and rejects with the last
   * reason at the deadline, or at once where trying again is useless.
   */
  async all(
    wanted: readonly WantedOffset[],
    deadline: Deadline,
  ): Promise<ReadonlyMap<string, FoundOffset>> {
    const found = new Map<string, FoundOffset>()
    for (const topic of new Set(wanted.map((one) => one.topic))) {
      await this.#cluster.topic(topic, deadline)
    }
    await this.#cluster.retrying('look up offsets', deadline, async () => {
      const left = wanted.filter((one) => !found.has(partitionKey(one)))
      const failures = await this.some(left, deadline, (key, one) => found.set(key, one))
      const worst = failures.find(({ retriable }) => !retriable) ?? failures[0]
      if (worst !== undefined) throw worst
    })
    return found
  }

  /** Asks once, calls `take` with each that was found, and gives the reasons of the others. */
  async some(
    wanted: readonly WantedOffset[],
    deadline: Deadline,
    take: (key: string, found: FoundOffset) => void,
  ): Promise<readonly KafkaError[]> {
    const { groups, failures } = groupByLeader(this.#cluster, wanted)
    const answers = await Promise.all(
      Array.from(groups, async ([nodeId, ofNode]) => {
        try {
          return readAnswer(await this.#ask(nodeId, ofNode, deadline), take)
        } catch (error) {
          return [this.#failed(error)]
        }
      }),
    )
    const all = [...failures, ...answers.flat()]
    for (const error of all) this.#cluster.notice(error)
    return all
  }

  #failed(error: unknown): KafkaError {
    if (!isKafkaError(error)) throw error
    this.#cluster.metadata.markStale()
    return error
  }

  async #ask(
    nodeId: number,
    wanted: readonly WantedOffset[],
    deadline: Deadline,
  ): Promise<ListOffsetsResponse> {
    return await this.#cluster.send(
      { node: nodeId, channel: 'coordination' },
      ApiKey.ListOffsets,
      (version) => ({
        replicaId: -1,
        isolationLevel: version >= 2 ? this.#isolationLevel : 0,
        timeoutMs: version >= 10 ? this.#cluster.config.metadata.requestTimeoutMs : undefined,
        topics: groupByTopic(wanted).map(([name, partitions]) => ({
          name,
          partitions: partitions.map(({ topic, partition, timestampMs }) => ({
            partitionIndex: partition,
            timestamp: timestampMs,
            currentLeaderEpoch:
              version >= 4 ? (this.#cluster.partition(topic, partition)?.leaderEpoch ?? -1) : -1,
          })),
        })),
      }),
      deadline,
    )
  }
}

function readAnswer(
  { topics }: ListOffsetsResponse,
  take: (key: string, found: FoundOffset) => void,
): readonly KafkaError[] {
  const failures: KafkaError[] = []
  for (const { name, partitions } of topics) {
    for (const partition of partitions) {
      const key = partitionKey({ topic: name, partition: partition.partitionIndex })
      const { errorCode } = partition
      if (errorCode === ErrorCode.none) take(key, foundIn(partition))
      else failures.push(brokerError(errorCode, `look up offsets of ${key}`))
    }
  }
  return failures
}

function foundIn({ offset, timestamp, leaderEpoch }: AnswerPartition): FoundOffset {
  return { offset, timestamp, leaderEpoch: leaderEpoch < 0 ? undefined : leaderEpoch }
}
