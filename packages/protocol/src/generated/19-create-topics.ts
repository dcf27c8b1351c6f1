// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { type Uuid, zeroUuid } from '../uuid.ts'
import { Writer } from '../writer.ts'

export interface CreateTopicsRequest {
  readonly topics: readonly CreateTopicsRequestTopic[]
  readonly timeoutMs: number
  readonly validateOnly: boolean
}

export interface CreateTopicsRequestDraft {
  readonly topics: readonly CreateTopicsRequestTopicDraft[]
  readonly timeoutMs?: number | undefined
  readonly validateOnly?: boolean | undefined
}

export interface CreateTopicsRequestTopic {
  readonly name: string
  readonly numPartitions: number
  readonly replicationFactor: number
  readonly assignments: readonly CreateTopicsRequestAssignment[]
  readonly configs: readonly CreateTopicsRequestConfig[]
}

export type CreateTopicsRequestTopicDraft = CreateTopicsRequestTopic

export interface CreateTopicsRequestConfig {
  readonly name: string
  readonly value: string | null
}

export type CreateTopicsRequestConfigDraft = CreateTopicsRequestConfig

export interface CreateTopicsRequestAssignment {
  readonly partitionIndex: number
  readonly brokerIds: readonly number[]
}

export type CreateTopicsRequestAssignmentDraft = CreateTopicsRequestAssignment

function decodeCreateTopicsRequestAssignment(reader: Reader, version: number): CreateTopicsRequestAssignment {
  const partitionIndex = reader.int32()
  const brokerIds: number[] = []
  const brokerIdsCount = version >= 5 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < brokerIdsCount; i += 1) brokerIds.push(reader.int32())
  if (version >= 5) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    brokerIds,
  }
}

function encodeCreateTopicsRequestAssignment(writer: Writer, draft: CreateTopicsRequestAssignmentDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  const brokerIds = draft.brokerIds
  if (version >= 5) {
    writer.compactCount(brokerIds.length)
  } else {
    writer.count(brokerIds.length)
  }
  for (const element of brokerIds) writer.int32(element)
  if (version >= 5) {
    writer.unsignedVarint(0)
  }
}

function decodeCreateTopicsRequestConfig(reader: Reader, version: number): CreateTopicsRequestConfig {
  const name = version >= 5 ? reader.compactString() : reader.string()
  const value = version >= 5 ? reader.compactNullableString() : reader.nullableString()
  if (version >= 5) {
    reader.skipTags()
  }
  return {
    name,
    value,
  }
}

function encodeCreateTopicsRequestConfig(writer: Writer, draft: CreateTopicsRequestConfigDraft, version: number): void {
  const name = draft.name
  if (version >= 5) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const value = draft.value
  if (version >= 5) {
    writer.compactNullableString(value)
  } else {
    writer.nullableString(value)
  }
  if (version >= 5) {
    writer.unsignedVarint(0)
  }
}

function decodeCreateTopicsRequestTopic(reader: Reader, version: number): CreateTopicsRequestTopic {
  const name = version >= 5 ? reader.compactString() : reader.string()
  const numPartitions = reader.int32()
  const replicationFactor = reader.int16()
  const assignments: CreateTopicsRequestAssignment[] = []
  const assignmentsCount = version >= 5 ? reader.compactCount(6) : reader.count(8)
  for (let i = 0; i < assignmentsCount; i += 1) assignments.push(decodeCreateTopicsRequestAssignment(reader, version))
  const configs: CreateTopicsRequestConfig[] = []
  const configsCount = version >= 5 ? reader.compactCount(3) : reader.count(4)
  for (let i = 0; i < configsCount; i += 1) configs.push(decodeCreateTopicsRequestConfig(reader, version))
  if (version >= 5) {
    reader.skipTags()
  }
  return {
    name,
    numPartitions,
    replicationFactor,
    assignments,
    configs,
  }
}

