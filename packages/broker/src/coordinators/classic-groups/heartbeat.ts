import { ErrorCode, type HeartbeatRequest } from '@barnabus/protocol'

import { classicGroupOf, keepAlive, type ClassicContext } from './classic-context.ts'

/** Heartbeat: the member is alive, and hears whether the group meets anew. Never waits. */
export function heartbeat(context: ClassicContext, request: HeartbeatRequest): ErrorCode {
  const group = classicGroupOf(context, request.groupId)
  if (group === undefined) return ErrorCode.unknownMemberId
  const fault = group.memberFault(request.memberId, request.groupInstanceId)
  if (fault !== ErrorCode.none) return fault
  if (request.generationId !== group.generationId) return ErrorCode.illegalGeneration
  const member = group.members.get(request.memberId)
  if (member !== undefined) keepAlive(context, group, member)
  const isPreparing = group.state === 'PreparingRebalance'
  return isPreparing ? ErrorCode.rebalanceInProgress : ErrorCode.none
}
