import {
  ErrorCode,
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
} from '@barnabus/protocol'

import { epochFault, memberOf, unreleased } from './fencing.ts'
import type { GroupClient, GroupContext } from './group-context.ts'
import type { GroupDraft } from './group-draft.ts'
import { newMember, type Member } from './member.ts'
import { listPartitions, samePartitions } from './partition-epochs.ts'
import { reconcileMember } from './reconcile-member.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import { replaceMember } from './replace-member.ts'
import { changeSubscription, moveOn } from './subscription-change.ts'
import { updateTarget } from './target-assignment.ts'

/** What a member is told; the rest is the protocol's defaults. */
export type HeartbeatAnswer = Pick<
  ConsumerGroupHeartbeatResponse,
  'memberId' | 'memberEpoch' | 'heartbeatIntervalMs' | 'assignment'
>

/** A heartbeat, and who sent it. */
export interface Heartbeat {
  readonly request: ConsumerGroupHeartbeatRequest
  /** The one in the request, or one that was made up for a member without. */
  readonly memberId: string
  readonly client: GroupClient
}

/**
 * ConsumerGroupHeartbeat (KIP-848): joins, goes on, changes its subscription; never leaves.
 *
 * Four steps, each of which sees what the ones before it wrote: who the member is and what it
 * subscribes to, whether the group has to move on, what everybody is meant to have, and what this
 * member may have by now.
 */
export function heartbeat(
  draft: GroupDraft,
  beat: Heartbeat,
  context: GroupContext,
): HeartbeatAnswer | Refusal {
  const before = findOrCreateMember(draft, beat, context)
  if (isRefusal(before)) return before
  const after = told(before, beat)
  const changed = changeSubscription(draft, before, after, context)
  if (isRefusal(changed)) return changed
  moveOn(draft, changed.bumpsEpoch, context)
  updateTarget(draft, context)
  const member = reconcileMember(draft, after, {
    owned: beat.request.topicPartitions,
    subscriptionChanged: changed.subscription,
    context,
  })
  if (isRefusal(member)) return member
  const { sessionTimeoutMs, heartbeatIntervalMs } = context.settings
  const { memberId, memberEpoch } = member
  draft.time({ kind: 'start', name: 'session', memberId, delayMs: sessionTimeoutMs })
  return {
    memberId,
    memberEpoch,
    heartbeatIntervalMs,
    assignment: showsAssignment(beat.request, before, member)
      ? { topicPartitions: listPartitions(member.assigned) }
      : null,
  }
}

/** The member as it was before this heartbeat; a new one is as yet unknown to the group. */
function findOrCreateMember(
  draft: GroupDraft,
  { request, memberId }: Heartbeat,
  { settings }: GroupContext,
): Member | Refusal {
  const { group } = draft
  const { instanceId, memberEpoch, topicPartitions } = request
  if (group.members.size >= settings.maxSize && !group.members.has(request.memberId)) {
    return {
      errorCode: ErrorCode.groupMaxSizeReached,
      errorMessage: `The consumer group has reached its maximum capacity of ${settings.maxSize} members.`,
    }
  }
  if (memberEpoch === 0) {
    if (instanceId !== null) return joinStatic(draft, memberId, instanceId)
    return group.members.get(memberId) ?? newMember(memberId)
  }
  const member = memberOf(group, memberId, instanceId)
  if (isRefusal(member)) return member
  return epochFault(member, memberEpoch, topicPartitions) ?? member
}

/** A static member that comes back takes over what the one before it was meant to have. */
function joinStatic(draft: GroupDraft, memberId: string, instanceId: string): Member | Refusal {
  const previous = draft.group.staticMember(instanceId)
  if (previous === undefined) return draft.group.members.get(memberId) ?? newMember(memberId)
  const fault = previous.classic === null ? unreleased(previous, memberId, instanceId) : undefined
  return fault ?? replaceMember(draft, previous, memberId)
}

/** The member with what this heartbeat says of it. What it leaves out has not changed. */
function told(member: Member, { request, client }: Heartbeat): Member {
  const { rebalanceTimeoutMs, subscribedTopicNames } = request
  return {
    ...member,
    ...client,
    instanceId: request.instanceId ?? member.instanceId,
    rackId: request.rackId ?? member.rackId,
    rebalanceTimeoutMs: rebalanceTimeoutMs === -1 ? member.rebalanceTimeoutMs : rebalanceTimeoutMs,
    serverAssignor: request.serverAssignor ?? member.serverAssignor,
    subscribedTopicNames:
      subscribedTopicNames === null ? member.subscribedTopicNames : new Set(subscribedTopicNames),
    subscribedTopicRegex: request.subscribedTopicRegex ?? member.subscribedTopicRegex,
    classic: null,
  }
}

/** The assignment goes to whoever says everything of itself, and to whoever got another one. */
function showsAssignment(
  request: ConsumerGroupHeartbeatRequest,
  before: Member,
  after: Member,
): boolean {
  const { memberEpoch, rebalanceTimeoutMs, subscribedTopicNames, subscribedTopicRegex } = request
  const subscribes = subscribedTopicNames !== null || subscribedTopicRegex !== null
  const saysAll = rebalanceTimeoutMs !== -1 && subscribes && request.topicPartitions !== null
  return memberEpoch === 0 || saysAll || !samePartitions(before.assigned, after.assigned)
}
