// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface AlterShareGroupOffsetsRequest {
  readonly groupId: string
  readonly topics: readonly AlterShareGroupOffsetsRequestTopic[]
}

export type AlterShareGroupOffsetsRequestDraft = AlterShareGroupOffsetsRequest

export interface AlterShareGroupOffsetsRequestTopic {
  readonly topicName: string
  readonly partitions: readonly AlterShareGroupOffsetsRequestPartition[]
}

export type AlterShareGroupOffsetsRequestTopicDraft = AlterShareGroupOffsetsRequestTopic

export interface AlterShareGroupOffsetsRequestPartition {
  readonly partitionIndex: number
  readonly startOffset: bigint
}

export type AlterShareGroupOffsetsRequestPartitionDraft = AlterShareGroupOffsetsRequestPartition

function decodeAlterShareGroupOffsetsRequestPartition(reader: Reader, _version: number): AlterShareGroupOffsetsRequestPartition {
  const partitionIndex = reader.int32()
  const startOffset = reader.int64()
  reader.skipTags()
  return {
    partitionIndex,
    startOffset,
  }
}

function encodeAlterShareGroupOffsetsRequestPartition(writer: Writer, draft: AlterShareGroupOffsetsRequestPartitionDraft, _version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int64(draft.startOffset)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsRequestTopic(reader: Reader, version: number): AlterShareGroupOffsetsRequestTopic {
  const topicName = reader.compactString()
  const partitions: AlterShareGroupOffsetsRequestPartition[] = []
  const partitionsCount = reader.compactCount(13)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeAlterShareGroupOffsetsRequestPartition(reader, version))
  reader.skipTags()
  return {
    topicName,
    partitions,
  }
}

function encodeAlterShareGroupOffsetsRequestTopic(writer: Writer, draft: AlterShareGroupOffsetsRequestTopicDraft, version: number): void {
  writer.compactString(draft.topicName)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeAlterShareGroupOffsetsRequestPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsRequest(reader: Reader, version: number): AlterShareGroupOffsetsRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('AlterShareGroupOffsetsRequest', version)
  const groupId = reader.compactString()
  const topics: AlterShareGroupOffsetsRequestTopic[] = []
  const topicsCount = reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeAlterShareGroupOffsetsRequestTopic(reader, version))
  reader.skipTags()
  return {
    groupId,
    topics,
  }
}

function encodeAlterShareGroupOffsetsRequest(writer: Writer, draft: AlterShareGroupOffsetsRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('AlterShareGroupOffsetsRequest', version)
  writer.compactString(draft.groupId)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeAlterShareGroupOffsetsRequestTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export interface AlterShareGroupOffsetsResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly responses: readonly AlterShareGroupOffsetsResponseResponse[]
}

export interface AlterShareGroupOffsetsResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly responses: readonly AlterShareGroupOffsetsResponseResponseDraft[]
}

export interface AlterShareGroupOffsetsResponseResponse {
  readonly topicName: string
  readonly topicId: Uuid
  readonly partitions: readonly AlterShareGroupOffsetsResponsePartition[]
}

export interface AlterShareGroupOffsetsResponseResponseDraft {
  readonly topicName: string
  readonly topicId: Uuid
  readonly partitions: readonly AlterShareGroupOffsetsResponsePartitionDraft[]
}

export interface AlterShareGroupOffsetsResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage: string | null
}

export interface AlterShareGroupOffsetsResponsePartitionDraft {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function decodeAlterShareGroupOffsetsResponsePartition(reader: Reader, _version: number): AlterShareGroupOffsetsResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTags()
  return {
    partitionIndex,
    errorCode,
    errorMessage,
  }
}

function encodeAlterShareGroupOffsetsResponsePartition(writer: Writer, draft: AlterShareGroupOffsetsResponsePartitionDraft, _version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsResponseResponse(reader: Reader, version: number): AlterShareGroupOffsetsResponseResponse {
  const topicName = reader.compactString()
  const topicId = reader.uuid()
  const partitions: AlterShareGroupOffsetsResponsePartition[] = []
  const partitionsCount = reader.compactCount(8)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeAlterShareGroupOffsetsResponsePartition(reader, version))
  reader.skipTags()
  return {
    topicName,
    topicId,
    partitions,
  }
}

function encodeAlterShareGroupOffsetsResponseResponse(writer: Writer, draft: AlterShareGroupOffsetsResponseResponseDraft, version: number): void {
  writer.compactString(draft.topicName)
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeAlterShareGroupOffsetsResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsResponse(reader: Reader, version: number): AlterShareGroupOffsetsResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('AlterShareGroupOffsetsResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const responses: AlterShareGroupOffsetsResponseResponse[] = []
  const responsesCount = reader.compactCount(19)
  for (let i = 0; i < responsesCount; i += 1) responses.push(decodeAlterShareGroupOffsetsResponseResponse(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    responses,
  }
}

function encodeAlterShareGroupOffsetsResponse(writer: Writer, draft: AlterShareGroupOffsetsResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('AlterShareGroupOffsetsResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  const responses = draft.responses
  writer.compactCount(responses.length)
  for (const element of responses) encodeAlterShareGroupOffsetsResponseResponse(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<91, AlterShareGroupOffsetsRequest, AlterShareGroupOffsetsRequestDraft, AlterShareGroupOffsetsResponse, AlterShareGroupOffsetsResponseDraft> = {
  key: 91,
  name: 'AlterShareGroupOffsets',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeAlterShareGroupOffsetsRequest, encode: encodeAlterShareGroupOffsetsRequest },
  response: { decode: decodeAlterShareGroupOffsetsResponse, encode: encodeAlterShareGroupOffsetsResponse },
}
