// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { type Uuid, zeroUuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface DeleteTopicsRequest {
  /** v6+ */
  readonly topics: readonly DeleteTopicsRequestTopic[]
  /** up to v5 */
  readonly topicNames: readonly string[]
  readonly timeoutMs: number
}

export interface DeleteTopicsRequestDraft {
  readonly topics?: readonly DeleteTopicsRequestTopicDraft[] | undefined
  readonly topicNames?: readonly string[] | undefined
  readonly timeoutMs: number
}

export interface DeleteTopicsRequestTopic {
  readonly name: string | null
  readonly topicId: Uuid
}

export interface DeleteTopicsRequestTopicDraft {
  readonly name?: string | null | undefined
  readonly topicId: Uuid
}

function decodeDeleteTopicsRequestTopic(reader: Reader, _version: number): DeleteTopicsRequestTopic {
  const name = reader.compactNullableString()
  const topicId = reader.uuid()
  reader.skipTags()
  return {
    name,
    topicId,
  }
}

function encodeDeleteTopicsRequestTopic(writer: Writer, draft: DeleteTopicsRequestTopicDraft, _version: number): void {
  writer.compactNullableString(draft.name ?? null)
  writer.uuid(draft.topicId)
  writer.unsignedVarint(0)
}

function decodeDeleteTopicsRequest(reader: Reader, version: number): DeleteTopicsRequest {
  if (version < 1 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('DeleteTopicsRequest', version)
  const topics: DeleteTopicsRequestTopic[] = []
  if (version >= 6) {
    const topicsCount = reader.compactCount(18)
    for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDeleteTopicsRequestTopic(reader, version))
  }
  const topicNames: string[] = []
  if (version < 6) {
    const topicNamesCount = version >= 4 ? reader.compactCount(1) : reader.count(2)
    for (let i = 0; i < topicNamesCount; i += 1) topicNames.push(version >= 4 ? reader.compactString() : reader.string())
  }
  const timeoutMs = reader.int32()
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    topics,
    topicNames,
    timeoutMs,
  }
}

function encodeDeleteTopicsRequest(writer: Writer, draft: DeleteTopicsRequestDraft, version: number): void {
  if (version < 1 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('DeleteTopicsRequest', version)
  const topics = draft.topics ?? []
  if (version >= 6) {
    writer.compactCount(topics.length)
  } else {
    if (topics.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('DeleteTopicsRequest.topics', version)
  }
  if (version >= 6) {
    for (const element of topics) encodeDeleteTopicsRequestTopic(writer, element, version)
  }
  const topicNames = draft.topicNames ?? []
  if (version < 6) {
    if (version >= 4) {
      writer.compactCount(topicNames.length)
    } else {
      writer.count(topicNames.length)
    }
  }
  if (version < 6) {
    if (version >= 4) {
      for (const element of topicNames) writer.compactString(element)
    } else {
      for (const element of topicNames) writer.string(element)
    }
  }
  writer.int32(draft.timeoutMs)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export interface DeleteTopicsResponse {
  readonly throttleTimeMs: number
  readonly responses: readonly DeleteTopicsResponseResponse[]
}

export interface DeleteTopicsResponseDraft {
  readonly throttleTimeMs: number
  readonly responses: readonly DeleteTopicsResponseResponseDraft[]
}

export interface DeleteTopicsResponseResponse {
  readonly name: string | null
  /** v6+ */
  readonly topicId: Uuid
  readonly errorCode: number
  /** v5+ */
  readonly errorMessage: string | null
}

export interface DeleteTopicsResponseResponseDraft {
  readonly name: string | null
  readonly topicId?: Uuid | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function decodeDeleteTopicsResponseResponse(reader: Reader, version: number): DeleteTopicsResponseResponse {
  const name = version >= 6 ? reader.compactNullableString() : version >= 4 ? reader.compactString() : reader.string()
  const topicId = version >= 6 ? reader.uuid() : zeroUuid
  const errorCode = reader.int16()
  const errorMessage = version >= 5 ? reader.compactNullableString() : null
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    name,
    topicId,
    errorCode,
    errorMessage,
  }
}

function encodeDeleteTopicsResponseResponse(writer: Writer, draft: DeleteTopicsResponseResponseDraft, version: number): void {
  const name = draft.name
  if (version >= 6) {
    writer.compactNullableString(name)
  } else if (version >= 4) {
    if (name === null) throw protocolErrors.NOT_NULLABLE('DeleteTopicsResponse.responses.name', version)
    writer.compactString(name)
  } else {
    if (name === null) throw protocolErrors.NOT_NULLABLE('DeleteTopicsResponse.responses.name', version)
    writer.string(name)
  }
  if (version >= 6) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  writer.int16(draft.errorCode)
  if (version >= 5) {
    writer.compactNullableString(draft.errorMessage ?? null)
  }
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeDeleteTopicsResponse(reader: Reader, version: number): DeleteTopicsResponse {
  if (version < 1 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('DeleteTopicsResponse', version)
  const throttleTimeMs = reader.int32()
  const responses: DeleteTopicsResponseResponse[] = []
  const responsesCount = version >= 6 ? reader.compactCount(21) : version >= 5 ? reader.compactCount(5) : version >= 4 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < responsesCount; i += 1) responses.push(decodeDeleteTopicsResponseResponse(reader, version))
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    responses,
  }
}

function encodeDeleteTopicsResponse(writer: Writer, draft: DeleteTopicsResponseDraft, version: number): void {
  if (version < 1 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('DeleteTopicsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const responses = draft.responses
  if (version >= 4) {
    writer.compactCount(responses.length)
  } else {
    writer.count(responses.length)
  }
  for (const element of responses) encodeDeleteTopicsResponseResponse(writer, element, version)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<20, DeleteTopicsRequest, DeleteTopicsRequestDraft, DeleteTopicsResponse, DeleteTopicsResponseDraft> = {
  key: 20,
  name: 'DeleteTopics',
  versions: { min: 1, max: 6 },
  flexibleSince: 4,
  request: { decode: decodeDeleteTopicsRequest, encode: encodeDeleteTopicsRequest },
  response: { decode: decodeDeleteTopicsResponse, encode: encodeDeleteTopicsResponse },
}
