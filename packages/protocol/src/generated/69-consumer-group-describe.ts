// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface ConsumerGroupDescribeRequest {
  readonly groupIds: readonly string[]
  readonly includeAuthorizedOperations: boolean
}

export type ConsumerGroupDescribeRequestDraft = ConsumerGroupDescribeRequest

function decodeConsumerGroupDescribeRequest(reader: Reader, version: number): ConsumerGroupDescribeRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupDescribeRequest', version)
  const groupIds: string[] = []
  const groupIdsCount = reader.compactCount(1)
  for (let i = 0; i < groupIdsCount; i += 1) groupIds.push(reader.compactString())
  const includeAuthorizedOperations = reader.bool()
  reader.skipTags()
  return {
    groupIds,
    includeAuthorizedOperations,
  }
}

function encodeConsumerGroupDescribeRequest(writer: Writer, draft: ConsumerGroupDescribeRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupDescribeRequest', version)
  const groupIds = draft.groupIds
  writer.compactCount(groupIds.length)
  for (const element of groupIds) writer.compactString(element)
  writer.bool(draft.includeAuthorizedOperations)
  writer.unsignedVarint(0)
}

export interface ConsumerGroupDescribeResponse {
  readonly throttleTimeMs: number
  readonly groups: readonly ConsumerGroupDescribeResponseGroup[]
}

export interface ConsumerGroupDescribeResponseDraft {
  readonly throttleTimeMs: number
  readonly groups: readonly ConsumerGroupDescribeResponseGroupDraft[]
}

export interface ConsumerGroupDescribeResponseGroup {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly groupId: string
  readonly groupState: string
  readonly groupEpoch: number
  readonly assignmentEpoch: number
  readonly assignorName: string
  readonly members: readonly ConsumerGroupDescribeResponseMember[]
  readonly authorizedOperations: number
}

export interface ConsumerGroupDescribeResponseGroupDraft {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly groupId: string
  readonly groupState: string
  readonly groupEpoch: number
  readonly assignmentEpoch: number
  readonly assignorName: string
  readonly members: readonly ConsumerGroupDescribeResponseMemberDraft[]
  readonly authorizedOperations?: number | undefined
}

export interface ConsumerGroupDescribeResponseMember {
  readonly memberId: string
  readonly instanceId: string | null
  readonly rackId: string | null
  readonly memberEpoch: number
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly subscribedTopicRegex: string | null
  readonly assignment: ConsumerGroupDescribeResponseAssignment
  readonly targetAssignment: ConsumerGroupDescribeResponseAssignment
  /** v1+ */
  readonly memberType: number
}

export interface ConsumerGroupDescribeResponseMemberDraft {
  readonly memberId: string
  readonly instanceId?: string | null | undefined
  readonly rackId?: string | null | undefined
  readonly memberEpoch: number
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly subscribedTopicRegex?: string | null | undefined
  readonly assignment: ConsumerGroupDescribeResponseAssignmentDraft
  readonly targetAssignment: ConsumerGroupDescribeResponseAssignmentDraft
  readonly memberType?: number | undefined
}

export interface ConsumerGroupDescribeResponseAssignment {
  readonly topicPartitions: readonly ConsumerGroupDescribeResponseTopicPartitions[]
}

export type ConsumerGroupDescribeResponseAssignmentDraft = ConsumerGroupDescribeResponseAssignment

export interface ConsumerGroupDescribeResponseTopicPartitions {
  readonly topicId: Uuid
  readonly topicName: string
  readonly partitions: readonly number[]
}

export type ConsumerGroupDescribeResponseTopicPartitionsDraft = ConsumerGroupDescribeResponseTopicPartitions

