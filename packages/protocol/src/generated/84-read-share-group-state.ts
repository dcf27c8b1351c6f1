// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface ReadShareGroupStateRequest {
  readonly groupId: string
  readonly topics: readonly ReadShareGroupStateRequestTopic[]
}

export type ReadShareGroupStateRequestDraft = ReadShareGroupStateRequest

export interface ReadShareGroupStateRequestTopic {
  readonly topicId: Uuid
  readonly partitions: readonly ReadShareGroupStateRequestPartition[]
}

export type ReadShareGroupStateRequestTopicDraft = ReadShareGroupStateRequestTopic

export interface ReadShareGroupStateRequestPartition {
  readonly partition: number
  readonly leaderEpoch: number
}

export type ReadShareGroupStateRequestPartitionDraft = ReadShareGroupStateRequestPartition

function decodeReadShareGroupStateRequestPartition(reader: Reader, _version: number): ReadShareGroupStateRequestPartition {
  const partition = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTags()
  return {
    partition,
    leaderEpoch,
  }
}

function encodeReadShareGroupStateRequestPartition(writer: Writer, draft: ReadShareGroupStateRequestPartitionDraft, _version: number): void {
  writer.int32(draft.partition)
  writer.int32(draft.leaderEpoch)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateRequestTopic(reader: Reader, version: number): ReadShareGroupStateRequestTopic {
  const topicId = reader.uuid()
  const partitions: ReadShareGroupStateRequestPartition[] = []
  const partitionsCount = reader.compactCount(9)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeReadShareGroupStateRequestPartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeReadShareGroupStateRequestTopic(writer: Writer, draft: ReadShareGroupStateRequestTopicDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeReadShareGroupStateRequestPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateRequest(reader: Reader, version: number): ReadShareGroupStateRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ReadShareGroupStateRequest', version)
  const groupId = reader.compactString()
  const topics: ReadShareGroupStateRequestTopic[] = []
  const topicsCount = reader.compactCount(18)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeReadShareGroupStateRequestTopic(reader, version))
  reader.skipTags()
  return {
    groupId,
    topics,
  }
}

function encodeReadShareGroupStateRequest(writer: Writer, draft: ReadShareGroupStateRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ReadShareGroupStateRequest', version)
  writer.compactString(draft.groupId)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeReadShareGroupStateRequestTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export interface ReadShareGroupStateResponse {
  readonly results: readonly ReadShareGroupStateResponseResult[]
}

export interface ReadShareGroupStateResponseDraft {
  readonly results: readonly ReadShareGroupStateResponseResultDraft[]
}

export interface ReadShareGroupStateResponseResult {
  readonly topicId: Uuid
  readonly partitions: readonly ReadShareGroupStateResponsePartition[]
}

export interface ReadShareGroupStateResponseResultDraft {
  readonly topicId: Uuid
  readonly partitions: readonly ReadShareGroupStateResponsePartitionDraft[]
}

export interface ReadShareGroupStateResponsePartition {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly stateEpoch: number
  readonly startOffset: bigint
  readonly stateBatches: readonly ReadShareGroupStateResponseStateBatch[]
}

export interface ReadShareGroupStateResponsePartitionDraft {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly stateEpoch: number
  readonly startOffset: bigint
  readonly stateBatches: readonly ReadShareGroupStateResponseStateBatchDraft[]
}

export interface ReadShareGroupStateResponseStateBatch {
  readonly firstOffset: bigint
  readonly lastOffset: bigint
  readonly deliveryState: number
  readonly deliveryCount: number
}

export type ReadShareGroupStateResponseStateBatchDraft = ReadShareGroupStateResponseStateBatch

function decodeReadShareGroupStateResponseStateBatch(reader: Reader, _version: number): ReadShareGroupStateResponseStateBatch {
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

function encodeReadShareGroupStateResponseStateBatch(writer: Writer, draft: ReadShareGroupStateResponseStateBatchDraft, _version: number): void {
  writer.int64(draft.firstOffset)
  writer.int64(draft.lastOffset)
  writer.int8(draft.deliveryState)
  writer.int16(draft.deliveryCount)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateResponsePartition(reader: Reader, version: number): ReadShareGroupStateResponsePartition {
  const partition = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const stateEpoch = reader.int32()
  const startOffset = reader.int64()
  const stateBatches: ReadShareGroupStateResponseStateBatch[] = []
  const stateBatchesCount = reader.compactCount(20)
  for (let i = 0; i < stateBatchesCount; i += 1) stateBatches.push(decodeReadShareGroupStateResponseStateBatch(reader, version))
  reader.skipTags()
  return {
    partition,
    errorCode,
    errorMessage,
    stateEpoch,
    startOffset,
    stateBatches,
  }
}

function encodeReadShareGroupStateResponsePartition(writer: Writer, draft: ReadShareGroupStateResponsePartitionDraft, version: number): void {
  writer.int32(draft.partition)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.int32(draft.stateEpoch)
  writer.int64(draft.startOffset)
  const stateBatches = draft.stateBatches
  writer.compactCount(stateBatches.length)
  for (const element of stateBatches) encodeReadShareGroupStateResponseStateBatch(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateResponseResult(reader: Reader, version: number): ReadShareGroupStateResponseResult {
  const topicId = reader.uuid()
  const partitions: ReadShareGroupStateResponsePartition[] = []
  const partitionsCount = reader.compactCount(21)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeReadShareGroupStateResponsePartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeReadShareGroupStateResponseResult(writer: Writer, draft: ReadShareGroupStateResponseResultDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeReadShareGroupStateResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateResponse(reader: Reader, version: number): ReadShareGroupStateResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ReadShareGroupStateResponse', version)
  const results: ReadShareGroupStateResponseResult[] = []
  const resultsCount = reader.compactCount(18)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeReadShareGroupStateResponseResult(reader, version))
  reader.skipTags()
  return {
    results,
  }
}

function encodeReadShareGroupStateResponse(writer: Writer, draft: ReadShareGroupStateResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ReadShareGroupStateResponse', version)
  const results = draft.results
  writer.compactCount(results.length)
  for (const element of results) encodeReadShareGroupStateResponseResult(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<84, ReadShareGroupStateRequest, ReadShareGroupStateRequestDraft, ReadShareGroupStateResponse, ReadShareGroupStateResponseDraft> = {
  key: 84,
  name: 'ReadShareGroupState',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeReadShareGroupStateRequest, encode: encodeReadShareGroupStateRequest },
  response: { decode: decodeReadShareGroupStateResponse, encode: encodeReadShareGroupStateResponse },
}
