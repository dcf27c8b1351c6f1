// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface ConsumerGroupHeartbeatRequest {
  readonly groupId: string
  readonly memberId: string
  readonly memberEpoch: number
  readonly instanceId: string | null
  readonly rackId: string | null
  readonly rebalanceTimeoutMs: number
  readonly subscribedTopicNames: readonly string[] | null
  /** v1+ */
  readonly subscribedTopicRegex: string | null
  readonly serverAssignor: string | null
  readonly topicPartitions: readonly ConsumerGroupHeartbeatRequestTopicPartition[] | null
}

export interface ConsumerGroupHeartbeatRequestDraft {
  readonly groupId: string
  readonly memberId: string
  readonly memberEpoch: number
  readonly instanceId?: string | null | undefined
  readonly rackId?: string | null | undefined
  readonly rebalanceTimeoutMs?: number | undefined
  readonly subscribedTopicNames?: readonly string[] | null | undefined
  readonly subscribedTopicRegex?: string | null | undefined
  readonly serverAssignor?: string | null | undefined
  readonly topicPartitions?: readonly ConsumerGroupHeartbeatRequestTopicPartitionDraft[] | null | undefined
}

export interface ConsumerGroupHeartbeatRequestTopicPartition {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

export type ConsumerGroupHeartbeatRequestTopicPartitionDraft = ConsumerGroupHeartbeatRequestTopicPartition

function decodeConsumerGroupHeartbeatRequestTopicPartition(reader: Reader, _version: number): ConsumerGroupHeartbeatRequestTopicPartition {
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

function encodeConsumerGroupHeartbeatRequestTopicPartition(writer: Writer, draft: ConsumerGroupHeartbeatRequestTopicPartitionDraft, _version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupHeartbeatRequest(reader: Reader, version: number): ConsumerGroupHeartbeatRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupHeartbeatRequest', version)
  const groupId = reader.compactString()
  const memberId = reader.compactString()
  const memberEpoch = reader.int32()
  const instanceId = reader.compactNullableString()
  const rackId = reader.compactNullableString()
  const rebalanceTimeoutMs = reader.int32()
  let subscribedTopicNames: string[] | null = null
  const subscribedTopicNamesCount = reader.compactNullableCount(1)
  if (subscribedTopicNamesCount < 0) {
    subscribedTopicNames = null
  } else {
    subscribedTopicNames = []
    for (let i = 0; i < subscribedTopicNamesCount; i += 1) subscribedTopicNames.push(reader.compactString())
  }
  const subscribedTopicRegex = version >= 1 ? reader.compactNullableString() : null
  const serverAssignor = reader.compactNullableString()
  let topicPartitions: ConsumerGroupHeartbeatRequestTopicPartition[] | null = null
  const topicPartitionsCount = reader.compactNullableCount(18)
  if (topicPartitionsCount < 0) {
    topicPartitions = null
  } else {
    topicPartitions = []
    for (let i = 0; i < topicPartitionsCount; i += 1) topicPartitions.push(decodeConsumerGroupHeartbeatRequestTopicPartition(reader, version))
  }
  reader.skipTags()
  return {
    groupId,
    memberId,
    memberEpoch,
    instanceId,
    rackId,
    rebalanceTimeoutMs,
    subscribedTopicNames,
    subscribedTopicRegex,
    serverAssignor,
    topicPartitions,
  }
}

function encodeConsumerGroupHeartbeatRequest(writer: Writer, draft: ConsumerGroupHeartbeatRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupHeartbeatRequest', version)
  writer.compactString(draft.groupId)
  writer.compactString(draft.memberId)
  writer.int32(draft.memberEpoch)
  writer.compactNullableString(draft.instanceId ?? null)
  writer.compactNullableString(draft.rackId ?? null)
  writer.int32(draft.rebalanceTimeoutMs ?? -1)
  const subscribedTopicNames = draft.subscribedTopicNames ?? null
  writer.compactCount(subscribedTopicNames === null ? -1 : subscribedTopicNames.length)
  if (subscribedTopicNames !== null) {
    for (const element of subscribedTopicNames) writer.compactString(element)
  }
  const subscribedTopicRegex = draft.subscribedTopicRegex ?? null
  if (version >= 1) {
    writer.compactNullableString(subscribedTopicRegex)
  } else {
    if (subscribedTopicRegex !== null) throw protocolErrors.UNSUPPORTED_FIELD('ConsumerGroupHeartbeatRequest.subscribedTopicRegex', version)
  }
  writer.compactNullableString(draft.serverAssignor ?? null)
  const topicPartitions = draft.topicPartitions ?? null
  writer.compactCount(topicPartitions === null ? -1 : topicPartitions.length)
  if (topicPartitions !== null) {
    for (const element of topicPartitions) encodeConsumerGroupHeartbeatRequestTopicPartition(writer, element, version)
  }
  writer.unsignedVarint(0)
}

export interface ConsumerGroupHeartbeatResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly memberId: string | null
  readonly memberEpoch: number
  readonly heartbeatIntervalMs: number
  readonly assignment: ConsumerGroupHeartbeatResponseAssignment | null
}

export interface ConsumerGroupHeartbeatResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly memberId?: string | null | undefined
  readonly memberEpoch: number
  readonly heartbeatIntervalMs: number
  readonly assignment?: ConsumerGroupHeartbeatResponseAssignmentDraft | null | undefined
}

