import { ErrorCode, zeroUuid, type Uuid } from '@barnabus/protocol'

import { ClassicGroup } from '../classic-groups/classic-group.ts'
import { offsetFetchFault } from '../consumer-groups/offset-rules.ts'
import type { GroupState } from '../groups/group-state.ts'
import type { CommittedOffset } from './committed-offset.ts'

/** A topic whose offsets are asked for. */
export interface AskedTopic {
  readonly name: string
  /** Zero: by name, whichever topic had it. */
  readonly topicId: Uuid
  readonly partitionIndexes: readonly number[]
}

export interface FetchedPartition {
  readonly partitionIndex: number
  readonly committedOffset: bigint
  readonly committedLeaderEpoch: number
  readonly metadata: string
  readonly errorCode: ErrorCode
}

export interface FetchedTopic {
  readonly name: string
  readonly topicId: Uuid
  readonly partitions: readonly FetchedPartition[]
}

/** Why the member may not read the group's offsets; none: it may, or the group does not exist. */
export function fetchFault(
  state: GroupState,
  asked: {
    readonly groupId: string
    readonly memberId: string | null
    readonly memberEpoch: number
  },
): ErrorCode {
  const group = state.groups.get(asked.groupId)
  if (group === undefined || group instanceof ClassicGroup) return ErrorCode.none
  return offsetFetchFault(group, asked.memberId, asked.memberEpoch)?.errorCode ?? ErrorCode.none
}

/** Whose offsets are asked for, and how. */
export interface AskedGroup {
  readonly groupId: string
  /** An offset that an open transaction may change is not told, but UNSTABLE_OFFSET_COMMIT. */
  readonly requireStable: boolean
}

/** The offsets of the partitions that are asked for. */
export function fetchOffsets(
  state: GroupState,
  { groupId, requireStable }: AskedGroup,
  topics: readonly AskedTopic[],
): FetchedTopic[] {
  const offsets = state.offsets.ofGroup(groupId)
  return topics.map(({ name, topicId, partitionIndexes }) => ({
    name,
    topicId,
    partitions: partitionIndexes.map((index) => {
      if (requireStable && state.pending.has(groupId, name, index)) return unstable(index)
      const committed = offsets.get(name)?.get(index)
      return committed === undefined || isOfAnother(committed, topicId)
        ? neverCommitted(index)
        : fetched(index, committed)
    }),
  }))
}

/** All offsets of a group. */
export function fetchAllOffsets(
  state: GroupState,
  { groupId, requireStable }: AskedGroup,
): FetchedTopic[] {
  return Array.from(state.offsets.ofGroup(groupId), ([name, partitions]) => ({
    name,
    topicId: zeroUuid,
    partitions: Array.from(partitions, ([index, committed]) =>
      requireStable && state.pending.has(groupId, name, index)
        ? unstable(index)
        : fetched(index, committed),
    ),
  }))
}

/** No offset is no error; and it is -1, not 0, which would be the beginning. */
export function neverCommitted(
  partitionIndex: number,
  errorCode: ErrorCode = ErrorCode.none,
): FetchedPartition {
  const nothing = { committedOffset: -1n, committedLeaderEpoch: -1, metadata: '' }
  return { partitionIndex, ...nothing, errorCode }
}

function unstable(partitionIndex: number): FetchedPartition {
  return neverCommitted(partitionIndex, ErrorCode.unstableOffsetCommit)
}

function fetched(partitionIndex: number, committed: CommittedOffset): FetchedPartition {
  const { offset: committedOffset, leaderEpoch: committedLeaderEpoch, metadata } = committed
  const errorCode = ErrorCode.none
  return { partitionIndex, committedOffset, committedLeaderEpoch, metadata, errorCode }
}

/** A topic that was made anew has other records at the same offsets. */
function isOfAnother(committed: CommittedOffset, topicId: Uuid): boolean {
  const { topicId: committedId } = committed
  return committedId !== zeroUuid && topicId !== zeroUuid && committedId !== topicId
}
