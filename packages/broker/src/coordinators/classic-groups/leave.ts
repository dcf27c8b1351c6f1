import { ErrorCode } from '@barnabus/protocol'

import { endSession, type ClassicContext } from './classic-context.ts'
import type { ClassicGroup } from './classic-group.ts'
import { completeJoinIfAllCame, rebalance } from './rebalance.ts'
import { takeOut } from './remove-member.ts'

/** Somebody who is to leave; a static member may be named by its instance alone. */
export interface Leaving {
  readonly memberId: string
  readonly groupInstanceId: string | null
}

const noMemberId = ''

/** LeaveGroup: takes members out at once; the others divide their work. */
export function leaveGroup(
  context: ClassicContext,
  group: ClassicGroup,
  leaving: readonly Leaving[],
): ErrorCode[] {
  const errors = leaving.map((one) => leave(context, group, one))
  if (errors.every((errorCode) => errorCode !== ErrorCode.none)) return errors
  if (group.state === 'PreparingRebalance') completeJoinIfAllCame(context, group)
  else if (!group.isEmpty) rebalance(context, group)
  return errors
}

function leave(
  context: ClassicContext,
  group: ClassicGroup,
  { memberId, groupInstanceId }: Leaving,
): ErrorCode {
  if (group.pendingJoins.delete(memberId)) {
    endSession(context, group.groupId, memberId)
    return ErrorCode.none
  }
  const isByInstance = memberId === noMemberId && groupInstanceId !== null
  const actualId = isByInstance ? group.staticMemberId(groupInstanceId) : memberId
  if (actualId === undefined) return ErrorCode.unknownMemberId
  const fault = group.memberFault(actualId, groupInstanceId)
  const member = group.members.get(actualId)
  if (fault !== ErrorCode.none || member === undefined) return fault
  takeOut(context, group, member)
  return ErrorCode.none
}
