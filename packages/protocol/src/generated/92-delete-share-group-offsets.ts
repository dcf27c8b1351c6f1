// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface DeleteShareGroupOffsetsRequest {
  readonly groupId: string
  readonly topics: readonly DeleteShareGroupOffsetsRequestTopic[]
}

export type DeleteShareGroupOffsetsRequestDraft = DeleteShareGroupOffsetsRequest

export interface DeleteShareGroupOffsetsRequestTopic {
  readonly topicName: string
}

export type DeleteShareGroupOffsetsRequestTopicDraft = DeleteShareGroupOffsetsRequestTopic

function decodeDeleteShareGroupOffsetsRequestTopic(reader: Reader, _version: number): DeleteShareGroupOffsetsRequestTopic {
  const topicName = reader.compactString()
  reader.skipTags()
  return {
    topicName,
  }
}

function encodeDeleteShareGroupOffsetsRequestTopic(writer: Writer, draft: DeleteShareGroupOffsetsRequestTopicDraft, _version: number): void {
  writer.compactString(draft.topicName)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupOffsetsRequest(reader: Reader, version: number): DeleteShareGroupOffsetsRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DeleteShareGroupOffsetsRequest', version)
  const groupId = reader.compactString()
  const topics: DeleteShareGroupOffsetsRequestTopic[] = []
  const topicsCount = reader.compactCount(2)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDeleteShareGroupOffsetsRequestTopic(reader, version))
  reader.skipTags()
  return {
    groupId,
    topics,
  }
}

function encodeDeleteShareGroupOffsetsRequest(writer: Writer, draft: DeleteShareGroupOffsetsRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DeleteShareGroupOffsetsRequest', version)
  writer.compactString(draft.groupId)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeDeleteShareGroupOffsetsRequestTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export interface DeleteShareGroupOffsetsResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly responses: readonly DeleteShareGroupOffsetsResponseResponse[]
}

export interface DeleteShareGroupOffsetsResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly responses: readonly DeleteShareGroupOffsetsResponseResponseDraft[]
}

export interface DeleteShareGroupOffsetsResponseResponse {
  readonly topicName: string
  readonly topicId: Uuid
  readonly errorCode: number
  readonly errorMessage: string | null
}

export interface DeleteShareGroupOffsetsResponseResponseDraft {
  readonly topicName: string
  readonly topicId: Uuid
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function decodeDeleteShareGroupOffsetsResponseResponse(reader: Reader, _version: number): DeleteShareGroupOffsetsResponseResponse {
  const topicName = reader.compactString()
  const topicId = reader.uuid()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTags()
  return {
    topicName,
    topicId,
    errorCode,
    errorMessage,
  }
}

function encodeDeleteShareGroupOffsetsResponseResponse(writer: Writer, draft: DeleteShareGroupOffsetsResponseResponseDraft, _version: number): void {
  writer.compactString(draft.topicName)
  writer.uuid(draft.topicId)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupOffsetsResponse(reader: Reader, version: number): DeleteShareGroupOffsetsResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DeleteShareGroupOffsetsResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const responses: DeleteShareGroupOffsetsResponseResponse[] = []
  const responsesCount = reader.compactCount(21)
  for (let i = 0; i < responsesCount; i += 1) responses.push(decodeDeleteShareGroupOffsetsResponseResponse(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    responses,
  }
}

function encodeDeleteShareGroupOffsetsResponse(writer: Writer, draft: DeleteShareGroupOffsetsResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DeleteShareGroupOffsetsResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  const responses = draft.responses
  writer.compactCount(responses.length)
  for (const element of responses) encodeDeleteShareGroupOffsetsResponseResponse(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<92, DeleteShareGroupOffsetsRequest, DeleteShareGroupOffsetsRequestDraft, DeleteShareGroupOffsetsResponse, DeleteShareGroupOffsetsResponseDraft> = {
  key: 92,
  name: 'DeleteShareGroupOffsets',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeDeleteShareGroupOffsetsRequest, encode: encodeDeleteShareGroupOffsetsRequest },
  response: { decode: decodeDeleteShareGroupOffsetsResponse, encode: encodeDeleteShareGroupOffsetsResponse },
}
