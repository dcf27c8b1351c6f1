// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface CreatePartitionsRequest {
  readonly topics: readonly CreatePartitionsRequestTopic[]
  readonly timeoutMs: number
  readonly validateOnly: boolean
}

export type CreatePartitionsRequestDraft = CreatePartitionsRequest

export interface CreatePartitionsRequestTopic {
  readonly name: string
  readonly count: number
  readonly assignments: readonly CreatePartitionsRequestAssignment[] | null
}

export type CreatePartitionsRequestTopicDraft = CreatePartitionsRequestTopic

export interface CreatePartitionsRequestAssignment {
  readonly brokerIds: readonly number[]
}

export type CreatePartitionsRequestAssignmentDraft = CreatePartitionsRequestAssignment

function decodeCreatePartitionsRequestAssignment(reader: Reader, version: number): CreatePartitionsRequestAssignment {
  const brokerIds: number[] = []
  const brokerIdsCount = version >= 2 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < brokerIdsCount; i += 1) brokerIds.push(reader.int32())
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    brokerIds,
  }
}

function encodeCreatePartitionsRequestAssignment(writer: Writer, draft: CreatePartitionsRequestAssignmentDraft, version: number): void {
  const brokerIds = draft.brokerIds
  if (version >= 2) {
    writer.compactCount(brokerIds.length)
  } else {
    writer.count(brokerIds.length)
  }
  for (const element of brokerIds) writer.int32(element)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeCreatePartitionsRequestTopic(reader: Reader, version: number): CreatePartitionsRequestTopic {
  const name = version >= 2 ? reader.compactString() : reader.string()
  const count = reader.int32()
  let assignments: CreatePartitionsRequestAssignment[] | null = []
  const assignmentsCount = version >= 2 ? reader.compactNullableCount(2) : reader.nullableCount(4)
  if (assignmentsCount < 0) {
    assignments = null
  } else {
    assignments = []
    for (let i = 0; i < assignmentsCount; i += 1) assignments.push(decodeCreatePartitionsRequestAssignment(reader, version))
  }
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    name,
    count,
    assignments,
  }
}

function encodeCreatePartitionsRequestTopic(writer: Writer, draft: CreatePartitionsRequestTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 2) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  writer.int32(draft.count)
  const assignments = draft.assignments
  if (version >= 2) {
    writer.compactCount(assignments === null ? -1 : assignments.length)
  } else {
    writer.count(assignments === null ? -1 : assignments.length)
  }
  if (assignments !== null) {
    for (const element of assignments) encodeCreatePartitionsRequestAssignment(writer, element, version)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeCreatePartitionsRequest(reader: Reader, version: number): CreatePartitionsRequest {
  if (version < 0 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreatePartitionsRequest', version)
  const topics: CreatePartitionsRequestTopic[] = []
  const topicsCount = version >= 2 ? reader.compactCount(7) : reader.count(10)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeCreatePartitionsRequestTopic(reader, version))
  const timeoutMs = reader.int32()
  const validateOnly = reader.bool()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    topics,
    timeoutMs,
    validateOnly,
  }
}

function encodeCreatePartitionsRequest(writer: Writer, draft: CreatePartitionsRequestDraft, version: number): void {
  if (version < 0 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreatePartitionsRequest', version)
  const topics = draft.topics
  if (version >= 2) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeCreatePartitionsRequestTopic(writer, element, version)
  writer.int32(draft.timeoutMs)
  writer.bool(draft.validateOnly)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface CreatePartitionsResponse {
  readonly throttleTimeMs: number
  readonly results: readonly CreatePartitionsResponseResult[]
}

export interface CreatePartitionsResponseDraft {
  readonly throttleTimeMs: number
  readonly results: readonly CreatePartitionsResponseResultDraft[]
}

export interface CreatePartitionsResponseResult {
  readonly name: string
  readonly errorCode: number
  readonly errorMessage: string | null
}

export interface CreatePartitionsResponseResultDraft {
  readonly name: string
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function decodeCreatePartitionsResponseResult(reader: Reader, version: number): CreatePartitionsResponseResult {
  const name = version >= 2 ? reader.compactString() : reader.string()
  const errorCode = reader.int16()
  const errorMessage = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    name,
    errorCode,
    errorMessage,
  }
}

function encodeCreatePartitionsResponseResult(writer: Writer, draft: CreatePartitionsResponseResultDraft, version: number): void {
  const name = draft.name
  if (version >= 2) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage ?? null
  if (version >= 2) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeCreatePartitionsResponse(reader: Reader, version: number): CreatePartitionsResponse {
  if (version < 0 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreatePartitionsResponse', version)
  const throttleTimeMs = reader.int32()
  const results: CreatePartitionsResponseResult[] = []
  const resultsCount = version >= 2 ? reader.compactCount(5) : reader.count(6)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeCreatePartitionsResponseResult(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    results,
  }
}

function encodeCreatePartitionsResponse(writer: Writer, draft: CreatePartitionsResponseDraft, version: number): void {
  if (version < 0 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreatePartitionsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const results = draft.results
  if (version >= 2) {
    writer.compactCount(results.length)
  } else {
    writer.count(results.length)
  }
  for (const element of results) encodeCreatePartitionsResponseResult(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<37, CreatePartitionsRequest, CreatePartitionsRequestDraft, CreatePartitionsResponse, CreatePartitionsResponseDraft> = {
  key: 37,
  name: 'CreatePartitions',
  versions: { min: 0, max: 3 },
  flexibleSince: 2,
  request: { decode: decodeCreatePartitionsRequest, encode: encodeCreatePartitionsRequest },
  response: { decode: decodeCreatePartitionsResponse, encode: encodeCreatePartitionsResponse },
}
