// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface ShareAcknowledgeRequest {
  readonly groupId: string | null
  readonly memberId: string | null
  readonly shareSessionEpoch: number
  /** v2+ */
  readonly isRenewAck: boolean
  readonly topics: readonly ShareAcknowledgeRequestTopic[]
}

export interface ShareAcknowledgeRequestDraft {
  readonly groupId?: string | null | undefined
  readonly memberId: string | null
  readonly shareSessionEpoch: number
  readonly isRenewAck?: boolean | undefined
  readonly topics: readonly ShareAcknowledgeRequestTopicDraft[]
}

export interface ShareAcknowledgeRequestTopic {
  readonly topicId: Uuid
  readonly partitions: readonly ShareAcknowledgeRequestPartition[]
}

export type ShareAcknowledgeRequestTopicDraft = ShareAcknowledgeRequestTopic

export interface ShareAcknowledgeRequestPartition {
  readonly partitionIndex: number
  readonly acknowledgementBatches: readonly ShareAcknowledgeRequestAcknowledgementBatch[]
}

export type ShareAcknowledgeRequestPartitionDraft = ShareAcknowledgeRequestPartition

export interface ShareAcknowledgeRequestAcknowledgementBatch {
  readonly firstOffset: bigint
  readonly lastOffset: bigint
  readonly acknowledgeTypes: readonly number[]
}

export type ShareAcknowledgeRequestAcknowledgementBatchDraft = ShareAcknowledgeRequestAcknowledgementBatch

function decodeShareAcknowledgeRequestAcknowledgementBatch(reader: Reader, _version: number): ShareAcknowledgeRequestAcknowledgementBatch {
  const firstOffset = reader.int64()
  const lastOffset = reader.int64()
  const acknowledgeTypes: number[] = []
  const acknowledgeTypesCount = reader.compactCount(1)
  for (let i = 0; i < acknowledgeTypesCount; i += 1) acknowledgeTypes.push(reader.int8())
  reader.skipTags()
  return {
    firstOffset,
    lastOffset,
    acknowledgeTypes,
  }
}

