import { ErrorCode } from '@barnabus/protocol'

import type { ConsumerGroup } from './consumer-group.ts'
import { staticLeaveEpoch, type Member } from './member.ts'
import { ownsOnly, type OwnedPartitions } from './partition-epochs.ts'
import type { Refusal } from './refusal.ts'

/**
 * Why a member may not go on with the epoch it sent; undefined if it may.
 *
 * One epoch behind is fine if the member owns nothing that it should not: the answer that would
 * have told it of its new epoch may have been lost.
 */
export function epochFault(
  member: Member,
  memberEpoch: number,
  owned: OwnedPartitions | null,
): Refusal | undefined {
  if (memberEpoch === 0 || memberEpoch === member.memberEpoch) return undefined
  const behind = memberEpoch < member.memberEpoch
  const answerWasLost =
    behind &&
    memberEpoch === member.previousMemberEpoch &&
    owned !== null &&
    ownsOnly(owned, member.assigned)
  if (answerWasLost) return undefined
  return {
    errorCode: ErrorCode.fencedMemberEpoch,
    errorMessage:
      `The consumer group member has a ${behind ? 'smaller' : 'greater'} member epoch ` +
      `(${memberEpoch}) than the one known by the group coordinator (${member.memberEpoch}). ` +
      'The member must abandon all its partitions and rejoin.',
  }
}

/** The member that a request speaks for, or why there is none. */
export function memberOf(
  group: ConsumerGroup,
  memberId: string,
  instanceId: string | null,
): Member | Refusal {
  return instanceId === null
    ? (group.members.get(memberId) ?? unknownMember(group, memberId))
    : staticMemberOf(group, memberId, instanceId)
}

function staticMemberOf(
  group: ConsumerGroup,
  memberId: string,
  instanceId: string,
): Member | Refusal {
  const member = group.staticMember(instanceId)
  if (member === undefined) {
    return {
      errorCode: ErrorCode.unknownMemberId,
      errorMessage: `Instance id ${instanceId} is unknown.`,
    }
  }
  if (member.memberId === memberId) return member
  return {
    errorCode: ErrorCode.fencedInstanceId,
    errorMessage: `Static member ${memberId} with instance id ${instanceId} was fenced by member ${member.memberId}.`,
  }
}

/** Why nobody else may take over a static member; undefined if it left and will be back. */
export function unreleased(
  member: Member,
  memberId: string,
  instanceId: string,
): Refusal | undefined {
  if (member.memberEpoch === staticLeaveEpoch) return undefined
  return {
    errorCode: ErrorCode.unreleasedInstanceId,
    errorMessage:
      `Static member ${memberId} with instance id ${instanceId} cannot join the group ` +
      `because the instance id is owned by ${member.memberId} member.`,
  }
}

function unknownMember(group: ConsumerGroup, memberId: string): Refusal {
  return {
    errorCode: ErrorCode.unknownMemberId,
    errorMessage: `Member ${memberId} is not a member of group ${group.groupId}.`,
  }
}
