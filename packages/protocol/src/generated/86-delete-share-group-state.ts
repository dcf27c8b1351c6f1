// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface DeleteShareGroupStateRequest {
  readonly groupId: string
  readonly topics: readonly DeleteShareGroupStateRequestTopic[]
}

export type DeleteShareGroupStateRequestDraft = DeleteShareGroupStateRequest

export interface DeleteShareGroupStateRequestTopic {
  readonly topicId: Uuid
  readonly partitions: readonly DeleteShareGroupStateRequestPartition[]
}

export type DeleteShareGroupStateRequestTopicDraft = DeleteShareGroupStateRequestTopic

export interface DeleteShareGroupStateRequestPartition {
  readonly partition: number
}

export type DeleteShareGroupStateRequestPartitionDraft = DeleteShareGroupStateRequestPartition

function decodeDeleteShareGroupStateRequestPartition(reader: Reader, _version: number): DeleteShareGroupStateRequestPartition {
  const partition = reader.int32()
  reader.skipTags()
  return {
    partition,
  }
}

function encodeDeleteShareGroupStateRequestPartition(writer: Writer, draft: DeleteShareGroupStateRequestPartitionDraft, _version: number): void {
  writer.int32(draft.partition)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupStateRequestTopic(reader: Reader, version: number): DeleteShareGroupStateRequestTopic {
  const topicId = reader.uuid()
  const partitions: DeleteShareGroupStateRequestPartition[] = []
  const partitionsCount = reader.compactCount(5)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeDeleteShareGroupStateRequestPartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeDeleteShareGroupStateRequestTopic(writer: Writer, draft: DeleteShareGroupStateRequestTopicDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeDeleteShareGroupStateRequestPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupStateRequest(reader: Reader, version: number): DeleteShareGroupStateRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DeleteShareGroupStateRequest', version)
  const groupId = reader.compactString()
  const topics: DeleteShareGroupStateRequestTopic[] = []
  const topicsCount = reader.compactCount(18)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDeleteShareGroupStateRequestTopic(reader, version))
  reader.skipTags()
  return {
    groupId,
    topics,
  }
}

function encodeDeleteShareGroupStateRequest(writer: Writer, draft: DeleteShareGroupStateRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DeleteShareGroupStateRequest', version)
  writer.compactString(draft.groupId)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeDeleteShareGroupStateRequestTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export interface DeleteShareGroupStateResponse {
  readonly results: readonly DeleteShareGroupStateResponseResult[]
}

export interface DeleteShareGroupStateResponseDraft {
  readonly results: readonly DeleteShareGroupStateResponseResultDraft[]
}

export interface DeleteShareGroupStateResponseResult {
  readonly topicId: Uuid
  readonly partitions: readonly DeleteShareGroupStateResponsePartition[]
}

export interface DeleteShareGroupStateResponseResultDraft {
  readonly topicId: Uuid
  readonly partitions: readonly DeleteShareGroupStateResponsePartitionDraft[]
}

export interface DeleteShareGroupStateResponsePartition {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage: string | null
}

export interface DeleteShareGroupStateResponsePartitionDraft {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function decodeDeleteShareGroupStateResponsePartition(reader: Reader, _version: number): DeleteShareGroupStateResponsePartition {
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

function encodeDeleteShareGroupStateResponsePartition(writer: Writer, draft: DeleteShareGroupStateResponsePartitionDraft, _version: number): void {
  writer.int32(draft.partition)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupStateResponseResult(reader: Reader, version: number): DeleteShareGroupStateResponseResult {
  const topicId = reader.uuid()
  const partitions: DeleteShareGroupStateResponsePartition[] = []
  const partitionsCount = reader.compactCount(8)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeDeleteShareGroupStateResponsePartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeDeleteShareGroupStateResponseResult(writer: Writer, draft: DeleteShareGroupStateResponseResultDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeDeleteShareGroupStateResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupStateResponse(reader: Reader, version: number): DeleteShareGroupStateResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DeleteShareGroupStateResponse', version)
  const results: DeleteShareGroupStateResponseResult[] = []
  const resultsCount = reader.compactCount(18)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeDeleteShareGroupStateResponseResult(reader, version))
  reader.skipTags()
  return {
    results,
  }
}

function encodeDeleteShareGroupStateResponse(writer: Writer, draft: DeleteShareGroupStateResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DeleteShareGroupStateResponse', version)
  const results = draft.results
  writer.compactCount(results.length)
  for (const element of results) encodeDeleteShareGroupStateResponseResult(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<86, DeleteShareGroupStateRequest, DeleteShareGroupStateRequestDraft, DeleteShareGroupStateResponse, DeleteShareGroupStateResponseDraft> = {
  key: 86,
  name: 'DeleteShareGroupState',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeDeleteShareGroupStateRequest, encode: encodeDeleteShareGroupStateRequest },
  response: { decode: decodeDeleteShareGroupStateResponse, encode: encodeDeleteShareGroupStateResponse },
}
