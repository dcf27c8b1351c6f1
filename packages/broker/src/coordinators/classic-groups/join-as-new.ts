import { ErrorCode } from '@barnabus/protocol'

import { addMember } from './add-member.ts'
import { notJoined } from './answers.ts'
import { awaitMember, type ClassicContext } from './classic-context.ts'
import type { ClassicGroup } from './classic-group.ts'
import type { Join } from './join-request.ts'
import { replaceStaticMember } from './replace-static-member.ts'

const noMemberId = ''
const memberIdRequiredSince = 4
const pendingJoinsMax = 10_000 // Of ids that were given out and may never be used.

/** Somebody joins who has no id yet. A static member may be in the group already, under another. */
export function joinAsNew(context: ClassicContext, group: ClassicGroup, join: Join): void {
  const { request, apiVersion, clientId } = join
  const { groupInstanceId: instanceId } = request
  if (!group.supports(request.protocolType, request.protocols)) {
    join.answer(notJoined(ErrorCode.inconsistentGroupProtocol, noMemberId))
    return
  }
  const memberId = context.newMemberId(instanceId ?? clientId)
  if (instanceId === null && apiVersion >= memberIdRequiredSince) {
    giveId(context, group, join, memberId)
    return
  }
  const previousId = instanceId === null ? undefined : group.staticMemberId(instanceId)
  const previous = previousId === undefined ? undefined : group.members.get(previousId)
  if (previous === undefined) addMember(context, group, join, memberId)
  else replaceStaticMember(context, group, join, { previous, memberId })
}

/** It must come back with the id: else each try of a client that lost the answer would count (KIP-394). */
function giveId(
  context: ClassicContext,
  group: ClassicGroup,
  { request, answer }: Join,
  memberId: string,
): void {
  if (group.pendingJoins.size >= pendingJoinsMax) {
    answer(notJoined(ErrorCode.groupMaxSizeReached, noMemberId))
    return
  }
  group.pendingJoins.add(memberId)
  const { groupId, sessionTimeoutMs: timeoutMs } = request
  awaitMember(context, { groupId, memberId, timeoutMs })
  answer(notJoined(ErrorCode.memberIdRequired, memberId))
}
