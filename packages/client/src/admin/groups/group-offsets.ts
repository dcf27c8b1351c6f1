import { ApiKey, type OffsetFetchRequestDraft, type OffsetFetchResponse } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { groupByTopic } from '../../consumer/positions/by-leader.ts'
import type { CommittedOffset, OffsetToCommit } from '../../consumer/committing/group-offsets.ts'
import { throwIfError } from '../../errors/kafka-error.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'
import { byCoordinator } from '../asking/by-coordinator.ts'
import { outcomeOf, perItem, type Outcome } from '../asking/per-item.ts'

export interface ListGroupOffsetsOptions extends Patience {
  /** Left out: all that the group has committed. */
  readonly partitions?: readonly TopicPartition[]
  /** Waits until no transaction is about to commit another offset (Kafka 2.5). */
  readonly requireStable?: boolean
}

const manyGroupsSince = 8

/** See `Admin.listGroupOffsets`. */
export async function listGroupOffsets(
  cluster: Cluster,
  groupId: string,
  { partitions, requireStable = false, ...patience }: ListGroupOffsetsOptions = {},
): Promise<readonly CommittedOffset[]> {
  const action = `list the offsets of group ${groupId}`
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
      to: { coordinator: 'group', key: groupId },
      api: ApiKey.OffsetFetch,
      request: (version): OffsetFetchRequestDraft => ({
        ...(version >= manyGroupsSince ? { groups: [{ groupId, topics }] } : { groupId, topics }),
        ...(requireStable && { requireStable }),
      }),
      read: (answer) => committedIn(answer, action),
    },
    patience,
  )
}

function committedIn(answer: OffsetFetchResponse, action: string): readonly CommittedOffset[] {
  const { errorCode, topics } = answer.groups[0] ?? answer
  throwIfError(errorCode, action)
  return topics.flatMap(({ name: topic, partitions }) =>
    partitions.flatMap((found) => {
      const { partitionIndex: partition, committedOffset: offset, metadata } = found
      throwIfError(found.errorCode, `${action} in ${partitionKey({ topic, partition })}`)
      if (offset < 0n) return []
      const epoch = found.committedLeaderEpoch
      const leaderEpoch = epoch < 0 ? undefined : epoch
      return [{ topic, partition, offset, leaderEpoch, metadata: metadata ?? '' }]
    }),
  )
}

/** See `Admin.alterGroupOffsets`. */
export async function alterGroupOffsets(
  cluster: Cluster,
  groupId: string,
  offsets: readonly OffsetToCommit[],
  patience: Patience = {},
): Promise<void> {
  await perItem(
    cluster,
    {
      ...byCoordinator<OffsetToCommit>(cluster, 'group', () => groupId),
      action: `alter the offsets of group ${groupId}`,
      items: offsets,
      nameOf: partitionKey,
      ask: async (to, items, deadline) => {
        const topics = groupByTopic(items).map(([name, own]) => ({
          name,
          partitions: own.map(({ partition, offset, leaderEpoch, metadata }) => ({
            partitionIndex: partition,
            committedOffset: offset,
            committedLeaderEpoch: leaderEpoch ?? -1,
            committedMetadata: metadata ?? '',
          })),
        }))
        const request = { groupId, memberId: '', topics }
        const answer = await cluster.send(to, ApiKey.OffsetCommit, () => request, deadline)
        return outcomesIn(answer.topics, `alter the offset of group ${groupId} in`)
      },
    },
    patience,
  )
}

/** See `Admin.deleteGroupOffsets`. */
export async function deleteGroupOffsets(
  cluster: Cluster,
  groupId: string,
  partitions: readonly TopicPartition[],
  patience: Patience = {},
): Promise<void> {
  const action = `delete offsets of group ${groupId}`
  await perItem(
    cluster,
    {
      ...byCoordinator<TopicPartition>(cluster, 'group', () => groupId),
      action,
      items: partitions,
      nameOf: partitionKey,
      ask: async (to, items, deadline) => {
        const topics = groupByTopic(items).map(([name, own]) => ({
          name,
          partitions: own.map(({ partition }) => ({ partitionIndex: partition })),
        }))
        const request = { groupId, topics }
        const answer = await cluster.send(to, ApiKey.OffsetDelete, () => request, deadline)
        throwIfError(answer.errorCode, action)
        return outcomesIn(answer.topics, `delete the offset of group ${groupId} in`)
      },
    },
    patience,
  )
}

interface AnsweredTopic {
  readonly name: string
  readonly partitions: readonly { readonly partitionIndex: number; readonly errorCode: number }[]
}

function outcomesIn(
  topics: readonly AnsweredTopic[],
  action: string,
): ReadonlyMap<string, Outcome<string>> {
  const outcomes = topics.flatMap(({ name: topic, partitions }) =>
    partitions.map(({ partitionIndex, errorCode }): readonly [string, Outcome<string>] => {
      const key = partitionKey({ topic, partition: partitionIndex })
      return [key, outcomeOf(errorCode, `${action} ${key}`, null, () => key)]
    }),
  )
  return new Map(outcomes)
}
