import { ErrorCode } from '@barnabus/protocol'

import { allForgotten } from '../offsets/delete-offsets.ts'
import type { Decision } from '../runtime/shard.ts'
import type { AnyGroupRecord } from './group-record.ts'
import type { GroupState } from './group-state.ts'
import { groupTombstones } from './group-tombstones.ts'

/** Decides on the deletion of a group, and of its offsets: nobody may be in it. */
export function deleteGroup(
  state: GroupState,
  groupId: string,
): Decision<AnyGroupRecord, ErrorCode> {
  const group = state.groups.get(groupId)
  if (group === undefined) return { records: [], answer: ErrorCode.groupIdNotFound }
  if (!group.isEmpty) return { records: [], answer: ErrorCode.nonEmptyGroup }
  const records = [...allForgotten(state, groupId), ...groupTombstones(group)]
  return { records, answer: ErrorCode.none }
}
