import { ErrorCode, type SyncGroupRequest } from '@barnabus/protocol'

import { classicGroupOf, type ClassicContext } from './classic-context.ts'
import type { ClassicGroup } from './classic-group.ts'
import type { AnswerSync, ClassicMember } from './classic-member.ts'
import { groupMetadataOf } from './group-metadata-record.ts'
import { rebalance } from './rebalance.ts'
import { callOff, handOut, notSynced, synced } from './sync-answers.ts'

const nothing = new Uint8Array()

/** SyncGroup: members ask for their part, the leader brings everybody's. */
export function syncGroup(
  context: ClassicContext,
  request: SyncGroupRequest,
  answer: AnswerSync,
): void {
  const group = classicGroupOf(context, request.groupId)
  const fault = group === undefined ? ErrorCode.unknownMemberId : syncFault(group, request)
  const member = group?.members.get(request.memberId)
  if (group === undefined || member === undefined || fault !== ErrorCode.none) {
    answer(notSynced(fault))
    return
  }
  group.pendingSyncs.delete(member.memberId)
  if (group.state === 'Stable') {
    answer(synced(group, member))
    return
  }
  member.syncing?.(notSynced(ErrorCode.rebalanceInProgress)) // It asked before, elsewhere.
  member.syncing = answer
  if (group.leaderId === member.memberId) storeAssignment(context, group, request)
}

function syncFault(group: ClassicGroup, request: SyncGroupRequest): ErrorCode {
  const { memberId, groupInstanceId, generationId, protocolType, protocolName } = request
  const fault = group.memberFault(memberId, groupInstanceId)
  if (fault !== ErrorCode.none) return fault
  if (generationId !== group.generationId) return ErrorCode.illegalGeneration
  if (protocolType !== null && protocolType !== group.protocolType) {
    return ErrorCode.inconsistentGroupProtocol
  }
  if (protocolName !== null && protocolName !== group.protocolName) {
    return ErrorCode.inconsistentGroupProtocol
  }
  const isPreparing = group.state === 'PreparingRebalance'
  return isPreparing ? ErrorCode.rebalanceInProgress : ErrorCode.none
}

/** The generation begins to work when what the leader decided is on disk. */
function storeAssignment(
  context: ClassicContext,
  group: ClassicGroup,
  { assignments, generationId }: SyncGroupRequest,
): void {
  const given = new Map(assignments.map((one) => [one.memberId, one.assignment.slice()]))
  const partOf = (memberId: string): Uint8Array => given.get(memberId) ?? nothing
  const record = groupMetadataOf(group, partOf)
  const written = context.shard.write(group.groupId, [record], { applied: true })
  if (written.kind === 'refused') {
    callOff(context, group, written.errorCode)
    rebalance(context, group)
    return
  }
  const isCurrent = (): boolean =>
    group.state === 'CompletingRebalance' && group.generationId === generationId
  void written.durable
    .then(() => {
      if (!isCurrent()) return
      for (const member of group.members.values()) member.assignment = partOf(member.memberId)
      group.moveTo('Stable', context.clock.nowMs())
      handOut(context, group)
    })
    .catch(() => hangUpOn(group.members.values())) // The data directory has failed as a whole.
}

/** Nobody knows what is on disk: those who wait hear nothing more from us. */
function hangUpOn(members: Iterable<ClassicMember>): void {
  for (const member of members) {
    member.syncing?.(notSynced(ErrorCode.notCoordinator))
    member.syncing = undefined
  }
}
