// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface AlterPartitionReassignmentsRequest {
  readonly timeoutMs: number
  /** v1+ */
  readonly allowReplicationFactorChange: boolean
  readonly topics: readonly AlterPartitionReassignmentsRequestTopic[]
}

export interface AlterPartitionReassignmentsRequestDraft {
  readonly timeoutMs?: number | undefined
  readonly allowReplicationFactorChange?: boolean | undefined
  readonly topics: readonly AlterPartitionReassignmentsRequestTopicDraft[]
}

export interface AlterPartitionReassignmentsRequestTopic {
  readonly name: string
  readonly partitions: readonly AlterPartitionReassignmentsRequestPartition[]
}

export interface AlterPartitionReassignmentsRequestTopicDraft {
  readonly name: string
  readonly partitions: readonly AlterPartitionReassignmentsRequestPartitionDraft[]
}

export interface AlterPartitionReassignmentsRequestPartition {
  readonly partitionIndex: number
  readonly replicas: readonly number[] | null
}

export interface AlterPartitionReassignmentsRequestPartitionDraft {
  readonly partitionIndex: number
  readonly replicas?: readonly number[] | null | undefined
}

function decodeAlterPartitionReassignmentsRequestPartition(reader: Reader, _version: number): AlterPartitionReassignmentsRequestPartition {
  const partitionIndex = reader.int32()
  let replicas: number[] | null = null
  const replicasCount = reader.compactNullableCount(4)
  if (replicasCount < 0) {
    replicas = null
  } else {
    replicas = []
    for (let i = 0; i < replicasCount; i += 1) replicas.push(reader.int32())
  }
  reader.skipTags()
  return {
    partitionIndex,
    replicas,
  }
}

function encodeAlterPartitionReassignmentsRequestPartition(writer: Writer, draft: AlterPartitionReassignmentsRequestPartitionDraft, _version: number): void {
  writer.int32(draft.partitionIndex)
  const replicas = draft.replicas ?? null
  writer.compactCount(replicas === null ? -1 : replicas.length)
  if (replicas !== null) {
    for (const element of replicas) writer.int32(element)
  }
  writer.unsignedVarint(0)
}

function decodeAlterPartitionReassignmentsRequestTopic(reader: Reader, version: number): AlterPartitionReassignmentsRequestTopic {
  const name = reader.compactString()
  const partitions: AlterPartitionReassignmentsRequestPartition[] = []
  const partitionsCount = reader.compactCount(6)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeAlterPartitionReassignmentsRequestPartition(reader, version))
  reader.skipTags()
  return {
    name,
    partitions,
  }
}

function encodeAlterPartitionReassignmentsRequestTopic(writer: Writer, draft: AlterPartitionReassignmentsRequestTopicDraft, version: number): void {
  writer.compactString(draft.name)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeAlterPartitionReassignmentsRequestPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionReassignmentsRequest(reader: Reader, version: number): AlterPartitionReassignmentsRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AlterPartitionReassignmentsRequest', version)
  const timeoutMs = reader.int32()
  const allowReplicationFactorChange = version >= 1 ? reader.bool() : true
  const topics: AlterPartitionReassignmentsRequestTopic[] = []
  const topicsCount = reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeAlterPartitionReassignmentsRequestTopic(reader, version))
  reader.skipTags()
  return {
    timeoutMs,
    allowReplicationFactorChange,
    topics,
  }
}

function encodeAlterPartitionReassignmentsRequest(writer: Writer, draft: AlterPartitionReassignmentsRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AlterPartitionReassignmentsRequest', version)
  writer.int32(draft.timeoutMs ?? 60000)
  const allowReplicationFactorChange = draft.allowReplicationFactorChange ?? true
  if (version >= 1) {
    writer.bool(allowReplicationFactorChange)
  } else {
    if (allowReplicationFactorChange !== true) throw protocolErrors.UNSUPPORTED_FIELD('AlterPartitionReassignmentsRequest.allowReplicationFactorChange', version)
  }
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeAlterPartitionReassignmentsRequestTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export interface AlterPartitionReassignmentsResponse {
  readonly throttleTimeMs: number
  /** v1+ */
  readonly allowReplicationFactorChange: boolean
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly responses: readonly AlterPartitionReassignmentsResponseResponse[]
}

export interface AlterPartitionReassignmentsResponseDraft {
  readonly throttleTimeMs: number
  readonly allowReplicationFactorChange?: boolean | undefined
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly responses: readonly AlterPartitionReassignmentsResponseResponseDraft[]
}

export interface AlterPartitionReassignmentsResponseResponse {
  readonly name: string
  readonly partitions: readonly AlterPartitionReassignmentsResponsePartition[]
}

export type AlterPartitionReassignmentsResponseResponseDraft = AlterPartitionReassignmentsResponseResponse

export interface AlterPartitionReassignmentsResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage: string | null
}

export type AlterPartitionReassignmentsResponsePartitionDraft = AlterPartitionReassignmentsResponsePartition

function decodeAlterPartitionReassignmentsResponsePartition(reader: Reader, _version: number): AlterPartitionReassignmentsResponsePartition {
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

function encodeAlterPartitionReassignmentsResponsePartition(writer: Writer, draft: AlterPartitionReassignmentsResponsePartitionDraft, _version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionReassignmentsResponseResponse(reader: Reader, version: number): AlterPartitionReassignmentsResponseResponse {
  const name = reader.compactString()
  const partitions: AlterPartitionReassignmentsResponsePartition[] = []
  const partitionsCount = reader.compactCount(8)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeAlterPartitionReassignmentsResponsePartition(reader, version))
  reader.skipTags()
  return {
    name,
    partitions,
  }
}

function encodeAlterPartitionReassignmentsResponseResponse(writer: Writer, draft: AlterPartitionReassignmentsResponseResponseDraft, version: number): void {
  writer.compactString(draft.name)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeAlterPartitionReassignmentsResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionReassignmentsResponse(reader: Reader, version: number): AlterPartitionReassignmentsResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AlterPartitionReassignmentsResponse', version)
  const throttleTimeMs = reader.int32()
  const allowReplicationFactorChange = version >= 1 ? reader.bool() : true
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const responses: AlterPartitionReassignmentsResponseResponse[] = []
  const responsesCount = reader.compactCount(3)
  for (let i = 0; i < responsesCount; i += 1) responses.push(decodeAlterPartitionReassignmentsResponseResponse(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    allowReplicationFactorChange,
    errorCode,
    errorMessage,
    responses,
  }
}

function encodeAlterPartitionReassignmentsResponse(writer: Writer, draft: AlterPartitionReassignmentsResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AlterPartitionReassignmentsResponse', version)
  writer.int32(draft.throttleTimeMs)
  if (version >= 1) {
    writer.bool(draft.allowReplicationFactorChange ?? true)
  }
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  const responses = draft.responses
  writer.compactCount(responses.length)
  for (const element of responses) encodeAlterPartitionReassignmentsResponseResponse(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<45, AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsRequestDraft, AlterPartitionReassignmentsResponse, AlterPartitionReassignmentsResponseDraft> = {
  key: 45,
  name: 'AlterPartitionReassignments',
  versions: { min: 0, max: 1 },
  flexibleSince: 0,
  request: { decode: decodeAlterPartitionReassignmentsRequest, encode: encodeAlterPartitionReassignmentsRequest },
  response: { decode: decodeAlterPartitionReassignmentsResponse, encode: encodeAlterPartitionReassignmentsResponse },
}