function encodeCreateTopicsRequestTopic(writer: Writer, draft: CreateTopicsRequestTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 5) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  writer.int32(draft.numPartitions)
  writer.int16(draft.replicationFactor)
  const assignments = draft.assignments
  if (version >= 5) {
    writer.compactCount(assignments.length)
  } else {
    writer.count(assignments.length)
  }
  for (const element of assignments) encodeCreateTopicsRequestAssignment(writer, element, version)
  const configs = draft.configs
  if (version >= 5) {
    writer.compactCount(configs.length)
  } else {
    writer.count(configs.length)
  }
  for (const element of configs) encodeCreateTopicsRequestConfig(writer, element, version)
  if (version >= 5) {
    writer.unsignedVarint(0)
  }
}

function decodeCreateTopicsRequest(reader: Reader, version: number): CreateTopicsRequest {
  if (version < 2 || version > 7) throw protocolErrors.UNSUPPORTED_VERSION('CreateTopicsRequest', version)
  const topics: CreateTopicsRequestTopic[] = []
  const topicsCount = version >= 5 ? reader.compactCount(10) : reader.count(16)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeCreateTopicsRequestTopic(reader, version))
  const timeoutMs = reader.int32()
  const validateOnly = reader.bool()
  if (version >= 5) {
    reader.skipTags()
  }
  return {
    topics,
    timeoutMs,
    validateOnly,
  }
}

function encodeCreateTopicsRequest(writer: Writer, draft: CreateTopicsRequestDraft, version: number): void {
  if (version < 2 || version > 7) throw protocolErrors.UNSUPPORTED_VERSION('CreateTopicsRequest', version)
  const topics = draft.topics
  if (version >= 5) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeCreateTopicsRequestTopic(writer, element, version)
  writer.int32(draft.timeoutMs ?? 60000)
  writer.bool(draft.validateOnly ?? false)
  if (version >= 5) {
    writer.unsignedVarint(0)
  }
}

export interface CreateTopicsResponse {
  readonly throttleTimeMs: number
  readonly topics: readonly CreateTopicsResponseTopic[]
}

export interface CreateTopicsResponseDraft {
  readonly throttleTimeMs: number
  readonly topics: readonly CreateTopicsResponseTopicDraft[]
}

export interface CreateTopicsResponseTopic {
  readonly name: string
  /** v7+ */
  readonly topicId: Uuid
  readonly errorCode: number
  readonly errorMessage: string | null
  /** v5+ */
  readonly topicConfigErrorCode: number
  /** v5+ */
  readonly numPartitions: number
  /** v5+ */
  readonly replicationFactor: number
  /** v5+ */
  readonly configs: readonly CreateTopicsResponseConfig[] | null
}

export interface CreateTopicsResponseTopicDraft {
  readonly name: string
  readonly topicId?: Uuid | undefined
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly topicConfigErrorCode?: number | undefined
  readonly numPartitions?: number | undefined
  readonly replicationFactor?: number | undefined
  readonly configs?: readonly CreateTopicsResponseConfigDraft[] | null | undefined
}

export interface CreateTopicsResponseConfig {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  readonly configSource: number
  readonly isSensitive: boolean
}

export interface CreateTopicsResponseConfigDraft {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  readonly configSource?: number | undefined
  readonly isSensitive: boolean
}

function decodeCreateTopicsResponseConfig(reader: Reader, _version: number): CreateTopicsResponseConfig {
  const name = reader.compactString()
  const value = reader.compactNullableString()
  const readOnly = reader.bool()
  const configSource = reader.int8()
  const isSensitive = reader.bool()
  reader.skipTags()
  return {
    name,
    value,
    readOnly,
    configSource,
    isSensitive,
  }
}

function encodeCreateTopicsResponseConfig(writer: Writer, draft: CreateTopicsResponseConfigDraft, _version: number): void {
  writer.compactString(draft.name)
  writer.compactNullableString(draft.value)
  writer.bool(draft.readOnly)
  writer.int8(draft.configSource ?? -1)
  writer.bool(draft.isSensitive)
  writer.unsignedVarint(0)
}

