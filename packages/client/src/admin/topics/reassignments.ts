import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { groupByTopic } from '../../consumer/positions/by-leader.ts'
import { throwIfError } from '../../errors/kafka-error.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'
import { outcomeOf, perItem, retriedByController, type Outcome } from '../asking/per-item.ts'
import { requestTimeoutMs } from '../asking/request-timeout.ts'

/** Which brokers shall keep a partition; null: no longer those that were to. */
export interface Reassignment extends TopicPartition {
  /** The preferred leader first. */
  readonly replicas: readonly number[] | null
}

/** A partition that is being moved. */
export interface OngoingReassignment extends TopicPartition {
  readonly replicas: readonly number[]
  readonly addingReplicas: readonly number[]
  readonly removingReplicas: readonly number[]
}

/** See `Admin.alterPartitionReassignments`. */
export async function alterPartitionReassignments(
  cluster: Cluster,
  reassignments: readonly Reassignment[],
  patience: Patience = {},
): Promise<void> {
  const action = 'reassign partitions'
  await perItem(
    cluster,
    {
      action,
      items: reassignments,
      nameOf: partitionKey,
      route: () => 'controller',
      retries: retriedByController,
      ask: async (to, items, deadline) => {
        const request = {
          timeoutMs: requestTimeoutMs(cluster, deadline),
          topics: groupByTopic(items).map(([name, own]) => ({
            name,
            partitions: own.map(({ partition, replicas }) => ({
              partitionIndex: partition,
              replicas,
            })),
          })),
        }
        const answer = await cluster.send(
          to,
          ApiKey.AlterPartitionReassignments,
          () => request,
          deadline,
        )
        throwIfError(answer.errorCode, action, answer.errorMessage)
        return outcomesIn(answer.responses, 'reassign')
      },
    },
    patience,
  )
}

export interface ListReassignmentsOptions extends Patience {
  /** Left out: all. */
  readonly partitions?: readonly TopicPartition[]
}

/** See `Admin.listPartitionReassignments`. */
export async function listPartitionReassignments(
  cluster: Cluster,
  { partitions, ...patience }: ListReassignmentsOptions = {},
): Promise<readonly OngoingReassignment[]> {
  const action = 'list reassignments'
  const deadline = cluster.deadline(patience)
  const topics =
    partitions === undefined
      ? null
      : groupByTopic(partitions).map(([name, own]) => ({
          name,
          partitionIndexes: own.map(({ partition }) => partition),
        }))
  return await cluster.ask(
    {
      action,
      to: 'controller',
      api: ApiKey.ListPartitionReassignments,
      request: () => ({ timeoutMs: requestTimeoutMs(cluster, deadline), topics }),
      read: (answer) => {
        throwIfError(answer.errorCode, action, answer.errorMessage)
        return answer.topics.flatMap(({ name: topic, partitions: found }) =>
          found.map(({ partitionIndex: partition, ...moving }) => ({
            topic,
            partition,
            ...moving,
          })),
        )
      },
    },
    deadline,
  )
}

/** `preferred`: the first replica; `unclean`: any replica, although records may be lost. */
export type ElectionType = keyof typeof electionTypes

const electionTypes = { preferred: 0, unclean: 1 } as const
const typedSince = 1

/** See `Admin.electLeaders`. */
export async function electLeaders(
  cluster: Cluster,
  electionType: ElectionType,
  partitions: readonly TopicPartition[],
  patience: Patience = {},
): Promise<void> {
  const action = 'elect leaders'
  await perItem(
    cluster,
    {
      action,
      items: partitions,
      nameOf: partitionKey,
      route: () => 'controller',
      retries: retriedByController,
      ask: async (to, items, deadline) => {
        const topicPartitions = groupByTopic(items).map(([topic, own]) => ({
          topic,
          partitions: own.map(({ partition }) => partition),
        }))
        const timeoutMs = requestTimeoutMs(cluster, deadline)
        const answer = await cluster.send(
          to,
          ApiKey.ElectLeaders,
          (version) => ({
            topicPartitions,
            timeoutMs,
            ...((version >= typedSince || electionType !== 'preferred') && {
              electionType: electionTypes[electionType],
            }),
          }),
          deadline,
        )
        throwIfError(answer.errorCode, action)
        const topics = answer.replicaElectionResults.map(({ topic, partitionResult }) => ({
          name: topic,
          partitions: partitionResult.map(({ partitionId, errorCode, errorMessage }) => ({
            partitionIndex: partitionId,
            errorMessage,
            // The right one leads already: that is what was wanted.
            errorCode: errorCode === ErrorCode.electionNotNeeded ? ErrorCode.none : errorCode,
          })),
        }))
        return outcomesIn(topics, 'elect the leader of')
      },
    },
    patience,
  )
}

interface AnsweredTopic {
  readonly name: string
  readonly partitions: readonly {
    readonly partitionIndex: number
    readonly errorCode: number
    readonly errorMessage: string | null
  }[]
}

function outcomesIn(
  topics: readonly AnsweredTopic[],
  action: string,
): ReadonlyMap<string, Outcome<string>> {
  const outcomes = topics.flatMap(({ name: topic, partitions }) =>
    partitions.map((found): readonly [string, Outcome<string>] => {
      const { partitionIndex: partition, errorCode, errorMessage } = found
      const key = partitionKey({ topic, partition })
      return [key, outcomeOf(errorCode, `${action} ${key}`, errorMessage, () => key)]
    }),
  )
  return new Map(outcomes)
}
