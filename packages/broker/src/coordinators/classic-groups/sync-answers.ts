import { ErrorCode, type SyncGroupResponseDraft } from '@barnabus/protocol'

import { keepAlive, type ClassicContext } from './classic-context.ts'
import type { ClassicGroup } from './classic-group.ts'
import type { ClassicMember } from './classic-member.ts'

const nothing = new Uint8Array()

/** SyncGroup's answer to a member: its part of the work. */
export function synced(
  { protocolType, protocolName }: ClassicGroup,
  { assignment }: ClassicMember,
): SyncGroupResponseDraft {
  return { errorCode: ErrorCode.none, protocolType, protocolName, assignment }
}

export function notSynced(errorCode: ErrorCode): SyncGroupResponseDraft {
  return { errorCode, protocolType: null, protocolName: null, assignment: nothing }
}

/** Tells everybody who waits in SyncGroup what the leader gave them. */
export function handOut(context: ClassicContext, group: ClassicGroup): void {
  answerAll(context, group, (member) => synced(group, member))
}

/** Tells everybody who waits in SyncGroup that nothing came of this generation. */
export function callOff(context: ClassicContext, group: ClassicGroup, errorCode: ErrorCode): void {
  for (const member of group.members.values()) member.assignment = nothing
  answerAll(context, group, () => notSynced(errorCode))
}

function answerAll(
  context: ClassicContext,
  group: ClassicGroup,
  answer: (member: ClassicMember) => SyncGroupResponseDraft,
): void {
  for (const member of group.members.values()) {
    const { syncing } = member
    if (syncing === undefined) continue
    member.syncing = undefined
    syncing(answer(member))
    keepAlive(context, group, member)
  }
}
