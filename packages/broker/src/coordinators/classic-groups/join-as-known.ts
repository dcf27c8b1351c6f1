import { ErrorCode } from '@barnabus/protocol'

import { addMember, termsOf } from './add-member.ts'
import { joined, notJoined } from './answers.ts'
import type { ClassicContext } from './classic-context.ts'
import type { ClassicGroup } from './classic-group.ts'
import { offers, type ClassicMember } from './classic-member.ts'
import type { Join } from './join-request.ts'
import { rebalance } from './rebalance.ts'

/** Somebody joins with an id: for the first time with it, or for the next generation. */
export function joinAsKnown(context: ClassicContext, group: ClassicGroup, join: Join): void {
  const { request, answer } = join
  const { memberId, groupInstanceId, protocolType, protocols } = request
  if (!group.supports(protocolType, protocols)) {
    answer(notJoined(ErrorCode.inconsistentGroupProtocol, memberId))
    return
  }
  if (group.pendingJoins.has(memberId) && groupInstanceId === null) {
    addMember(context, group, join, memberId)
    return
  }
  const fault = group.memberFault(memberId, groupInstanceId)
  const member = group.members.get(memberId)
  if (fault !== ErrorCode.none || member === undefined || group.isEmpty) {
    answer(notJoined(fault || ErrorCode.unknownMemberId, memberId))
  } else if (hasNews(group, member, join)) rejoin(context, group, member, join)
  else answer(joined(group, member)) // It may have missed the answer; the generation stands.
}

/** Whether the group must meet anew because of this. */
function hasNews(group: ClassicGroup, member: ClassicMember, { request }: Join): boolean {
  if (group.state === 'PreparingRebalance' || !offers(member, request.protocols)) return true
  // Only a leader knows what else may have changed, such as the partitions of the topics.
  return group.state === 'Stable' && group.leaderId === member.memberId
}

function rejoin(
  context: ClassicContext,
  group: ClassicGroup,
  member: ClassicMember,
  { request, answer }: Join,
): void {
  group.setTerms(member, termsOf(request))
  // If it asked before, over a connection that it has given up.
  group.answerJoin(member, notJoined(ErrorCode.rebalanceInProgress, member.memberId))
  group.waitForJoin(member, answer)
  rebalance(context, group)
}
