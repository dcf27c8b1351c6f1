// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface InitializeShareGroupStateRequest {
  readonly groupId: string
  readonly topics: readonly InitializeShareGroupStateRequestTopic[]
}

export type InitializeShareGroupStateRequestDraft = InitializeShareGroupStateRequest

export interface InitializeShareGroupStateRequestTopic {
  readonly topicId: Uuid
  readonly partitions: readonly InitializeShareGroupStateRequestPartition[]
}

export type InitializeShareGroupStateRequestTopicDraft = InitializeShareGroupStateRequestTopic

export interface InitializeShareGroupStateRequestPartition {
  readonly partition: number
  readonly stateEpoch: number
  readonly startOffset: bigint
}

export type InitializeShareGroupStateRequestPartitionDraft = InitializeShareGroupStateRequestPartition

function decodeInitializeShareGroupStateRequestPartition(reader: Reader, _version: number): InitializeShareGroupStateRequestPartition {
  const partition = reader.int32()
  const stateEpoch = reader.int32()
  const startOffset = reader.int64()
  reader.skipTags()
  return {
    partition,
    stateEpoch,
    startOffset,
  }
}

function encodeInitializeShareGroupStateRequestPartition(writer: Writer, draft: InitializeShareGroupStateRequestPartitionDraft, _version: number): void {
  writer.int32(draft.partition)
  writer.int32(draft.stateEpoch)
  writer.int64(draft.startOffset)
  writer.unsignedVarint(0)
}

function decodeInitializeShareGroupStateRequestTopic(reader: Reader, version: number): InitializeShareGroupStateRequestTopic {
  const topicId = reader.uuid()
  const partitions: InitializeShareGroupStateRequestPartition[] = []
  const partitionsCount = reader.compactCount(17)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeInitializeShareGroupStateRequestPartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeInitializeShareGroupStateRequestTopic(writer: Writer, draft: InitializeShareGroupStateRequestTopicDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeInitializeShareGroupStateRequestPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeInitializeShareGroupStateRequest(reader: Reader, version: number): InitializeShareGroupStateRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('InitializeShareGroupStateRequest', version)
  const groupId = reader.compactString()
  const topics: InitializeShareGroupStateRequestTopic[] = []
  const topicsCount = reader.compactCount(18)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeInitializeShareGroupStateRequestTopic(reader, version))
  reader.skipTags()
  return {
    groupId,
    topics,
  }
}

function encodeInitializeShareGroupStateRequest(writer: Writer, draft: InitializeShareGroupStateRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('InitializeShareGroupStateRequest', version)
  writer.compactString(draft.groupId)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeInitializeShareGroupStateRequestTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export interface InitializeShareGroupStateResponse {
  readonly results: readonly InitializeShareGroupStateResponseResult[]
}

export interface InitializeShareGroupStateResponseDraft {
  readonly results: readonly InitializeShareGroupStateResponseResultDraft[]
}

export interface InitializeShareGroupStateResponseResult {
  readonly topicId: Uuid
  readonly partitions: readonly InitializeShareGroupStateResponsePartition[]
}

export interface InitializeShareGroupStateResponseResultDraft {
  readonly topicId: Uuid
  readonly partitions: readonly InitializeShareGroupStateResponsePartitionDraft[]
}

export interface InitializeShareGroupStateResponsePartition {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage: string | null
}

export interface InitializeShareGroupStateResponsePartitionDraft {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function decodeInitializeShareGroupStateResponsePartition(reader: Reader, _version: number): InitializeShareGroupStateResponsePartition {
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

function encodeInitializeShareGroupStateResponsePartition(writer: Writer, draft: InitializeShareGroupStateResponsePartitionDraft, _version: number): void {
  writer.int32(draft.partition)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.unsignedVarint(0)
}

function decodeInitializeShareGroupStateResponseResult(reader: Reader, version: number): InitializeShareGroupStateResponseResult {
  const topicId = reader.uuid()
  const partitions: InitializeShareGroupStateResponsePartition[] = []
  const partitionsCount = reader.compactCount(8)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeInitializeShareGroupStateResponsePartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeInitializeShareGroupStateResponseResult(writer: Writer, draft: InitializeShareGroupStateResponseResultDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeInitializeShareGroupStateResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeInitializeShareGroupStateResponse(reader: Reader, version: number): InitializeShareGroupStateResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('InitializeShareGroupStateResponse', version)
  const results: InitializeShareGroupStateResponseResult[] = []
  const resultsCount = reader.compactCount(18)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeInitializeShareGroupStateResponseResult(reader, version))
  reader.skipTags()
  return {
    results,
  }
}

function encodeInitializeShareGroupStateResponse(writer: Writer, draft: InitializeShareGroupStateResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('InitializeShareGroupStateResponse', version)
  const results = draft.results
  writer.compactCount(results.length)
  for (const element of results) encodeInitializeShareGroupStateResponseResult(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<83, InitializeShareGroupStateRequest, InitializeShareGroupStateRequestDraft, InitializeShareGroupStateResponse, InitializeShareGroupStateResponseDraft> = {
  key: 83,
  name: 'InitializeShareGroupState',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeInitializeShareGroupStateRequest, encode: encodeInitializeShareGroupStateRequest },
  response: { decode: decodeInitializeShareGroupStateResponse, encode: encodeInitializeShareGroupStateResponse },
}
