// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DeleteRecordsRequest {
  readonly topics: readonly DeleteRecordsRequestTopic[]
  readonly timeoutMs: number
}

export type DeleteRecordsRequestDraft = DeleteRecordsRequest

export interface DeleteRecordsRequestTopic {
  readonly name: string
  readonly partitions: readonly DeleteRecordsRequestPartition[]
}

export type DeleteRecordsRequestTopicDraft = DeleteRecordsRequestTopic

export interface DeleteRecordsRequestPartition {
  readonly partitionIndex: number
  readonly offset: bigint
}

export type DeleteRecordsRequestPartitionDraft = DeleteRecordsRequestPartition

function decodeDeleteRecordsRequestPartition(reader: Reader, version: number): DeleteRecordsRequestPartition {
  const partitionIndex = reader.int32()
  const offset = reader.int64()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    offset,
  }
}

function encodeDeleteRecordsRequestPartition(writer: Writer, draft: DeleteRecordsRequestPartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int64(draft.offset)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDeleteRecordsRequestTopic(reader: Reader, version: number): DeleteRecordsRequestTopic {
  const name = version >= 2 ? reader.compactString() : reader.string()
  const partitions: DeleteRecordsRequestPartition[] = []
  const partitionsCount = version >= 2 ? reader.compactCount(13) : reader.count(12)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeDeleteRecordsRequestPartition(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    name,
    partitions,
  }
}

function encodeDeleteRecordsRequestTopic(writer: Writer, draft: DeleteRecordsRequestTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 2) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const partitions = draft.partitions
  if (version >= 2) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeDeleteRecordsRequestPartition(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDeleteRecordsRequest(reader: Reader, version: number): DeleteRecordsRequest {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DeleteRecordsRequest', version)
  const topics: DeleteRecordsRequestTopic[] = []
  const topicsCount = version >= 2 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDeleteRecordsRequestTopic(reader, version))
  const timeoutMs = reader.int32()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    topics,
    timeoutMs,
  }
}

function encodeDeleteRecordsRequest(writer: Writer, draft: DeleteRecordsRequestDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DeleteRecordsRequest', version)
  const topics = draft.topics
  if (version >= 2) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeDeleteRecordsRequestTopic(writer, element, version)
  writer.int32(draft.timeoutMs)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface DeleteRecordsResponse {
  readonly throttleTimeMs: number
  readonly topics: readonly DeleteRecordsResponseTopic[]
}

export type DeleteRecordsResponseDraft = DeleteRecordsResponse

export interface DeleteRecordsResponseTopic {
  readonly name: string
  readonly partitions: readonly DeleteRecordsResponsePartition[]
}

export type DeleteRecordsResponseTopicDraft = DeleteRecordsResponseTopic

export interface DeleteRecordsResponsePartition {
  readonly partitionIndex: number
  readonly lowWatermark: bigint
  readonly errorCode: number
}

export type DeleteRecordsResponsePartitionDraft = DeleteRecordsResponsePartition

function decodeDeleteRecordsResponsePartition(reader: Reader, version: number): DeleteRecordsResponsePartition {
  const partitionIndex = reader.int32()
  const lowWatermark = reader.int64()
  const errorCode = reader.int16()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    lowWatermark,
    errorCode,
  }
}

function encodeDeleteRecordsResponsePartition(writer: Writer, draft: DeleteRecordsResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int64(draft.lowWatermark)
  writer.int16(draft.errorCode)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDeleteRecordsResponseTopic(reader: Reader, version: number): DeleteRecordsResponseTopic {
  const name = version >= 2 ? reader.compactString() : reader.string()
  const partitions: DeleteRecordsResponsePartition[] = []
  const partitionsCount = version >= 2 ? reader.compactCount(15) : reader.count(14)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeDeleteRecordsResponsePartition(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    name,
    partitions,
  }
}

function encodeDeleteRecordsResponseTopic(writer: Writer, draft: DeleteRecordsResponseTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 2) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const partitions = draft.partitions
  if (version >= 2) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeDeleteRecordsResponsePartition(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDeleteRecordsResponse(reader: Reader, version: number): DeleteRecordsResponse {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DeleteRecordsResponse', version)
  const throttleTimeMs = reader.int32()
  const topics: DeleteRecordsResponseTopic[] = []
  const topicsCount = version >= 2 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDeleteRecordsResponseTopic(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    topics,
  }
}

function encodeDeleteRecordsResponse(writer: Writer, draft: DeleteRecordsResponseDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DeleteRecordsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const topics = draft.topics
  if (version >= 2) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeDeleteRecordsResponseTopic(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<21, DeleteRecordsRequest, DeleteRecordsRequestDraft, DeleteRecordsResponse, DeleteRecordsResponseDraft> = {
  key: 21,
  name: 'DeleteRecords',
  versions: { min: 0, max: 2 },
  flexibleSince: 2,
  request: { decode: decodeDeleteRecordsRequest, encode: encodeDeleteRecordsRequest },
  response: { decode: decodeDeleteRecordsResponse, encode: encodeDeleteRecordsResponse },
}
