import { ErrorCode, type JoinGroupRequest } from '@barnabus/protocol'

import type { ConsumerGroup } from '../consumer-group.ts'
import { memberOf } from '../fencing.ts'
import type { GroupClient, GroupContext } from '../group-context.ts'
import type { GroupDraft } from '../group-draft.ts'
import { newMember, type Member } from '../member.ts'
import type { OwnedPartitions } from '../partition-epochs.ts'
import { reconcileMember } from '../reconcile-member.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { replaceMember } from '../replace-member.ts'
import { changeSubscription, moveOn } from '../subscription-change.ts'
import { updateTarget } from '../target-assignment.ts'
import type { Topics } from '../topics.ts'
import { consumerProtocolType, readSubscription } from './embedded-protocol.ts'

/** A JoinGroup, and who sent it. */
export interface ClassicJoin {
  readonly request: JoinGroupRequest
  /** The one in the request, or one that was made up for a member without. */
  readonly memberId: string
  /** Whether a member without an id is told one before it joins (KIP-394). */
  readonly needsKnownMemberId: boolean
  readonly client: GroupClient
}

/** What a member is told that joined; the rest comes with SyncGroup. */
export interface ClassicJoinAnswer {
  readonly memberId: string
  readonly generationId: number
  readonly protocolName: string
}

/**
 * JoinGroup of a member of the classic protocol to a group of the consumer protocol.
 *
 * It takes part like any other: each time it joins, it comes one step nearer to its target, and
 * the epoch it is in is its generation.
 */
export function joinClassic(
  draft: GroupDraft,
  join: ClassicJoin,
  context: GroupContext,
): ClassicJoinAnswer | Refusal {
  const { request, memberId } = join
  const fault = faultOf(draft.group, join, context)
  if (fault !== undefined) return fault
  const [preferred] = request.protocols
  const subscription = preferred && readSubscription(preferred.metadata)
  if (subscription === undefined) return malformed
  const before = findMember(draft, join)
  if (isRefusal(before)) return before
  const after: Member = {
    ...before,
    ...join.client,
    instanceId: request.groupInstanceId ?? before.instanceId,
    rackId: subscription.rackId ?? before.rackId,
    rebalanceTimeoutMs: request.rebalanceTimeoutMs,
    subscribedTopicNames: new Set(subscription.topics),
    subscribedTopicRegex: '',
    classic: {
      sessionTimeoutMs: request.sessionTimeoutMs,
      supportedProtocols: request.protocols.map(({ name, metadata }) => ({
        name,
        metadata: metadata.slice(),
      })),
    },
  }
  const changed = changeSubscription(draft, before, after, context)
  if (isRefusal(changed)) return changed
  moveOn(draft, changed.subscription, context)
  updateTarget(draft, context)
  const member = reconcileMember(draft, after, {
    owned: ownedPartitions(subscription.ownedPartitions, context.topics),
    subscriptionChanged: changed.subscription,
    context,
  })
  if (isRefusal(member)) return member
  draft.time({ kind: 'stop', name: 'join', memberId })
  draft.time({ kind: 'start', name: 'session', memberId, delayMs: request.sessionTimeoutMs })
  draft.time({ kind: 'start', name: 'sync', memberId, delayMs: request.rebalanceTimeoutMs })
  return { memberId, generationId: member.memberEpoch, protocolName: preferred?.name ?? '' }
}

const malformed: Refusal = {
  errorCode: ErrorCode.inconsistentGroupProtocol,
  errorMessage: 'Malformed embedded consumer protocol in subscription deserialization.',
}

function faultOf(
  group: ConsumerGroup,
  { request, memberId, needsKnownMemberId }: ClassicJoin,
  { settings }: GroupContext,
): Refusal | undefined {
  if (settings.migrationPolicy === 'disabled') {
    return {
      errorCode: ErrorCode.inconsistentGroupProtocol,
      errorMessage: `Cannot join the consumer group ${group.groupId} with the classic protocol because the group migration is disabled.`,
    }
  }
  if (group.members.size >= settings.maxSize && !group.members.has(memberId)) {
    return {
      errorCode: ErrorCode.groupMaxSizeReached,
      errorMessage: `The consumer group has reached its maximum capacity of ${settings.maxSize} members.`,
    }
  }
  if (!supportsProtocols(group, request)) {
    return {
      errorCode: ErrorCode.inconsistentGroupProtocol,
      errorMessage: `Member ${memberId}'s protocols are not supported.`,
    }
  }
  if (!needsKnownMemberId) return undefined
  return { errorCode: ErrorCode.memberIdRequired, errorMessage: 'Join again with this member id.' }
}

/** Whether there is a protocol that all classic members have, so that they may get on by themselves. */
function supportsProtocols(
  group: ConsumerGroup,
  { protocolType, protocols }: JoinGroupRequest,
): boolean {
  if (protocolType !== consumerProtocolType || protocols.length === 0) return false
  const classic = [...group.members.values()].flatMap((member) => member.classic ?? [])
  return protocols.some(({ name }) =>
    classic.every(({ supportedProtocols }) =>
      supportedProtocols.some((supported) => supported.name === name),
    ),
  )
}

function findMember(draft: GroupDraft, { request, memberId }: ClassicJoin): Member | Refusal {
  const { groupInstanceId: instanceId } = request
  if (instanceId === null) return draft.group.members.get(memberId) ?? newMember(memberId)
  if (request.memberId !== '') return memberOf(draft.group, memberId, instanceId)
  const previous = draft.group.staticMember(instanceId)
  return previous === undefined ? newMember(memberId) : replaceMember(draft, previous, memberId)
}

function ownedPartitions(
  named: readonly { readonly topic: string; readonly partitions: readonly number[] }[],
  topics: Topics,
): OwnedPartitions {
  return named.flatMap(({ topic, partitions }) => {
    const topicId = topics.byName(topic)?.id
    return topicId === undefined ? [] : [{ topicId, partitions }]
  })
}
