import { ErrorCode, type Uuid } from '@barnabus/protocol'

import type { ConsumerGroup } from './consumer-group.ts'
import type { Member } from './member.ts'
import type { Refusal } from './refusal.ts'

/** Whose offsets are committed, and how. */
export interface OffsetCommitter {
  readonly memberId: string
  /** The generation of a classic member; -1 from whoever is in no group. */
  readonly memberEpoch: number
  readonly instanceId: string | null
  readonly isTransactional: boolean
  readonly apiVersion: number
}

/** What may be committed: everything, or what this finds no fault with. */
export type CommitRule = (topicId: Uuid | undefined, partition: number) => Refusal | undefined

const anything: CommitRule = () => undefined
const memberEpochsSince = 9 // OffsetCommit versions before know nothing of the consumer protocol.

/**
 * Who may commit offsets to a consumer group, and of which partitions.
 *
 * The member's own epoch is always right. With an older one it may still commit what it was given
 * in that epoch or before (KIP-1251): its heartbeat and its commit may have crossed.
 */
export function commitRule(group: ConsumerGroup, from: OffsetCommitter): CommitRule | Refusal {
  const { memberId, memberEpoch, isTransactional } = from
  if (memberEpoch < 0 && group.isEmpty) return anything
  const saysNothing = memberEpoch === -1 && memberId === '' && from.instanceId === null
  if (isTransactional && saysNothing) return anything
  const member = group.members.get(memberId)
  if (member === undefined) return unknownMember(group, memberId)
  if (!isTransactional && member.classic === null && from.apiVersion < memberEpochsSince) {
    return {
      errorCode: ErrorCode.unsupportedVersion,
      errorMessage:
        'OffsetCommit version 9 or above must be used by members using the consumer group protocol',
    }
  }
  if (memberEpoch === member.memberEpoch) return anything
  if (memberEpoch > member.memberEpoch) return staleEpoch(member, memberEpoch)
  return (topicId, partition) => {
    const epoch = topicId === undefined ? undefined : epochOf(member, topicId, partition)
    return epoch !== undefined && memberEpoch >= epoch ? undefined : staleEpoch(member, memberEpoch)
  }
}

/** Why a member may not read the group's offsets; undefined if it may. */
export function offsetFetchFault(
  group: ConsumerGroup,
  memberId: string | null,
  memberEpoch: number,
): Refusal | undefined {
  if (memberId === null && memberEpoch < 0) return undefined
  const member = group.members.get(memberId ?? '')
  if (member === undefined) return unknownMember(group, memberId ?? '')
  return memberEpoch === member.memberEpoch ? undefined : staleEpoch(member, memberEpoch)
}

function epochOf(member: Member, topicId: Uuid, partition: number): number | undefined {
  return (
    member.assigned.get(topicId)?.get(partition) ??
    member.pendingRevocation.get(topicId)?.get(partition)
  )
}

function unknownMember({ groupId }: ConsumerGroup, memberId: string): Refusal {
  return {
    errorCode: ErrorCode.unknownMemberId,
    errorMessage: `Member ${memberId} is not a member of group ${groupId}.`,
  }
}

function staleEpoch({ classic, memberEpoch: current }: Member, memberEpoch: number): Refusal {
  return {
    errorCode: classic === null ? ErrorCode.staleMemberEpoch : ErrorCode.illegalGeneration,
    errorMessage: `The received member epoch ${memberEpoch} does not match the expected member epoch ${current}.`,
  }
}
