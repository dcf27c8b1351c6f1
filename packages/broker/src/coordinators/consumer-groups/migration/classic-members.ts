import {
  ErrorCode,
  type HeartbeatRequest,
  type JoinGroupRequest,
  type JoinGroupResponseDraft,
  type LeaveGroupRequest,
  type LeaveGroupResponseDraft,
  type SyncGroupRequest,
  type SyncGroupResponseDraft,
} from '@barnabus/protocol'

import type { ConsumerGroupCoordinator, ConsumerGroupShard } from '../consumer-group-coordinator.ts'
import type { GroupClient } from '../group-context.ts'
import { removeMembers } from '../leave.ts'
import { isRefusal } from '../refusal.ts'
import { joinClassic } from './classic-join.ts'
import { findLeaving, heartbeatClassic, joinAgain, syncClassic } from './classic-requests.ts'
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

export async function joinConsumerGroup(
  consumers: ConsumerGroupCoordinator,
  shard: ConsumerGroupShard,
  { request, apiVersion, client, newMemberId }: JoinAsClassic,
): Promise<JoinGroupResponseDraft> {
  const { groupId, groupInstanceId } = request
  const isNew = request.memberId === ''
  const memberId = isNew ? newMemberId : request.memberId
  const needsKnownMemberId = isNew && groupInstanceId === null && apiVersion >= knownMemberIdSince
  const join = { request, memberId, needsKnownMemberId, client }
  const answer = await consumers.change(shard, groupId, (draft, context) =>
    joinClassic(draft, join, context),
  )
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
  return { errorCode, memberId: told, protocolName: null, ...nobodyLeads }
}

export async function syncConsumerGroup(
  consumers: ConsumerGroupCoordinator,
  shard: ConsumerGroupShard,
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
  shard: ConsumerGroupShard,
  request: HeartbeatRequest,
): Promise<ErrorCode> {
  const answer = await consumers.change(shard, request.groupId, (draft) =>
    heartbeatClassic(draft, request),
  )
  if (answer === joinAgain) return ErrorCode.rebalanceInProgress
  return isRefusal(answer) ? answer.errorCode : ErrorCode.none
}

export async function leaveConsumerGroup(
  consumers: ConsumerGroupCoordinator,
  shard: ConsumerGroupShard,
  request: LeaveGroupRequest,
): Promise<LeaveGroupResponseDraft> {
  const answer = await consumers.change(shard, request.groupId, (draft, context) => {
    const { leaving, answers } = findLeaving(draft.group, request)
    removeMembers(draft, leaving, context)
    return { members: answers }
  })
  return isRefusal(answer)
    ? { errorCode: answer.errorCode }
    : { errorCode: ErrorCode.none, ...answer }
}