export interface ConsumerGroupHeartbeatResponseAssignment {
  readonly topicPartitions: readonly ConsumerGroupHeartbeatResponseTopicPartitions[]
}

export type ConsumerGroupHeartbeatResponseAssignmentDraft = ConsumerGroupHeartbeatResponseAssignment

export interface ConsumerGroupHeartbeatResponseTopicPartitions {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

export type ConsumerGroupHeartbeatResponseTopicPartitionsDraft = ConsumerGroupHeartbeatResponseTopicPartitions

function decodeConsumerGroupHeartbeatResponseTopicPartitions(reader: Reader, _version: number): ConsumerGroupHeartbeatResponseTopicPartitions {
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

function encodeConsumerGroupHeartbeatResponseTopicPartitions(writer: Writer, draft: ConsumerGroupHeartbeatResponseTopicPartitionsDraft, _version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupHeartbeatResponseAssignment(reader: Reader, version: number): ConsumerGroupHeartbeatResponseAssignment {
  const topicPartitions: ConsumerGroupHeartbeatResponseTopicPartitions[] = []
  const topicPartitionsCount = reader.compactCount(18)
  for (let i = 0; i < topicPartitionsCount; i += 1) topicPartitions.push(decodeConsumerGroupHeartbeatResponseTopicPartitions(reader, version))
  reader.skipTags()
  return {
    topicPartitions,
  }
}

function encodeConsumerGroupHeartbeatResponseAssignment(writer: Writer, draft: ConsumerGroupHeartbeatResponseAssignmentDraft, version: number): void {
  const topicPartitions = draft.topicPartitions
  writer.compactCount(topicPartitions.length)
  for (const element of topicPartitions) encodeConsumerGroupHeartbeatResponseTopicPartitions(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupHeartbeatResponse(reader: Reader, version: number): ConsumerGroupHeartbeatResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupHeartbeatResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const memberId = reader.compactNullableString()
  const memberEpoch = reader.int32()
  const heartbeatIntervalMs = reader.int32()
  const assignment = reader.present() ? decodeConsumerGroupHeartbeatResponseAssignment(reader, version) : null
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

function encodeConsumerGroupHeartbeatResponse(writer: Writer, draft: ConsumerGroupHeartbeatResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerGroupHeartbeatResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.compactNullableString(draft.memberId ?? null)
  writer.int32(draft.memberEpoch)
  writer.int32(draft.heartbeatIntervalMs)
  const assignment = draft.assignment ?? null
  writer.present(assignment !== null)
  if (assignment !== null) encodeConsumerGroupHeartbeatResponseAssignment(writer, assignment, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<68, ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatRequestDraft, ConsumerGroupHeartbeatResponse, ConsumerGroupHeartbeatResponseDraft> = {
  key: 68,
  name: 'ConsumerGroupHeartbeat',
  versions: { min: 0, max: 1 },
  flexibleSince: 0,
  request: { decode: decodeConsumerGroupHeartbeatRequest, encode: encodeConsumerGroupHeartbeatRequest },
  response: { decode: decodeConsumerGroupHeartbeatResponse, encode: encodeConsumerGroupHeartbeatResponse },
}