function encodeShareAcknowledgeRequestAcknowledgementBatch(writer: Writer, draft: ShareAcknowledgeRequestAcknowledgementBatchDraft, _version: number): void {
  writer.int64(draft.firstOffset)
  writer.int64(draft.lastOffset)
  const acknowledgeTypes = draft.acknowledgeTypes
  writer.compactCount(acknowledgeTypes.length)
  for (const element of acknowledgeTypes) writer.int8(element)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeRequestPartition(reader: Reader, version: number): ShareAcknowledgeRequestPartition {
  const partitionIndex = reader.int32()
  const acknowledgementBatches: ShareAcknowledgeRequestAcknowledgementBatch[] = []
  const acknowledgementBatchesCount = reader.compactCount(18)
  for (let i = 0; i < acknowledgementBatchesCount; i += 1) acknowledgementBatches.push(decodeShareAcknowledgeRequestAcknowledgementBatch(reader, version))
  reader.skipTags()
  return {
    partitionIndex,
    acknowledgementBatches,
  }
}

function encodeShareAcknowledgeRequestPartition(writer: Writer, draft: ShareAcknowledgeRequestPartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  const acknowledgementBatches = draft.acknowledgementBatches
  writer.compactCount(acknowledgementBatches.length)
  for (const element of acknowledgementBatches) encodeShareAcknowledgeRequestAcknowledgementBatch(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeRequestTopic(reader: Reader, version: number): ShareAcknowledgeRequestTopic {
  const topicId = reader.uuid()
  const partitions: ShareAcknowledgeRequestPartition[] = []
  const partitionsCount = reader.compactCount(6)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeShareAcknowledgeRequestPartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeShareAcknowledgeRequestTopic(writer: Writer, draft: ShareAcknowledgeRequestTopicDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeShareAcknowledgeRequestPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeRequest(reader: Reader, version: number): ShareAcknowledgeRequest {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ShareAcknowledgeRequest', version)
  const groupId = reader.compactNullableString()
  const memberId = reader.compactNullableString()
  const shareSessionEpoch = reader.int32()
  const isRenewAck = version >= 2 ? reader.bool() : false
  const topics: ShareAcknowledgeRequestTopic[] = []
  const topicsCount = reader.compactCount(18)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeShareAcknowledgeRequestTopic(reader, version))
  reader.skipTags()
  return {
    groupId,
    memberId,
    shareSessionEpoch,
    isRenewAck,
    topics,
  }
}

function encodeShareAcknowledgeRequest(writer: Writer, draft: ShareAcknowledgeRequestDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ShareAcknowledgeRequest', version)
  writer.compactNullableString(draft.groupId ?? null)
  writer.compactNullableString(draft.memberId)
  writer.int32(draft.shareSessionEpoch)
  const isRenewAck = draft.isRenewAck ?? false
  if (version >= 2) {
    writer.bool(isRenewAck)
  } else {
    if (isRenewAck !== false) throw protocolErrors.UNSUPPORTED_FIELD('ShareAcknowledgeRequest.isRenewAck', version)
  }
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeShareAcknowledgeRequestTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export interface ShareAcknowledgeResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  /** v2+ */
  readonly acquisitionLockTimeoutMs: number
  readonly responses: readonly ShareAcknowledgeResponseResponse[]
  readonly nodeEndpoints: readonly ShareAcknowledgeResponseNodeEndpoint[]
}

export interface ShareAcknowledgeResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly acquisitionLockTimeoutMs?: number | undefined
  readonly responses: readonly ShareAcknowledgeResponseResponseDraft[]
  readonly nodeEndpoints: readonly ShareAcknowledgeResponseNodeEndpointDraft[]
}

export interface ShareAcknowledgeResponseNodeEndpoint {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

export interface ShareAcknowledgeResponseNodeEndpointDraft {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
}

export interface ShareAcknowledgeResponseResponse {
  readonly topicId: Uuid
  readonly partitions: readonly ShareAcknowledgeResponsePartition[]
}

export interface ShareAcknowledgeResponseResponseDraft {
  readonly topicId: Uuid
  readonly partitions: readonly ShareAcknowledgeResponsePartitionDraft[]
}

export interface ShareAcknowledgeResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly currentLeader: ShareAcknowledgeResponseCurrentLeader
}

export interface ShareAcknowledgeResponsePartitionDraft {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly currentLeader: ShareAcknowledgeResponseCurrentLeaderDraft
}

export interface ShareAcknowledgeResponseCurrentLeader {
  readonly leaderId: number
  readonly leaderEpoch: number
}

export type ShareAcknowledgeResponseCurrentLeaderDraft = ShareAcknowledgeResponseCurrentLeader

function decodeShareAcknowledgeResponseCurrentLeader(reader: Reader, _version: number): ShareAcknowledgeResponseCurrentLeader {
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTags()
  return {
    leaderId,
    leaderEpoch,
  }
}

function encodeShareAcknowledgeResponseCurrentLeader(writer: Writer, draft: ShareAcknowledgeResponseCurrentLeaderDraft, _version: number): void {
  writer.int32(draft.leaderId)
  writer.int32(draft.leaderEpoch)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeResponsePartition(reader: Reader, version: number): ShareAcknowledgeResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const currentLeader = decodeShareAcknowledgeResponseCurrentLeader(reader, version)
  reader.skipTags()
  return {
    partitionIndex,
    errorCode,
    errorMessage,
    currentLeader,
  }
}

function encodeShareAcknowledgeResponsePartition(writer: Writer, draft: ShareAcknowledgeResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  const currentLeader = draft.currentLeader
  encodeShareAcknowledgeResponseCurrentLeader(writer, currentLeader, version)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeResponseResponse(reader: Reader, version: number): ShareAcknowledgeResponseResponse {
  const topicId = reader.uuid()
  const partitions: ShareAcknowledgeResponsePartition[] = []
  const partitionsCount = reader.compactCount(17)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeShareAcknowledgeResponsePartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeShareAcknowledgeResponseResponse(writer: Writer, draft: ShareAcknowledgeResponseResponseDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeShareAcknowledgeResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeResponseNodeEndpoint(reader: Reader, _version: number): ShareAcknowledgeResponseNodeEndpoint {
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.int32()
  const rack = reader.compactNullableString()
  reader.skipTags()
  return {
    nodeId,
    host,
    port,
    rack,
  }
}

function encodeShareAcknowledgeResponseNodeEndpoint(writer: Writer, draft: ShareAcknowledgeResponseNodeEndpointDraft, _version: number): void {
  writer.int32(draft.nodeId)
  writer.compactString(draft.host)
  writer.int32(draft.port)
  writer.compactNullableString(draft.rack ?? null)
  writer.unsignedVarint(0)
}

function decodeShareAcknowledgeResponse(reader: Reader, version: number): ShareAcknowledgeResponse {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ShareAcknowledgeResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const acquisitionLockTimeoutMs = version >= 2 ? reader.int32() : 0
  const responses: ShareAcknowledgeResponseResponse[] = []
  const responsesCount = reader.compactCount(18)
  for (let i = 0; i < responsesCount; i += 1) responses.push(decodeShareAcknowledgeResponseResponse(reader, version))
  const nodeEndpoints: ShareAcknowledgeResponseNodeEndpoint[] = []
  const nodeEndpointsCount = reader.compactCount(11)
  for (let i = 0; i < nodeEndpointsCount; i += 1) nodeEndpoints.push(decodeShareAcknowledgeResponseNodeEndpoint(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    acquisitionLockTimeoutMs,
    responses,
    nodeEndpoints,
  }
}

function encodeShareAcknowledgeResponse(writer: Writer, draft: ShareAcknowledgeResponseDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ShareAcknowledgeResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  if (version >= 2) {
    writer.int32(draft.acquisitionLockTimeoutMs ?? 0)
  }
  const responses = draft.responses
  writer.compactCount(responses.length)
  for (const element of responses) encodeShareAcknowledgeResponseResponse(writer, element, version)
  const nodeEndpoints = draft.nodeEndpoints
  writer.compactCount(nodeEndpoints.length)
  for (const element of nodeEndpoints) encodeShareAcknowledgeResponseNodeEndpoint(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<79, ShareAcknowledgeRequest, ShareAcknowledgeRequestDraft, ShareAcknowledgeResponse, ShareAcknowledgeResponseDraft> = {
  key: 79,
  name: 'ShareAcknowledge',
  versions: { min: 1, max: 2 },
  flexibleSince: 0,
  request: { decode: decodeShareAcknowledgeRequest, encode: encodeShareAcknowledgeRequest },
  response: { decode: decodeShareAcknowledgeResponse, encode: encodeShareAcknowledgeResponse },
}
