import { ErrorCode, type OffsetDeleteRequest, type Uuid } from '@barnabus/protocol'

import { ClassicGroup } from '../classic-groups/classic-group.ts'
import type { Group, GroupState } from '../groups/group-state.ts'
import { isSubscribedTo } from '../groups/is-subscribed-to.ts'
import type { Decision } from '../runtime/shard.ts'
import type { OffsetRecord } from './committed-offset.ts'
import { forgotten } from './offset-store.ts'

export interface DeleteAnswer {
  readonly errorCode: ErrorCode
  readonly topics: readonly {
    readonly name: string
    readonly partitions: readonly {
      readonly partitionIndex: number
      readonly errorCode: ErrorCode
    }[]
  }[]
}

/** Decides on OffsetDelete: what the group still reads is kept. */
export function deleteOffsets(
  state: GroupState,
  { groupId, topics }: Pick<OffsetDeleteRequest, 'groupId' | 'topics'>,
): Decision<OffsetRecord, DeleteAnswer> {
  const group = state.groups.get(groupId)
  const errorCode = deletionFault(group)
  if (group === undefined || errorCode !== ErrorCode.none) {
    return { records: [], answer: { errorCode, topics: [] } }
  }
  const records: OffsetRecord[] = []
  const answers = topics.map(({ name, partitions }) => {
    const isInUse = isSubscribedTo(group, name)
    return {
      name,
      partitions: partitions.map(({ partitionIndex }) => {
        if (isInUse) return { partitionIndex, errorCode: ErrorCode.groupSubscribedToTopic }
        const isThere =
          state.offsets.get(groupId, name, partitionIndex) !== undefined ||
          state.pending.has(groupId, name, partitionIndex)
        if (isThere) records.push(forgotten(groupId, name, partitionIndex))
        return { partitionIndex, errorCode: ErrorCode.none }
      }),
    }
  })
  return { records, answer: { errorCode, topics: answers } }
}

function deletionFault(group: Group | undefined): ErrorCode {
  if (group === undefined) return ErrorCode.groupIdNotFound
  // What a group of another type reads is known to its members only.
  const isOpaque = group instanceof ClassicGroup && !group.isEmpty && !group.isOfConsumers
  return isOpaque ? ErrorCode.nonEmptyGroup : ErrorCode.none
}

/** Forgets all offsets of a group, also those that open transactions would commit. */
export function allForgotten(state: GroupState, groupId: string): OffsetRecord[] {
  const committed = Array.from(state.offsets.ofGroup(groupId)).flatMap(([topic, partitions]) =>
    Array.from(partitions.keys(), (partition) => forgotten(groupId, topic, partition)),
  )
  const pending = state.pending
    .ofGroup(groupId)
    .map(({ topic, partition }) => forgotten(groupId, topic, partition))
  return [...committed, ...pending]
}

/**
 * Forgets offsets in topics that are gone, also those that open transactions would commit: what to
 * write, by group.
 */
export function forgottenWithTopics(
  { offsets, pending }: Pick<GroupState, 'offsets' | 'pending'>,
  isGone: (topic: string, topicId: Uuid) => boolean,
): ReadonlyMap<string, readonly OffsetRecord[]> {
  const records: OffsetRecord[] = []
  for (const groupId of offsets.groupIds()) {
    for (const [topic, partitions] of offsets.ofGroup(groupId)) {
      for (const [partition, { topicId }] of partitions) {
        if (isGone(topic, topicId)) records.push(forgotten(groupId, topic, partition))
      }
    }
  }
  for (const { groupId, topic, partition, value } of pending.all()) {
    if (value !== null && isGone(topic, value.topicId)) {
      records.push(forgotten(groupId, topic, partition))
    }
  }
  return Map.groupBy(records, ({ groupId }) => groupId)
}