function decodeConsumerGroupDescribeResponseTopicPartitions(reader: Reader, _version: number): ConsumerGroupDescribeResponseTopicPartitions {
  const topicId = reader.uuid()
  const topicName = reader.compactString()
  const partitions: number[] = []
  const partitionsCount = reader.compactCount(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  reader.skipTags()
  return {
    topicId,
    topicName,
    partitions,
  }
}

function encodeConsumerGroupDescribeResponseTopicPartitions(writer: Writer, draft: ConsumerGroupDescribeResponseTopicPartitionsDraft, _version: number): void {
  writer.uuid(draft.topicId)
  writer.compactString(draft.topicName)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupDescribeResponseAssignment(reader: Reader, version: number): ConsumerGroupDescribeResponseAssignment {
  const topicPartitions: ConsumerGroupDescribeResponseTopicPartitions[] = []
  const topicPartitionsCount = reader.compactCount(19)
  for (let i = 0; i < topicPartitionsCount; i += 1) topicPartitions.push(decodeConsumerGroupDescribeResponseTopicPartitions(reader, version))
  reader.skipTags()
  return {
    topicPartitions,
  }
}

function encodeConsumerGroupDescribeResponseAssignment(writer: Writer, draft: ConsumerGroupDescribeResponseAssignmentDraft, version: number): void {
  const topicPartitions = draft.topicPartitions
  writer.compactCount(topicPartitions.length)
  for (const element of topicPartitions) encodeConsumerGroupDescribeResponseTopicPartitions(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupDescribeResponseMember(reader: Reader, version: number): ConsumerGroupDescribeResponseMember {
  const memberId = reader.compactString()
  const instanceId = reader.compactNullableString()
  const rackId = reader.compactNullableString()
  const memberEpoch = reader.int32()
  const clientId = reader.compactString()
  const clientHost = reader.compactString()
  const subscribedTopicNames: string[] = []
  const subscribedTopicNamesCount = reader.compactCount(1)
  for (let i = 0; i < subscribedTopicNamesCount; i += 1) subscribedTopicNames.push(reader.compactString())
  const subscribedTopicRegex = reader.compactNullableString()
  const assignment = decodeConsumerGroupDescribeResponseAssignment(reader, version)
  const targetAssignment = decodeConsumerGroupDescribeResponseAssignment(reader, version)
  const memberType = version >= 1 ? reader.int8() : -1
  reader.skipTags()
  return {
    memberId,
    instanceId,
    rackId,
    memberEpoch,
    clientId,
    clientHost,
    subscribedTopicNames,
    subscribedTopicRegex,
    assignment,
    targetAssignment,
    memberType,
  }
}

function encodeConsumerGroupDescribeResponseMember(writer: Writer, draft: ConsumerGroupDescribeResponseMemberDraft, version: number): void {
  writer.compactString(draft.memberId)
  writer.compactNullableString(draft.instanceId ?? null)
  writer.compactNullableString(draft.rackId ?? null)
  writer.int32(draft.memberEpoch)
  writer.compactString(draft.clientId)
  writer.compactString(draft.clientHost)
  const subscribedTopicNames = draft.subscribedTopicNames
  writer.compactCount(subscribedTopicNames.length)
  for (const element of subscribedTopicNames) writer.compactString(element)
  writer.compactNullableString(draft.subscribedTopicRegex ?? null)
  const assignment = draft.assignment
  encodeConsumerGroupDescribeResponseAssignment(writer, assignment, version)
  const targetAssignment = draft.targetAssignment
  encodeConsumerGroupDescribeResponseAssignment(writer, targetAssignment, version)
  if (version >= 1) {
    writer.int8(draft.memberType ?? -1)
  }
  writer.unsignedVarint(0)
}

function decodeConsumerGroupDescribeResponseGroup(reader: Reader, version: number): ConsumerGroupDescribeResponseGroup {
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const groupId = reader.compactString()
  const groupState = reader.compactString()
  const groupEpoch = reader.int32()
  const assignmentEpoch = reader.int32()
  const assignorName = reader.compactString()
  const members: ConsumerGroupDescribeResponseMember[] = []
  const membersCount = version >= 1 ? reader.compactCount(17) : reader.compactCount(16)
  for (let i = 0; i < membersCount; i += 1) members.push(decodeConsumerGroupDescribeResponseMember(reader, version))
  const authorizedOperations = reader.int32()
  reader.skipTags()
  return {
    errorCode,
    errorMessage,
    groupId,
    groupState,
    groupEpoch,
    assignmentEpoch,
    assignorName,
    members,
    authorizedOperations,
  }
}

function encodeConsumerGroupDescribeResponseGroup(writer: Writer, draft: ConsumerGroupDescribeResponseGroupDraft, version: number): void {
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.compactString(draft.groupId)
  writer.compactString(draft.groupState)
  writer.int32(draft.groupEpoch)
  writer.int32(draft.assignmentEpoch)
  writer.compactString(draft.assignorName)
  const members = draft.members
  writer.compactCount(members.length)
  for (const element of members) encodeConsumerGroupDescribeResponseMember(writer, element, version)
  writer.int32(draft.authorizedOperations ?? -2147483648)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupDescribeResponse(reader: Reader, version: number): ConsumerGroupDescribeResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupDescribeResponse', version)
  const throttleTimeMs = reader.int32()
  const groups: ConsumerGroupDescribeResponseGroup[] = []
  const groupsCount = reader.compactCount(20)
  for (let i = 0; i < groupsCount; i += 1) groups.push(decodeConsumerGroupDescribeResponseGroup(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    groups,
  }
}

function encodeConsumerGroupDescribeResponse(writer: Writer, draft: ConsumerGroupDescribeResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupDescribeResponse', version)
  writer.int32(draft.throttleTimeMs)
  const groups = draft.groups
  writer.compactCount(groups.length)
  for (const element of groups) encodeConsumerGroupDescribeResponseGroup(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<69, ConsumerGroupDescribeRequest, ConsumerGroupDescribeRequestDraft, ConsumerGroupDescribeResponse, ConsumerGroupDescribeResponseDraft> = {
  key: 69,
  name: 'ConsumerGroupDescribe',
  versions: { min: 0, max: 1 },
  flexibleSince: 0,
  request: { decode: decodeConsumerGroupDescribeRequest, encode: encodeConsumerGroupDescribeRequest },
  response: { decode: decodeConsumerGroupDescribeResponse, encode: encodeConsumerGroupDescribeResponse },
}
