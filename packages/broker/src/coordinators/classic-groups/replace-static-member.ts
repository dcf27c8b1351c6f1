import { ErrorCode } from '@barnabus/protocol'

import { termsOf } from './add-member.ts'
import { joined, notJoined } from './answers.ts'
import { endSession, keepAlive, type ClassicContext } from './classic-context.ts'
import type { ClassicGroup } from './classic-group.ts'
import type { ClassicMember } from './classic-member.ts'
import { groupMetadataOf } from './group-metadata-record.ts'
import type { Join } from './join-request.ts'
import { completeJoinIfAllCame, prepareRebalance, rebalance } from './rebalance.ts'
import { selectProtocol } from './select-protocol.ts'
import { notSynced } from './sync-answers.ts'

const noMemberId = ''
const skipAssignmentSince = 9

/**
 * A static member comes back under a new id (KIP-345): it takes the place of the one before it,
 * which is fenced off. In a stable group nobody else notices.
 */
export function replaceStaticMember(
  context: ClassicContext,
  group: ClassicGroup,
  join: Join,
  { previous, memberId }: { readonly previous: ClassicMember; readonly memberId: string },
): void {
  const leaderBefore = group.leaderId
  const member: ClassicMember = {
    ...previous,
    ...{ memberId, isNew: false, joining: undefined, syncing: undefined },
  }
  fence(context, group, previous)
  group.replace(previous, member)
  keepAlive(context, group, member)
  group.setTerms(member, termsOf(join.request))
  group.waitForJoin(member, join.answer)

  if (group.state === 'PreparingRebalance') completeJoinIfAllCame(context, group)
  else if (group.state === 'CompletingRebalance') prepareRebalance(context, group)
  else if (selectProtocol(group.members.values()) !== group.protocolName) rebalance(context, group)
  else takePlace(context, group, join, { member, previous, leaderBefore })
}

function fence(context: ClassicContext, group: ClassicGroup, previous: ClassicMember): void {
  const { memberId, syncing } = previous
  endSession(context, group.groupId, memberId)
  group.answerJoin(previous, notJoined(ErrorCode.fencedInstanceId, memberId))
  previous.syncing = undefined
  syncing?.(notSynced(ErrorCode.fencedInstanceId))
}

/** The generation goes on with the new id in place of the old, as soon as that is on disk. */
function takePlace(
  context: ClassicContext,
  group: ClassicGroup,
  { apiVersion }: Join,
  {
    member,
    previous,
    leaderBefore,
  }: {
    readonly member: ClassicMember
    readonly previous: ClassicMember
    readonly leaderBefore: string | null
  },
): void {
  const record = groupMetadataOf(group, (memberId) => group.members.get(memberId)!.assignment)
  const written = context.shard.write(group.groupId, [record], { applied: true })
  if (written.kind === 'refused') {
    group.answerJoin(member, notJoined(written.errorCode, noMemberId))
    endSession(context, group.groupId, member.memberId)
    group.setTerms(member, previous)
    group.replace(member, previous)
    keepAlive(context, group, previous)
    return
  }
  const isLeader = group.leaderId === member.memberId
  const answer =
    apiVersion >= skipAssignmentSince
      ? joined(group, member, { skipAssignment: isLeader })
      : // Under the old leader's id nobody has to assign: the generation has its assignment.
        { ...joined(group, member), leader: leaderBefore ?? '', members: [] }
  void written.durable.then(() => group.answerJoin(member, answer)).catch(() => undefined)
}
