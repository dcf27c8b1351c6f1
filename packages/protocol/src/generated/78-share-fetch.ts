// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface ShareFetchRequest {
  readonly groupId: string | null
  readonly memberId: string | null
  readonly shareSessionEpoch: number
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes: number
  readonly maxRecords: number
  readonly batchSize: number
  /** v2+ */
  readonly shareAcquireMode: number
  /** v2+ */
  readonly isRenewAck: boolean
  readonly topics: readonly ShareFetchRequestTopic[]
  readonly forgottenTopicsData: readonly ShareFetchRequestForgottenTopicsData[]
}

export interface ShareFetchRequestDraft {
  readonly groupId?: string | null | undefined
  readonly memberId: string | null
  readonly shareSessionEpoch: number
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes?: number | undefined
  readonly maxRecords: number
  readonly batchSize: number
  readonly shareAcquireMode?: number | undefined
  readonly isRenewAck?: boolean | undefined
  readonly topics: readonly ShareFetchRequestTopicDraft[]
  readonly forgottenTopicsData: readonly ShareFetchRequestForgottenTopicsDataDraft[]
}

export interface ShareFetchRequestForgottenTopicsData {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

export type ShareFetchRequestForgottenTopicsDataDraft = ShareFetchRequestForgottenTopicsData

export interface ShareFetchRequestTopic {
  readonly topicId: Uuid
  readonly partitions: readonly ShareFetchRequestPartition[]
}

export type ShareFetchRequestTopicDraft = ShareFetchRequestTopic

export interface ShareFetchRequestPartition {
  readonly partitionIndex: number
  readonly acknowledgementBatches: readonly ShareFetchRequestAcknowledgementBatch[]
}

export type ShareFetchRequestPartitionDraft = ShareFetchRequestPartition

export interface ShareFetchRequestAcknowledgementBatch {
  readonly firstOffset: bigint
  readonly lastOffset: bigint
  readonly acknowledgeTypes: readonly number[]
}

export type ShareFetchRequestAcknowledgementBatchDraft = ShareFetchRequestAcknowledgementBatch

function decodeShareFetchRequestAcknowledgementBatch(reader: Reader, _version: number): ShareFetchRequestAcknowledgementBatch {
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

function encodeShareFetchRequestAcknowledgementBatch(writer: Writer, draft: ShareFetchRequestAcknowledgementBatchDraft, _version: number): void {
  writer.int64(draft.firstOffset)
  writer.int64(draft.lastOffset)
  const acknowledgeTypes = draft.acknowledgeTypes
  writer.compactCount(acknowledgeTypes.length)
  for (const element of acknowledgeTypes) writer.int8(element)
  writer.unsignedVarint(0)
}

function decodeShareFetchRequestPartition(reader: Reader, version: number): ShareFetchRequestPartition {
  const partitionIndex = reader.int32()
  const acknowledgementBatches: ShareFetchRequestAcknowledgementBatch[] = []
  const acknowledgementBatchesCount = reader.compactCount(18)
  for (let i = 0; i < acknowledgementBatchesCount; i += 1) acknowledgementBatches.push(decodeShareFetchRequestAcknowledgementBatch(reader, version))
  reader.skipTags()
  return {
    partitionIndex,
    acknowledgementBatches,
  }
}

function encodeShareFetchRequestPartition(writer: Writer, draft: ShareFetchRequestPartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  const acknowledgementBatches = draft.acknowledgementBatches
  writer.compactCount(acknowledgementBatches.length)
  for (const element of acknowledgementBatches) encodeShareFetchRequestAcknowledgementBatch(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeShareFetchRequestTopic(reader: Reader, version: number): ShareFetchRequestTopic {
  const topicId = reader.uuid()
  const partitions: ShareFetchRequestPartition[] = []
  const partitionsCount = reader.compactCount(6)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeShareFetchRequestPartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeShareFetchRequestTopic(writer: Writer, draft: ShareFetchRequestTopicDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeShareFetchRequestPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeShareFetchRequestForgottenTopicsData(reader: Reader, _version: number): ShareFetchRequestForgottenTopicsData {
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

function encodeShareFetchRequestForgottenTopicsData(writer: Writer, draft: ShareFetchRequestForgottenTopicsDataDraft, _version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeShareFetchRequest(reader: Reader, version: number): ShareFetchRequest {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ShareFetchRequest', version)
  const groupId = reader.compactNullableString()
  const memberId = reader.compactNullableString()
  const shareSessionEpoch = reader.int32()
  const maxWaitMs = reader.int32()
  const minBytes = reader.int32()
  const maxBytes = reader.int32()
  const maxRecords = reader.int32()
  const batchSize = reader.int32()
  const shareAcquireMode = version >= 2 ? reader.int8() : 0
  const isRenewAck = version >= 2 ? reader.bool() : false
  const topics: ShareFetchRequestTopic[] = []
  const topicsCount = reader.compactCount(18)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeShareFetchRequestTopic(reader, version))
  const forgottenTopicsData: ShareFetchRequestForgottenTopicsData[] = []
  const forgottenTopicsDataCount = reader.compactCount(18)
  for (let i = 0; i < forgottenTopicsDataCount; i += 1) forgottenTopicsData.push(decodeShareFetchRequestForgottenTopicsData(reader, version))
  reader.skipTags()
  return {
    groupId,
    memberId,
    shareSessionEpoch,
    maxWaitMs,
    minBytes,
    maxBytes,
    maxRecords,
    batchSize,
    shareAcquireMode,
    isRenewAck,
    topics,
    forgottenTopicsData,
  }
}

function encodeShareFetchRequest(writer: Writer, draft: ShareFetchRequestDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ShareFetchRequest', version)
  writer.compactNullableString(draft.groupId ?? null)
  writer.compactNullableString(draft.memberId)
  writer.int32(draft.shareSessionEpoch)
  writer.int32(draft.maxWaitMs)
  writer.int32(draft.minBytes)
  writer.int32(draft.maxBytes ?? 2147483647)
  writer.int32(draft.maxRecords)
  writer.int32(draft.batchSize)
  if (version >= 2) {
    writer.int8(draft.shareAcquireMode ?? 0)
  }
  const isRenewAck = draft.isRenewAck ?? false
  if (version >= 2) {
    writer.bool(isRenewAck)
  } else {
    if (isRenewAck !== false) throw protocolErrors.UNSUPPORTED_FIELD('ShareFetchRequest.isRenewAck', version)
  }
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeShareFetchRequestTopic(writer, element, version)
  const forgottenTopicsData = draft.forgottenTopicsData
  writer.compactCount(forgottenTopicsData.length)
  for (const element of forgottenTopicsData) encodeShareFetchRequestForgottenTopicsData(writer, element, version)
  writer.unsignedVarint(0)
}

export interface ShareFetchResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly acquisitionLockTimeoutMs: number
  readonly responses: readonly ShareFetchResponseResponse[]
  readonly nodeEndpoints: readonly ShareFetchResponseNodeEndpoint[]
}

export interface ShareFetchResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly acquisitionLockTimeoutMs: number
  readonly responses: readonly ShareFetchResponseResponseDraft[]
  readonly nodeEndpoints: readonly ShareFetchResponseNodeEndpointDraft[]
}

export interface ShareFetchResponseNodeEndpoint {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

export interface ShareFetchResponseNodeEndpointDraft {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
}

export interface ShareFetchResponseResponse {
  readonly topicId: Uuid
  readonly partitions: readonly ShareFetchResponsePartition[]
}

export interface ShareFetchResponseResponseDraft {
  readonly topicId: Uuid
  readonly partitions: readonly ShareFetchResponsePartitionDraft[]
}

export interface ShareFetchResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly acknowledgeErrorCode: number
  readonly acknowledgeErrorMessage: string | null
  readonly currentLeader: ShareFetchResponseCurrentLeader
  readonly records: Uint8Array
  readonly acquiredRecords: readonly ShareFetchResponseAcquiredRecord[]
}

export interface ShareFetchResponsePartitionDraft {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly acknowledgeErrorCode: number
  readonly acknowledgeErrorMessage?: string | null | undefined
  readonly currentLeader: ShareFetchResponseCurrentLeaderDraft
  readonly records: Uint8Array | readonly Uint8Array[]
  readonly acquiredRecords: readonly ShareFetchResponseAcquiredRecordDraft[]
}

export interface ShareFetchResponseAcquiredRecord {
  readonly firstOffset: bigint
  readonly lastOffset: bigint
  readonly deliveryCount: number
}

export type ShareFetchResponseAcquiredRecordDraft = ShareFetchResponseAcquiredRecord

export interface ShareFetchResponseCurrentLeader {
  readonly leaderId: number
  readonly leaderEpoch: number
}

export type ShareFetchResponseCurrentLeaderDraft = ShareFetchResponseCurrentLeader

function decodeShareFetchResponseCurrentLeader(reader: Reader, _version: number): ShareFetchResponseCurrentLeader {
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTags()
  return {
    leaderId,
    leaderEpoch,
  }
}

function encodeShareFetchResponseCurrentLeader(writer: Writer, draft: ShareFetchResponseCurrentLeaderDraft, _version: number): void {
  writer.int32(draft.leaderId)
  writer.int32(draft.leaderEpoch)
  writer.unsignedVarint(0)
}

function decodeShareFetchResponseAcquiredRecord(reader: Reader, _version: number): ShareFetchResponseAcquiredRecord {
  const firstOffset = reader.int64()
  const lastOffset = reader.int64()
  const deliveryCount = reader.int16()
  reader.skipTags()
  return {
    firstOffset,
    lastOffset,
    deliveryCount,
  }
}

function encodeShareFetchResponseAcquiredRecord(writer: Writer, draft: ShareFetchResponseAcquiredRecordDraft, _version: number): void {
  writer.int64(draft.firstOffset)
  writer.int64(draft.lastOffset)
  writer.int16(draft.deliveryCount)
  writer.unsignedVarint(0)
}

function decodeShareFetchResponsePartition(reader: Reader, version: number): ShareFetchResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const acknowledgeErrorCode = reader.int16()
  const acknowledgeErrorMessage = reader.compactNullableString()
  const currentLeader = decodeShareFetchResponseCurrentLeader(reader, version)
  const records = reader.compactBytes()
  const acquiredRecords: ShareFetchResponseAcquiredRecord[] = []
  const acquiredRecordsCount = reader.compactCount(19)
  for (let i = 0; i < acquiredRecordsCount; i += 1) acquiredRecords.push(decodeShareFetchResponseAcquiredRecord(reader, version))
  reader.skipTags()
  return {
    partitionIndex,
    errorCode,
    errorMessage,
    acknowledgeErrorCode,
    acknowledgeErrorMessage,
    currentLeader,
    records,
    acquiredRecords,
  }
}

function encodeShareFetchResponsePartition(writer: Writer, draft: ShareFetchResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.int16(draft.acknowledgeErrorCode)
  writer.compactNullableString(draft.acknowledgeErrorMessage ?? null)
  const currentLeader = draft.currentLeader
  encodeShareFetchResponseCurrentLeader(writer, currentLeader, version)
  writer.compactBytes(draft.records)
  const acquiredRecords = draft.acquiredRecords
  writer.compactCount(acquiredRecords.length)
  for (const element of acquiredRecords) encodeShareFetchResponseAcquiredRecord(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeShareFetchResponseResponse(reader: Reader, version: number): ShareFetchResponseResponse {
  const topicId = reader.uuid()
  const partitions: ShareFetchResponsePartition[] = []
  const partitionsCount = reader.compactCount(22)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeShareFetchResponsePartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeShareFetchResponseResponse(writer: Writer, draft: ShareFetchResponseResponseDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeShareFetchResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeShareFetchResponseNodeEndpoint(reader: Reader, _version: number): ShareFetchResponseNodeEndpoint {
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

function encodeShareFetchResponseNodeEndpoint(writer: Writer, draft: ShareFetchResponseNodeEndpointDraft, _version: number): void {
  writer.int32(draft.nodeId)
  writer.compactString(draft.host)
  writer.int32(draft.port)
  writer.compactNullableString(draft.rack ?? null)
  writer.unsignedVarint(0)
}

function decodeShareFetchResponse(reader: Reader, version: number): ShareFetchResponse {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ShareFetchResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const acquisitionLockTimeoutMs = reader.int32()
  const responses: ShareFetchResponseResponse[] = []
  const responsesCount = reader.compactCount(18)
  for (let i = 0; i < responsesCount; i += 1) responses.push(decodeShareFetchResponseResponse(reader, version))
  const nodeEndpoints: ShareFetchResponseNodeEndpoint[] = []
  const nodeEndpointsCount = reader.compactCount(11)
  for (let i = 0; i < nodeEndpointsCount; i += 1) nodeEndpoints.push(decodeShareFetchResponseNodeEndpoint(reader, version))
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

function encodeShareFetchResponse(writer: Writer, draft: ShareFetchResponseDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ShareFetchResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.int32(draft.acquisitionLockTimeoutMs)
  const responses = draft.responses
  writer.compactCount(responses.length)
  for (const element of responses) encodeShareFetchResponseResponse(writer, element, version)
  const nodeEndpoints = draft.nodeEndpoints
  writer.compactCount(nodeEndpoints.length)
  for (const element of nodeEndpoints) encodeShareFetchResponseNodeEndpoint(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<78, ShareFetchRequest, ShareFetchRequestDraft, ShareFetchResponse, ShareFetchResponseDraft> = {
  key: 78,
  name: 'ShareFetch',
  versions: { min: 1, max: 2 },
  flexibleSince: 0,
  request: { decode: decodeShareFetchRequest, encode: encodeShareFetchRequest },
  response: { decode: decodeShareFetchResponse, encode: encodeShareFetchResponse },
}
