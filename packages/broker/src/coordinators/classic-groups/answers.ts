import { ErrorCode, type JoinGroupResponseDraft } from '@barnabus/protocol'

import type { ClassicGroup } from './classic-group.ts'
import { metadataFor, type ClassicMember } from './classic-member.ts'

/** JoinGroup's answer to whoever is in the group's generation; the leader hears of everybody. */
export function joined(
  group: ClassicGroup,
  { memberId }: ClassicMember,
  more: { readonly skipAssignment?: boolean } = {},
): JoinGroupResponseDraft {
  const { generationId, protocolType, protocolName, leaderId } = group
  return {
    errorCode: ErrorCode.none,
    ...{ generationId, protocolType, memberId },
    protocolName: protocolName ?? '',
    leader: leaderId ?? '',
    members: leaderId === memberId ? membersOf(group) : [],
    ...more,
  }
}

/** JoinGroup's answer to whoever is not. */
export function notJoined(errorCode: ErrorCode, memberId: string): JoinGroupResponseDraft {
  const none = { generationId: -1, protocolType: null, leader: '', members: [] }
  // Before version 7 the name is never null.
  return { ...none, errorCode, memberId, protocolName: '' }
}

function membersOf({ members, protocolName }: ClassicGroup): JoinGroupResponseDraft['members'] {
  return Array.from(members.values(), (member) => ({
    memberId: member.memberId,
    groupInstanceId: member.instanceId,
    metadata: metadataFor(member, protocolName),
  }))
}
