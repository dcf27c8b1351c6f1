// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface ShareGroupDescribeRequest {
  readonly groupIds: readonly string[]
  readonly includeAuthorizedOperations: boolean
}

export type ShareGroupDescribeRequestDraft = ShareGroupDescribeRequest

function decodeShareGroupDescribeRequest(reader: Reader, version: number): ShareGroupDescribeRequest {
  if (version < 1 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ShareGroupDescribeRequest', version)
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

function encodeShareGroupDescribeRequest(writer: Writer, draft: ShareGroupDescribeRequestDraft, version: number): void {
  if (version < 1 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ShareGroupDescribeRequest', version)
  const groupIds = draft.groupIds
  writer.compactCount(groupIds.length)
  for (const element of groupIds) writer.compactString(element)
  writer.bool(draft.includeAuthorizedOperations)
  writer.unsignedVarint(0)
}

export interface ShareGroupDescribeResponse {
  readonly throttleTimeMs: number
  readonly groups: readonly ShareGroupDescribeResponseGroup[]
}

export interface ShareGroupDescribeResponseDraft {
  readonly throttleTimeMs: number
  readonly groups: readonly ShareGroupDescribeResponseGroupDraft[]
}

export interface ShareGroupDescribeResponseGroup {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly groupId: string
  readonly groupState: string
  readonly groupEpoch: number
  readonly assignmentEpoch: number
  readonly assignorName: string
  readonly members: readonly ShareGroupDescribeResponseMember[]
  readonly authorizedOperations: number
}

export interface ShareGroupDescribeResponseGroupDraft {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly groupId: string
  readonly groupState: string
  readonly groupEpoch: number
  readonly assignmentEpoch: number
  readonly assignorName: string
  readonly members: readonly ShareGroupDescribeResponseMemberDraft[]
  readonly authorizedOperations?: number | undefined
}

export interface ShareGroupDescribeResponseMember {
  readonly memberId: string
  readonly rackId: string | null
  readonly memberEpoch: number
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly assignment: ShareGroupDescribeResponseAssignment
}

export interface ShareGroupDescribeResponseMemberDraft {
  readonly memberId: string
  readonly rackId?: string | null | undefined
  readonly memberEpoch: number
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly assignment: ShareGroupDescribeResponseAssignmentDraft
}

export interface ShareGroupDescribeResponseAssignment {
  readonly topicPartitions: readonly ShareGroupDescribeResponseTopicPartitions[]
}

export type ShareGroupDescribeResponseAssignmentDraft = ShareGroupDescribeResponseAssignment

export interface ShareGroupDescribeResponseTopicPartitions {
  readonly topicId: Uuid
  readonly topicName: string
  readonly partitions: readonly number[]
}

export type ShareGroupDescribeResponseTopicPartitionsDraft = ShareGroupDescribeResponseTopicPartitions

function decodeShareGroupDescribeResponseTopicPartitions(reader: Reader, _version: number): ShareGroupDescribeResponseTopicPartitions {
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

function encodeShareGroupDescribeResponseTopicPartitions(writer: Writer, draft: ShareGroupDescribeResponseTopicPartitionsDraft, _version: number): void {
  writer.uuid(draft.topicId)
  writer.compactString(draft.topicName)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeShareGroupDescribeResponseAssignment(reader: Reader, version: number): ShareGroupDescribeResponseAssignment {
  const topicPartitions: ShareGroupDescribeResponseTopicPartitions[] = []
  const topicPartitionsCount = reader.compactCount(19)
  for (let i = 0; i < topicPartitionsCount; i += 1) topicPartitions.push(decodeShareGroupDescribeResponseTopicPartitions(reader, version))
  reader.skipTags()
  return {
    topicPartitions,
  }
}

function encodeShareGroupDescribeResponseAssignment(writer: Writer, draft: ShareGroupDescribeResponseAssignmentDraft, version: number): void {
  const topicPartitions = draft.topicPartitions
  writer.compactCount(topicPartitions.length)
  for (const element of topicPartitions) encodeShareGroupDescribeResponseTopicPartitions(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeShareGroupDescribeResponseMember(reader: Reader, version: number): ShareGroupDescribeResponseMember {
  const memberId = reader.compactString()
  const rackId = reader.compactNullableString()
  const memberEpoch = reader.int32()
  const clientId = reader.compactString()
  const clientHost = reader.compactString()
  const subscribedTopicNames: string[] = []
  const subscribedTopicNamesCount = reader.compactCount(1)
  for (let i = 0; i < subscribedTopicNamesCount; i += 1) subscribedTopicNames.push(reader.compactString())
  const assignment = decodeShareGroupDescribeResponseAssignment(reader, version)
  reader.skipTags()
  return {
    memberId,
    rackId,
    memberEpoch,
    clientId,
    clientHost,
    subscribedTopicNames,
    assignment,
  }
}

function encodeShareGroupDescribeResponseMember(writer: Writer, draft: ShareGroupDescribeResponseMemberDraft, version: number): void {
  writer.compactString(draft.memberId)
  writer.compactNullableString(draft.rackId ?? null)
  writer.int32(draft.memberEpoch)
  writer.compactString(draft.clientId)
  writer.compactString(draft.clientHost)
  const subscribedTopicNames = draft.subscribedTopicNames
  writer.compactCount(subscribedTopicNames.length)
  for (const element of subscribedTopicNames) writer.compactString(element)
  const assignment = draft.assignment
  encodeShareGroupDescribeResponseAssignment(writer, assignment, version)
  writer.unsignedVarint(0)
}

function decodeShareGroupDescribeResponseGroup(reader: Reader, version: number): ShareGroupDescribeResponseGroup {
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const groupId = reader.compactString()
  const groupState = reader.compactString()
  const groupEpoch = reader.int32()
  const assignmentEpoch = reader.int32()
  const assignorName = reader.compactString()
  const members: ShareGroupDescribeResponseMember[] = []
  const membersCount = reader.compactCount(12)
  for (let i = 0; i < membersCount; i += 1) members.push(decodeShareGroupDescribeResponseMember(reader, version))
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

function encodeShareGroupDescribeResponseGroup(writer: Writer, draft: ShareGroupDescribeResponseGroupDraft, version: number): void {
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.compactString(draft.groupId)
  writer.compactString(draft.groupState)
  writer.int32(draft.groupEpoch)
  writer.int32(draft.assignmentEpoch)
  writer.compactString(draft.assignorName)
  const members = draft.members
  writer.compactCount(members.length)
  for (const element of members) encodeShareGroupDescribeResponseMember(writer, element, version)
  writer.int32(draft.authorizedOperations ?? -2147483648)
  writer.unsignedVarint(0)
}

function decodeShareGroupDescribeResponse(reader: Reader, version: number): ShareGroupDescribeResponse {
  if (version < 1 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ShareGroupDescribeResponse', version)
  const throttleTimeMs = reader.int32()
  const groups: ShareGroupDescribeResponseGroup[] = []
  const groupsCount = reader.compactCount(20)
  for (let i = 0; i < groupsCount; i += 1) groups.push(decodeShareGroupDescribeResponseGroup(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    groups,
  }
}

function encodeShareGroupDescribeResponse(writer: Writer, draft: ShareGroupDescribeResponseDraft, version: number): void {
  if (version < 1 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ShareGroupDescribeResponse', version)
  writer.int32(draft.throttleTimeMs)
  const groups = draft.groups
  writer.compactCount(groups.length)
  for (const element of groups) encodeShareGroupDescribeResponseGroup(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<77, ShareGroupDescribeRequest, ShareGroupDescribeRequestDraft, ShareGroupDescribeResponse, ShareGroupDescribeResponseDraft> = {
  key: 77,
  name: 'ShareGroupDescribe',
  versions: { min: 1, max: 1 },
  flexibleSince: 0,
  request: { decode: decodeShareGroupDescribeRequest, encode: encodeShareGroupDescribeRequest },
  response: { decode: decodeShareGroupDescribeResponse, encode: encodeShareGroupDescribeResponse },
}
