// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface ShareGroupHeartbeatRequest {
  readonly groupId: string
  readonly memberId: string
  readonly memberEpoch: number
  readonly rackId: string | null
  readonly subscribedTopicNames: readonly string[] | null
}

export interface ShareGroupHeartbeatRequestDraft {
  readonly groupId: string
  readonly memberId: string
  readonly memberEpoch: number
  readonly rackId?: string | null | undefined
  readonly subscribedTopicNames?: readonly string[] | null | undefined
}

function decodeShareGroupHeartbeatRequest(reader: Reader, version: number): ShareGroupHeartbeatRequest {
  if (version < 1 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ShareGroupHeartbeatRequest', version)
  const groupId = reader.compactString()
  const memberId = reader.compactString()
  const memberEpoch = reader.int32()
  const rackId = reader.compactNullableString()
  let subscribedTopicNames: string[] | null = null
  const subscribedTopicNamesCount = reader.compactNullableCount(1)
  if (subscribedTopicNamesCount < 0) {
    subscribedTopicNames = null
  } else {
    subscribedTopicNames = []
    for (let i = 0; i < subscribedTopicNamesCount; i += 1) subscribedTopicNames.push(reader.compactString())
  }
  reader.skipTags()
  return {
    groupId,
    memberId,
    memberEpoch,
    rackId,
    subscribedTopicNames,
  }
}

function encodeShareGroupHeartbeatRequest(writer: Writer, draft: ShareGroupHeartbeatRequestDraft, version: number): void {
  if (version < 1 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ShareGroupHeartbeatRequest', version)
  writer.compactString(draft.groupId)
  writer.compactString(draft.memberId)
  writer.int32(draft.memberEpoch)
  writer.compactNullableString(draft.rackId ?? null)
  const subscribedTopicNames = draft.subscribedTopicNames ?? null
  writer.compactCount(subscribedTopicNames === null ? -1 : subscribedTopicNames.length)
  if (subscribedTopicNames !== null) {
    for (const element of subscribedTopicNames) writer.compactString(element)
  }
  writer.unsignedVarint(0)
}

export interface ShareGroupHeartbeatResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly memberId: string | null
  readonly memberEpoch: number
  readonly heartbeatIntervalMs: number
  readonly assignment: ShareGroupHeartbeatResponseAssignment | null
}

export interface ShareGroupHeartbeatResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly memberId?: string | null | undefined
  readonly memberEpoch: number
  readonly heartbeatIntervalMs: number
  readonly assignment?: ShareGroupHeartbeatResponseAssignmentDraft | null | undefined
}

export interface ShareGroupHeartbeatResponseAssignment {
  readonly topicPartitions: readonly ShareGroupHeartbeatResponseTopicPartitions[]
}

export type ShareGroupHeartbeatResponseAssignmentDraft = ShareGroupHeartbeatResponseAssignment

export interface ShareGroupHeartbeatResponseTopicPartitions {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

export type ShareGroupHeartbeatResponseTopicPartitionsDraft = ShareGroupHeartbeatResponseTopicPartitions

function decodeShareGroupHeartbeatResponseTopicPartitions(reader: Reader, _version: number): ShareGroupHeartbeatResponseTopicPartitions {
  const topicId = reader.uuid()
  const partitions: number[] = []
  const partitionsCount = reader.compactCount(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeShareGroupHeartbeatResponseTopicPartitions(writer: Writer, draft: ShareGroupHeartbeatResponseTopicPartitionsDraft, _version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeShareGroupHeartbeatResponseAssignment(reader: Reader, version: number): ShareGroupHeartbeatResponseAssignment {
  const topicPartitions: ShareGroupHeartbeatResponseTopicPartitions[] = []
  const topicPartitionsCount = reader.compactCount(18)
  for (let i = 0; i < topicPartitionsCount; i += 1) topicPartitions.push(decodeShareGroupHeartbeatResponseTopicPartitions(reader, version))
  reader.skipTags()
  return {
    topicPartitions,
  }
}

function encodeShareGroupHeartbeatResponseAssignment(writer: Writer, draft: ShareGroupHeartbeatResponseAssignmentDraft, version: number): void {
  const topicPartitions = draft.topicPartitions
  writer.compactCount(topicPartitions.length)
  for (const element of topicPartitions) encodeShareGroupHeartbeatResponseTopicPartitions(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeShareGroupHeartbeatResponse(reader: Reader, version: number): ShareGroupHeartbeatResponse {
  if (version < 1 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ShareGroupHeartbeatResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const memberId = reader.compactNullableString()
  const memberEpoch = reader.int32()
  const heartbeatIntervalMs = reader.int32()
  const assignment = reader.present() ? decodeShareGroupHeartbeatResponseAssignment(reader, version) : null
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    memberId,
    memberEpoch,
    heartbeatIntervalMs,
    assignment,
  }
}

function encodeShareGroupHeartbeatResponse(writer: Writer, draft: ShareGroupHeartbeatResponseDraft, version: number): void {
  if (version < 1 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ShareGroupHeartbeatResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.compactNullableString(draft.memberId ?? null)
  writer.int32(draft.memberEpoch)
  writer.int32(draft.heartbeatIntervalMs)
  const assignment = draft.assignment ?? null
  writer.present(assignment !== null)
  if (assignment !== null) encodeShareGroupHeartbeatResponseAssignment(writer, assignment, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<76, ShareGroupHeartbeatRequest, ShareGroupHeartbeatRequestDraft, ShareGroupHeartbeatResponse, ShareGroupHeartbeatResponseDraft> = {
  key: 76,
  name: 'ShareGroupHeartbeat',
  versions: { min: 1, max: 1 },
  flexibleSince: 0,
  request: { decode: decodeShareGroupHeartbeatRequest, encode: encodeShareGroupHeartbeatRequest },
  response: { decode: decodeShareGroupHeartbeatResponse, encode: encodeShareGroupHeartbeatResponse },
}
