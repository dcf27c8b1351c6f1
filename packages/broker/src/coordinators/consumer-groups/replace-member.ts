import { targetOrNothing } from './consumer-group.ts'
import type { GroupDraft } from './group-draft.ts'
import { assignmentRecord, memberTombstones, subscriptionRecord } from './group-record.ts'
import type { Member } from './member.ts'

/** Gives everything a member is and has to another member id. */
export function replaceMember(draft: GroupDraft, previous: Member, memberId: string): Member {
  const { groupId } = draft.group
  const target = targetOrNothing(draft.group, previous.memberId)
  const member = { ...previous, memberId, memberEpoch: 0, previousMemberEpoch: 0 }
  draft.write(
    ...memberTombstones(groupId, previous.memberId),
    subscriptionRecord(groupId, member),
    { kind: 'target', groupId, memberId, value: target },
    assignmentRecord(groupId, member),
  )
  if (previous.memberId !== memberId) draft.time({ kind: 'stop-all', memberId: previous.memberId })
  return member
}
