import { ErrorCode, type ConsumerGroupHeartbeatRequest } from '@barnabus/protocol'

import type { Assignor } from './assignors/assignor.ts'
import { leaveEpoch, staticLeaveEpoch } from './member.ts'
import type { Refusal } from './refusal.ts'

// From here on members make up their own ids (KIP-1082).
const memberIdRequiredSince = 1

/** What is wrong with a ConsumerGroupHeartbeat, whatever the group is like; undefined if nothing. */
export function faultOf(
  request: ConsumerGroupHeartbeatRequest,
  apiVersion: number,
  assignors: readonly Assignor[],
): Refusal | undefined {
  const fault = faultOfIds(request, apiVersion) ?? faultOfEpoch(request)
  if (fault !== undefined) return { errorCode: ErrorCode.invalidRequest, errorMessage: fault }
  const { serverAssignor } = request
  if (serverAssignor === null || assignors.some(({ name }) => name === serverAssignor)) {
    return undefined
  }
  const names = assignors.map(({ name }) => name).join(', ')
  return {
    errorCode: ErrorCode.unsupportedAssignor,
    errorMessage: `ServerAssignor ${serverAssignor} is not supported. Supported assignors: ${names}.`,
  }
}

function faultOfIds(
  { groupId, memberId, memberEpoch, instanceId, rackId }: ConsumerGroupHeartbeatRequest,
  apiVersion: number,
): string | undefined {
  const needsMemberId =
    apiVersion >= memberIdRequiredSince || memberEpoch > 0 || memberEpoch === leaveEpoch
  if (needsMemberId && memberId.trim() === '') return "MemberId can't be empty."
  if (groupId.trim() === '') return "GroupId can't be empty."
  if (instanceId?.trim() === '') return "InstanceId can't be empty."
  if (rackId?.trim() === '') return "RackId can't be empty."
  return undefined
}

function faultOfEpoch(request: ConsumerGroupHeartbeatRequest): string | undefined {
  const { memberEpoch } = request
  if (memberEpoch === 0) return faultOfJoin(request)
  if (memberEpoch === staticLeaveEpoch && request.instanceId === null) {
    return "InstanceId can't be null."
  }
  return memberEpoch < staticLeaveEpoch ? 'MemberEpoch is invalid.' : undefined
}

function faultOfJoin(request: ConsumerGroupHeartbeatRequest): string | undefined {
  if (request.rebalanceTimeoutMs === -1) {
    return 'RebalanceTimeoutMs must be provided in first request.'
  }
  if (request.topicPartitions?.length !== 0) {
    return 'TopicPartitions must be empty when (re-)joining.'
  }
  // Subscribed to nothing is fine: such a member is in the group without partitions.
  if (request.subscribedTopicNames === null && request.subscribedTopicRegex === null) {
    return 'Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.'
  }
  return undefined
}
