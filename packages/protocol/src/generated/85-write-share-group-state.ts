// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface WriteShareGroupStateRequest {
  readonly groupId: string
  readonly topics: readonly WriteShareGroupStateRequestTopic[]
}

export interface WriteShareGroupStateRequestDraft {
  readonly groupId: string
  readonly topics: readonly WriteShareGroupStateRequestTopicDraft[]
}

export interface WriteShareGroupStateRequestTopic {
  readonly topicId: Uuid
  readonly partitions: readonly WriteShareGroupStateRequestPartition[]
}

export interface WriteShareGroupStateRequestTopicDraft {
  readonly topicId: Uuid
  readonly partitions: readonly WriteShareGroupStateRequestPartitionDraft[]
}

export interface WriteShareGroupStateRequestPartition {
  readonly partition: number
  readonly stateEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: bigint
  /** v1+ */
  readonly deliveryCompleteCount: number
  readonly stateBatches: readonly WriteShareGroupStateRequestStateBatch[]
}

export interface WriteShareGroupStateRequestPartitionDraft {
  readonly partition: number
  readonly stateEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: bigint
  readonly deliveryCompleteCount?: number | undefined
  readonly stateBatches: readonly WriteShareGroupStateRequestStateBatchDraft[]
}

export interface WriteShareGroupStateRequestStateBatch {
  readonly firstOffset: bigint
  readonly lastOffset: bigint
  readonly deliveryState: number
  readonly deliveryCount: number
}

export type WriteShareGroupStateRequestStateBatchDraft = WriteShareGroupStateRequestStateBatch

function decodeWriteShareGroupStateRequestStateBatch(reader: Reader, _version: number): WriteShareGroupStateRequestStateBatch {
  const firstOffset = reader.int64()
  const lastOffset = reader.int64()
  const deliveryState = reader.int8()
  const deliveryCount = reader.int16()
  reader.skipTags()
  return {
    firstOffset,
    lastOffset,
    deliveryState,
    deliveryCount,
  }
}

function encodeWriteShareGroupStateRequestStateBatch(writer: Writer, draft: WriteShareGroupStateRequestStateBatchDraft, _version: number): void {
  writer.int64(draft.firstOffset)
  writer.int64(draft.lastOffset)
  writer.int8(draft.deliveryState)
  writer.int16(draft.deliveryCount)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateRequestPartition(reader: Reader, version: number): WriteShareGroupStateRequestPartition {
  const partition = reader.int32()
  const stateEpoch = reader.int32()
  const leaderEpoch = reader.int32()
  const startOffset = reader.int64()
  const deliveryCompleteCount = version >= 1 ? reader.int32() : -1
  const stateBatches: WriteShareGroupStateRequestStateBatch[] = []
  const stateBatchesCount = reader.compactCount(20)
  for (let i = 0; i < stateBatchesCount; i += 1) stateBatches.push(decodeWriteShareGroupStateRequestStateBatch(reader, version))
  reader.skipTags()
  return {
    partition,
    stateEpoch,
    leaderEpoch,
    startOffset,
    deliveryCompleteCount,
    stateBatches,
  }
}

function encodeWriteShareGroupStateRequestPartition(writer: Writer, draft: WriteShareGroupStateRequestPartitionDraft, version: number): void {
  writer.int32(draft.partition)
  writer.int32(draft.stateEpoch)
  writer.int32(draft.leaderEpoch)
  writer.int64(draft.startOffset)
  if (version >= 1) {
    writer.int32(draft.deliveryCompleteCount ?? -1)
  }
  const stateBatches = draft.stateBatches
  writer.compactCount(stateBatches.length)
  for (const element of stateBatches) encodeWriteShareGroupStateRequestStateBatch(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateRequestTopic(reader: Reader, version: number): WriteShareGroupStateRequestTopic {
  const topicId = reader.uuid()
  const partitions: WriteShareGroupStateRequestPartition[] = []
  const partitionsCount = version >= 1 ? reader.compactCount(26) : reader.compactCount(22)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeWriteShareGroupStateRequestPartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeWriteShareGroupStateRequestTopic(writer: Writer, draft: WriteShareGroupStateRequestTopicDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeWriteShareGroupStateRequestPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateRequest(reader: Reader, version: number): WriteShareGroupStateRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('WriteShareGroupStateRequest', version)
  const groupId = reader.compactString()
  const topics: WriteShareGroupStateRequestTopic[] = []
  const topicsCount = reader.compactCount(18)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeWriteShareGroupStateRequestTopic(reader, version))
  reader.skipTags()
  return {
    groupId,
    topics,
  }
}

function encodeWriteShareGroupStateRequest(writer: Writer, draft: WriteShareGroupStateRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('WriteShareGroupStateRequest', version)
  writer.compactString(draft.groupId)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeWriteShareGroupStateRequestTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export interface WriteShareGroupStateResponse {
  readonly results: readonly WriteShareGroupStateResponseResult[]
}

export interface WriteShareGroupStateResponseDraft {
  readonly results: readonly WriteShareGroupStateResponseResultDraft[]
}

export interface WriteShareGroupStateResponseResult {
  readonly topicId: Uuid
  readonly partitions: readonly WriteShareGroupStateResponsePartition[]
}

export interface WriteShareGroupStateResponseResultDraft {
  readonly topicId: Uuid
  readonly partitions: readonly WriteShareGroupStateResponsePartitionDraft[]
}

export interface WriteShareGroupStateResponsePartition {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage: string | null
}

export interface WriteShareGroupStateResponsePartitionDraft {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function decodeWriteShareGroupStateResponsePartition(reader: Reader, _version: number): WriteShareGroupStateResponsePartition {
  const partition = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTags()
  return {
    partition,
    errorCode,
    errorMessage,
  }
}

function encodeWriteShareGroupStateResponsePartition(writer: Writer, draft: WriteShareGroupStateResponsePartitionDraft, _version: number): void {
  writer.int32(draft.partition)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateResponseResult(reader: Reader, version: number): WriteShareGroupStateResponseResult {
  const topicId = reader.uuid()
  const partitions: WriteShareGroupStateResponsePartition[] = []
  const partitionsCount = reader.compactCount(8)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeWriteShareGroupStateResponsePartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeWriteShareGroupStateResponseResult(writer: Writer, draft: WriteShareGroupStateResponseResultDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeWriteShareGroupStateResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateResponse(reader: Reader, version: number): WriteShareGroupStateResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('WriteShareGroupStateResponse', version)
  const results: WriteShareGroupStateResponseResult[] = []
  const resultsCount = reader.compactCount(18)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeWriteShareGroupStateResponseResult(reader, version))
  reader.skipTags()
  return {
    results,
  }
}

function encodeWriteShareGroupStateResponse(writer: Writer, draft: WriteShareGroupStateResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('WriteShareGroupStateResponse', version)
  const results = draft.results
  writer.compactCount(results.length)
  for (const element of results) encodeWriteShareGroupStateResponseResult(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<85, WriteShareGroupStateRequest, WriteShareGroupStateRequestDraft, WriteShareGroupStateResponse, WriteShareGroupStateResponseDraft> = {
  key: 85,
  name: 'WriteShareGroupState',
  versions: { min: 0, max: 1 },
  flexibleSince: 0,
  request: { decode: decodeWriteShareGroupStateRequest, encode: encodeWriteShareGroupStateRequest },
  response: { decode: decodeWriteShareGroupStateResponse, encode: encodeWriteShareGroupStateResponse },
}