function decodeCreateTopicsResponseTopic(reader: Reader, version: number): CreateTopicsResponseTopic {
  const name = version >= 5 ? reader.compactString() : reader.string()
  const topicId = version >= 7 ? reader.uuid() : zeroUuid
  const errorCode = reader.int16()
  const errorMessage = version >= 5 ? reader.compactNullableString() : reader.nullableString()
  const numPartitions = version >= 5 ? reader.int32() : -1
  const replicationFactor = version >= 5 ? reader.int16() : -1
  let configs: CreateTopicsResponseConfig[] | null = []
  if (version >= 5) {
    const configsCount = reader.compactNullableCount(6)
    if (configsCount < 0) {
      configs = null
    } else {
      configs = []
      for (let i = 0; i < configsCount; i += 1) configs.push(decodeCreateTopicsResponseConfig(reader, version))
    }
  }
  let topicConfigErrorCode: number = 0
  if (version >= 5) {
    const tagCount = reader.tagCount()
    for (let t = 0, tag = -1; t < tagCount; t += 1) {
      tag = reader.tag(tag)
      if (tag === 0) {
        const end = reader.tagEnd()
        topicConfigErrorCode = reader.int16()
        reader.endTag(tag, end)
      } else {
        reader.skipTag()
      }
    }
  }
  return {
    name,
    topicId,
    errorCode,
    errorMessage,
    topicConfigErrorCode,
    numPartitions,
    replicationFactor,
    configs,
  }
}

function encodeCreateTopicsResponseTopic(writer: Writer, draft: CreateTopicsResponseTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 5) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  if (version >= 7) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage
  if (version >= 5) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  if (version >= 5) {
    writer.int32(draft.numPartitions ?? -1)
  }
  if (version >= 5) {
    writer.int16(draft.replicationFactor ?? -1)
  }
  const configs = draft.configs === undefined ? [] : draft.configs
  if (version >= 5) {
    writer.compactCount(configs === null ? -1 : configs.length)
  }
  if (configs !== null) {
    if (version >= 5) {
      for (const element of configs) encodeCreateTopicsResponseConfig(writer, element, version)
    }
  }
  const topicConfigErrorCode = draft.topicConfigErrorCode ?? 0
  if (version >= 5) {
    const hasTopicConfigErrorCode = topicConfigErrorCode !== 0
    writer.unsignedVarint(Number(hasTopicConfigErrorCode))
    if (hasTopicConfigErrorCode) {
      const content = new Writer()
      content.int16(topicConfigErrorCode)
      writer.tagged(0, content)
    }
  }
}

function decodeCreateTopicsResponse(reader: Reader, version: number): CreateTopicsResponse {
  if (version < 2 || version > 7) throw protocolErrors.UNSUPPORTED_VERSION('CreateTopicsResponse', version)
  const throttleTimeMs = reader.int32()
  const topics: CreateTopicsResponseTopic[] = []
  const topicsCount = version >= 7 ? reader.compactCount(28) : version >= 5 ? reader.compactCount(12) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeCreateTopicsResponseTopic(reader, version))
  if (version >= 5) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    topics,
  }
}

function encodeCreateTopicsResponse(writer: Writer, draft: CreateTopicsResponseDraft, version: number): void {
  if (version < 2 || version > 7) throw protocolErrors.UNSUPPORTED_VERSION('CreateTopicsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const topics = draft.topics
  if (version >= 5) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeCreateTopicsResponseTopic(writer, element, version)
  if (version >= 5) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<19, CreateTopicsRequest, CreateTopicsRequestDraft, CreateTopicsResponse, CreateTopicsResponseDraft> = {
  key: 19,
  name: 'CreateTopics',
  versions: { min: 2, max: 7 },
  flexibleSince: 5,
  request: { decode: decodeCreateTopicsRequest, encode: encodeCreateTopicsRequest },
  response: { decode: decodeCreateTopicsResponse, encode: encodeCreateTopicsResponse },
}
