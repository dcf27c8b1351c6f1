import {
  ErrorCode,
  type HeartbeatRequest,
  type JoinGroupRequest,
  type JoinGroupResponseDraft,
  type LeaveGroupResponseDraft,
  type SyncGroupRequest,
  type SyncGroupResponseDraft,
} from '@barnabus/protocol'

import type { GroupKeeper } from '../../groups/group-shard.ts'
import type { ConsumerGroupCoordinator } from '../consumer-group-coordinator.ts'
import type { GroupClient } from '../group-context.ts'
import { isRefusal } from '../refusal.ts'
import { joinClassic } from './classic-join.ts'
import {
  findLeaving,
  heartbeatClassic,
  joinAgain,
  syncClassic,
  type Named,
} from './classic-requests.ts'
import { downgrade, removeOrDowngrade, shouldDowngrade } from './downgrade.ts'
import { consumerProtocolType } from './embedded-protocol.ts'

// What a member of the classic protocol asks of a group of the consumer protocol, as answers.

/** A JoinGroup, who sent it, and an id in case that it has none. */
export interface JoinAsClassic {
  readonly request: JoinGroupRequest
  readonly apiVersion: number
  readonly client: GroupClient
  readonly newMemberId: string
}

const knownMemberIdSince = 4 // KIP-394
// Before version 7 the name is never null; clients do not look at it beside an error.
const nobodyJoined = { generationId: -1, protocolType: null, protocolName: '' }

export async function joinConsumerGroup(
  consumers: ConsumerGroupCoordinator,
  shard: GroupKeeper,
  { request, apiVersion, client, newMemberId }: JoinAsClassic,
): Promise<JoinGroupResponseDraft> {
  const { groupId, groupInstanceId } = request
  const isNew = request.memberId === ''
  const memberId = isNew ? newMemberId : request.memberId
  const needsKnownMemberId = isNew && groupInstanceId === null && apiVersion >= knownMemberIdSince
  const join = { request, memberId, needsKnownMemberId, client }
  const answer = await consumers.change(shard, groupId, (draft, context) => {
    const replaced =
      groupInstanceId === null ? undefined : draft.group.staticMember(groupInstanceId)
    const joined = joinClassic(draft, join, context)
    // It may have taken the place of the last member of the consumer protocol.
    const wasLast = replaced?.classic === null && !isRefusal(joined)
    if (wasLast && shouldDowngrade(draft.group, [], context)) {
      downgrade(draft, { leaving: [], rebalance: draft.group.state !== 'Stable' }, context)
    }
    return joined
  })
  const nobodyLeads = { leader: '', members: [] }
  if (!isRefusal(answer)) {
    return {
      errorCode: ErrorCode.none,
      protocolType: consumerProtocolType,
      ...nobodyLeads,
      ...answer,
    }
  }
  const { errorCode } = answer
  const told = errorCode === ErrorCode.memberIdRequired ? memberId : request.memberId
  return { errorCode, memberId: told, ...nobodyJoined, ...nobodyLeads }
}

export async function syncConsumerGroup(
  consumers: ConsumerGroupCoordinator,
  shard: GroupKeeper,
  request: SyncGroupRequest,
): Promise<SyncGroupResponseDraft> {
  const answer = await consumers.change(shard, request.groupId, (draft, context) =>
    syncClassic(draft, request, context),
  )
  const nothing = new Uint8Array()
  if (answer === joinAgain) return { errorCode: ErrorCode.rebalanceInProgress, assignment: nothing }
  if (isRefusal(answer)) return { errorCode: answer.errorCode, assignment: nothing }
  return { errorCode: ErrorCode.none, ...answer }
}

export async function heartbeatConsumerGroup(
  consumers: ConsumerGroupCoordinator,
  shard: GroupKeeper,
  request: HeartbeatRequest,
): Promise<{ readonly errorCode: ErrorCode }> {
  const answer = await consumers.change(shard, request.groupId, (draft) =>
    heartbeatClassic(draft, request),
  )
  if (answer === joinAgain) return { errorCode: ErrorCode.rebalanceInProgress }
  return { errorCode: isRefusal(answer) ? answer.errorCode : ErrorCode.none }
}

const severalMembersSince = 3 // Versions of LeaveGroup.

export async function leaveConsumerGroup(
  consumers: ConsumerGroupCoordinator,
  shard: GroupKeeper,
  {
    groupId,
    leaving: named,
    apiVersion,
  }: { readonly groupId: string; readonly leaving: readonly Named[]; readonly apiVersion: number },
): Promise<Omit<LeaveGroupResponseDraft, 'throttleTimeMs'>> {
  const answer = await consumers.change(shard, groupId, (draft, context) => {
    const { leaving, answers } = findLeaving(draft.group, named)
    removeOrDowngrade(draft, leaving, context)
    return { members: answers }
  })
  if (isRefusal(answer)) return { errorCode: answer.errorCode, members: [] }
  if (apiVersion >= severalMembersSince) return { errorCode: ErrorCode.none, ...answer }
  return { errorCode: answer.members[0]?.errorCode ?? ErrorCode.none, members: [] }
}
