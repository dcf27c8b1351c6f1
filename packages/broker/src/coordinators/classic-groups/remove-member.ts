import { ErrorCode } from '@barnabus/protocol'

import { notJoined } from './answers.ts'
import { classicGroupOf, endSession, type ClassicContext } from './classic-context.ts'
import type { ClassicGroup } from './classic-group.ts'
import type { ClassicMember } from './classic-member.ts'
import { completeJoin, rebalance } from './rebalance.ts'
import { notSynced } from './sync-answers.ts'

const noMemberId = ''

/** Takes a member out. If it waits for an answer after all, it hears that it must begin anew. */
export function takeOut(context: ClassicContext, group: ClassicGroup, member: ClassicMember): void {
  endSession(context, group.groupId, member.memberId)
  group.answerJoin(member, notJoined(ErrorCode.unknownMemberId, noMemberId))
  member.syncing?.(notSynced(ErrorCode.unknownMemberId))
  member.syncing = undefined
  group.remove(member.memberId)
}

/** Somebody was not heard of in time: it is out, and the others divide its work. */
export function expireMember(context: ClassicContext, groupId: string, memberId: string): void {
  const group = classicGroupOf(context, groupId)
  if (group === undefined) return
  const member = group.members.get(memberId)
  if (member === undefined) {
    if (group.pendingJoins.delete(memberId)) completeJoinIfReady(context, group)
    return
  }
  // Whoever waits for us is alive; but a new member that waits may have gone without a word.
  const waits = member.joining !== undefined || member.syncing !== undefined
  if (waits && !member.isNew) return
  takeOut(context, group, member)
  if (group.state === 'Stable' || group.state === 'CompletingRebalance') rebalance(context, group)
  else completeJoinIfReady(context, group)
}

function completeJoinIfReady(context: ClassicContext, group: ClassicGroup): void {
  if (group.state === 'PreparingRebalance' && group.hasAllMembersJoined)
    completeJoin(context, group)
}
