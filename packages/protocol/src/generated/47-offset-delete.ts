// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface OffsetDeleteRequest {
  readonly groupId: string
  readonly topics: readonly OffsetDeleteRequestTopic[]
}

export type OffsetDeleteRequestDraft = OffsetDeleteRequest

export interface OffsetDeleteRequestTopic {
  readonly name: string
  readonly partitions: readonly OffsetDeleteRequestPartition[]
}

export type OffsetDeleteRequestTopicDraft = OffsetDeleteRequestTopic

export interface OffsetDeleteRequestPartition {
  readonly partitionIndex: number
}

export type OffsetDeleteRequestPartitionDraft = OffsetDeleteRequestPartition

function decodeOffsetDeleteRequestPartition(reader: Reader, _version: number): OffsetDeleteRequestPartition {
  const partitionIndex = reader.int32()
  return {
    partitionIndex,
  }
}

function encodeOffsetDeleteRequestPartition(writer: Writer, draft: OffsetDeleteRequestPartitionDraft, _version: number): void {
  writer.int32(draft.partitionIndex)
}

function decodeOffsetDeleteRequestTopic(reader: Reader, version: number): OffsetDeleteRequestTopic {
  const name = reader.string()
  const partitions: OffsetDeleteRequestPartition[] = []
  const partitionsCount = reader.count(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeOffsetDeleteRequestPartition(reader, version))
  return {
    name,
    partitions,
  }
}

function encodeOffsetDeleteRequestTopic(writer: Writer, draft: OffsetDeleteRequestTopicDraft, version: number): void {
  writer.string(draft.name)
  const partitions = draft.partitions
  writer.count(partitions.length)
  for (const element of partitions) encodeOffsetDeleteRequestPartition(writer, element, version)
}

function decodeOffsetDeleteRequest(reader: Reader, version: number): OffsetDeleteRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('OffsetDeleteRequest', version)
  const groupId = reader.string()
  const topics: OffsetDeleteRequestTopic[] = []
  const topicsCount = reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeOffsetDeleteRequestTopic(reader, version))
  return {
    groupId,
    topics,
  }
}

function encodeOffsetDeleteRequest(writer: Writer, draft: OffsetDeleteRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('OffsetDeleteRequest', version)
  writer.string(draft.groupId)
  const topics = draft.topics
  writer.count(topics.length)
  for (const element of topics) encodeOffsetDeleteRequestTopic(writer, element, version)
}

export interface OffsetDeleteResponse {
  readonly errorCode: number
  readonly throttleTimeMs: number
  readonly topics: readonly OffsetDeleteResponseTopic[]
}

export type OffsetDeleteResponseDraft = OffsetDeleteResponse

export interface OffsetDeleteResponseTopic {
  readonly name: string
  readonly partitions: readonly OffsetDeleteResponsePartition[]
}

export type OffsetDeleteResponseTopicDraft = OffsetDeleteResponseTopic

export interface OffsetDeleteResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
}

export type OffsetDeleteResponsePartitionDraft = OffsetDeleteResponsePartition

function decodeOffsetDeleteResponsePartition(reader: Reader, _version: number): OffsetDeleteResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  return {
    partitionIndex,
    errorCode,
  }
}

function encodeOffsetDeleteResponsePartition(writer: Writer, draft: OffsetDeleteResponsePartitionDraft, _version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
}

function decodeOffsetDeleteResponseTopic(reader: Reader, version: number): OffsetDeleteResponseTopic {
  const name = reader.string()
  const partitions: OffsetDeleteResponsePartition[] = []
  const partitionsCount = reader.count(6)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeOffsetDeleteResponsePartition(reader, version))
  return {
    name,
    partitions,
  }
}

function encodeOffsetDeleteResponseTopic(writer: Writer, draft: OffsetDeleteResponseTopicDraft, version: number): void {
  writer.string(draft.name)
  const partitions = draft.partitions
  writer.count(partitions.length)
  for (const element of partitions) encodeOffsetDeleteResponsePartition(writer, element, version)
}

function decodeOffsetDeleteResponse(reader: Reader, version: number): OffsetDeleteResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('OffsetDeleteResponse', version)
  const errorCode = reader.int16()
  const throttleTimeMs = reader.int32()
  const topics: OffsetDeleteResponseTopic[] = []
  const topicsCount = reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeOffsetDeleteResponseTopic(reader, version))
  return {
    errorCode,
    throttleTimeMs,
    topics,
  }
}

function encodeOffsetDeleteResponse(writer: Writer, draft: OffsetDeleteResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('OffsetDeleteResponse', version)
  writer.int16(draft.errorCode)
  writer.int32(draft.throttleTimeMs)
  const topics = draft.topics
  writer.count(topics.length)
  for (const element of topics) encodeOffsetDeleteResponseTopic(writer, element, version)
}

export const api: ApiCodec<47, OffsetDeleteRequest, OffsetDeleteRequestDraft, OffsetDeleteResponse, OffsetDeleteResponseDraft> = {
  key: 47,
  name: 'OffsetDelete',
  versions: { min: 0, max: 0 },
  flexibleSince: Infinity,
  request: { decode: decodeOffsetDeleteRequest, encode: encodeOffsetDeleteRequest },
  response: { decode: decodeOffsetDeleteResponse, encode: encodeOffsetDeleteResponse },
}
