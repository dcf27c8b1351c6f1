import { ErrorCode } from '@barnabus/protocol'

import { memberOf } from './fencing.ts'
import type { GroupContext } from './group-context.ts'
import type { GroupDraft } from './group-draft.ts'
import { assignmentRecord, memberTombstones } from './group-record.ts'
import type { HeartbeatAnswer, Heartbeat } from './heartbeat.ts'
import { staticLeaveEpoch, type Member } from './member.ts'
import { noPartitions, type PartitionEpochs } from './partition-epochs.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import { subscriberCount } from './regex-change.ts'
import { metadataHash } from './subscribed-topics.ts'

/**
 * ConsumerGroupHeartbeat with which a member leaves for good (-1), which is what `remove` does, or a
 * static one for a while (-2).
 */
export function leave(
  draft: GroupDraft,
  { request }: Heartbeat,
  remove: (member: Member) => void,
): HeartbeatAnswer | Refusal {
  const { memberId, instanceId, memberEpoch } = request
  const member = memberOf(draft.group, memberId, instanceId)
  if (isRefusal(member)) return member
  if (memberEpoch === staticLeaveEpoch && instanceId !== null) holdPlace(draft, member)
  else remove(member)
  return { memberId: member.memberId, memberEpoch, heartbeatIntervalMs: 0, assignment: null }
}

/** A static member will be back: what it is meant to have waits for it, until its session ends. */
function holdPlace(draft: GroupDraft, member: Member): void {
  const { groupId } = draft.group
  const held: Member = {
    ...member,
    memberEpoch: staticLeaveEpoch,
    pendingRevocation: noPartitions,
    assigned: fromEpochZero(member.assigned),
  }
  draft.write(assignmentRecord(groupId, held))
}

/** Removes members for good: the group moves on without them. */
export function removeMembers(
  draft: GroupDraft,
  members: readonly Member[],
  { topics }: GroupContext,
): void {
  if (members.length === 0) return
  const { groupId } = draft.group
  for (const { memberId } of members) {
    draft.write(...memberTombstones(groupId, memberId))
    draft.time({ kind: 'stop-all', memberId })
  }
  for (const regex of new Set(members.map(({ subscribedTopicRegex }) => subscribedTopicRegex))) {
    if (regex !== '' && subscriberCount(draft.group, regex) === 0) {
      draft.write({ kind: 'regex', groupId, regex, value: null })
    }
  }
  const value = { epoch: draft.group.epoch + 1, metadataHash: metadataHash(draft.group, topics) }
  draft.write({ kind: 'group-epoch', groupId, value })
}

/** The member whose timer went off, if it has not moved on in the meantime. */
export function overdue(
  draft: GroupDraft,
  memberId: string,
  memberEpoch: number | undefined,
): Member | Refusal {
  const member = memberOf(draft.group, memberId, null)
  if (isRefusal(member) || memberEpoch === undefined || member.memberEpoch === memberEpoch) {
    return member
  }
  return { errorCode: ErrorCode.none, errorMessage: 'The member is in another epoch by now.' }
}

/** Whoever comes back has its partitions from the beginning of its new life. */
function fromEpochZero(partitions: PartitionEpochs): PartitionEpochs {
  return new Map(
    [...partitions].map(([topicId, epochs]) => [
      topicId,
      new Map([...epochs.keys()].map((partition) => [partition, 0])),
    ]),
  )
}
