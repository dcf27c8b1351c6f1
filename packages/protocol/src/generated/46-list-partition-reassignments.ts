// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface ListPartitionReassignmentsRequest {
  readonly timeoutMs: number
  readonly topics: readonly ListPartitionReassignmentsRequestTopic[] | null
}

export interface ListPartitionReassignmentsRequestDraft {
  readonly timeoutMs?: number | undefined
  readonly topics?: readonly ListPartitionReassignmentsRequestTopicDraft[] | null | undefined
}

export interface ListPartitionReassignmentsRequestTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

export type ListPartitionReassignmentsRequestTopicDraft = ListPartitionReassignmentsRequestTopic

function decodeListPartitionReassignmentsRequestTopic(reader: Reader, _version: number): ListPartitionReassignmentsRequestTopic {
  const name = reader.compactString()
  const partitionIndexes: number[] = []
  const partitionIndexesCount = reader.compactCount(4)
  for (let i = 0; i < partitionIndexesCount; i += 1) partitionIndexes.push(reader.int32())
  reader.skipTags()
  return {
    name,
    partitionIndexes,
  }
}

function encodeListPartitionReassignmentsRequestTopic(writer: Writer, draft: ListPartitionReassignmentsRequestTopicDraft, _version: number): void {
  writer.compactString(draft.name)
  const partitionIndexes = draft.partitionIndexes
  writer.compactCount(partitionIndexes.length)
  for (const element of partitionIndexes) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeListPartitionReassignmentsRequest(reader: Reader, version: number): ListPartitionReassignmentsRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ListPartitionReassignmentsRequest', version)
  const timeoutMs = reader.int32()
  let topics: ListPartitionReassignmentsRequestTopic[] | null = null
  const topicsCount = reader.compactNullableCount(3)
  if (topicsCount < 0) {
    topics = null
  } else {
    topics = []
    for (let i = 0; i < topicsCount; i += 1) topics.push(decodeListPartitionReassignmentsRequestTopic(reader, version))
  }
  reader.skipTags()
  return {
    timeoutMs,
    topics,
  }
}

function encodeListPartitionReassignmentsRequest(writer: Writer, draft: ListPartitionReassignmentsRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ListPartitionReassignmentsRequest', version)
  writer.int32(draft.timeoutMs ?? 60000)
  const topics = draft.topics ?? null
  writer.compactCount(topics === null ? -1 : topics.length)
  if (topics !== null) {
    for (const element of topics) encodeListPartitionReassignmentsRequestTopic(writer, element, version)
  }
  writer.unsignedVarint(0)
}

export interface ListPartitionReassignmentsResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly topics: readonly ListPartitionReassignmentsResponseTopic[]
}

export type ListPartitionReassignmentsResponseDraft = ListPartitionReassignmentsResponse

export interface ListPartitionReassignmentsResponseTopic {
  readonly name: string
  readonly partitions: readonly ListPartitionReassignmentsResponsePartition[]
}

export type ListPartitionReassignmentsResponseTopicDraft = ListPartitionReassignmentsResponseTopic

export interface ListPartitionReassignmentsResponsePartition {
  readonly partitionIndex: number
  readonly replicas: readonly number[]
  readonly addingReplicas: readonly number[]
  readonly removingReplicas: readonly number[]
}

export type ListPartitionReassignmentsResponsePartitionDraft = ListPartitionReassignmentsResponsePartition

function decodeListPartitionReassignmentsResponsePartition(reader: Reader, _version: number): ListPartitionReassignmentsResponsePartition {
  const partitionIndex = reader.int32()
  const replicas: number[] = []
  const replicasCount = reader.compactCount(4)
  for (let i = 0; i < replicasCount; i += 1) replicas.push(reader.int32())
  const addingReplicas: number[] = []
  const addingReplicasCount = reader.compactCount(4)
  for (let i = 0; i < addingReplicasCount; i += 1) addingReplicas.push(reader.int32())
  const removingReplicas: number[] = []
  const removingReplicasCount = reader.compactCount(4)
  for (let i = 0; i < removingReplicasCount; i += 1) removingReplicas.push(reader.int32())
  reader.skipTags()
  return {
    partitionIndex,
    replicas,
    addingReplicas,
    removingReplicas,
  }
}

function encodeListPartitionReassignmentsResponsePartition(writer: Writer, draft: ListPartitionReassignmentsResponsePartitionDraft, _version: number): void {
  writer.int32(draft.partitionIndex)
  const replicas = draft.replicas
  writer.compactCount(replicas.length)
  for (const element of replicas) writer.int32(element)
  const addingReplicas = draft.addingReplicas
  writer.compactCount(addingReplicas.length)
  for (const element of addingReplicas) writer.int32(element)
  const removingReplicas = draft.removingReplicas
  writer.compactCount(removingReplicas.length)
  for (const element of removingReplicas) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeListPartitionReassignmentsResponseTopic(reader: Reader, version: number): ListPartitionReassignmentsResponseTopic {
  const name = reader.compactString()
  const partitions: ListPartitionReassignmentsResponsePartition[] = []
  const partitionsCount = reader.compactCount(8)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeListPartitionReassignmentsResponsePartition(reader, version))
  reader.skipTags()
  return {
    name,
    partitions,
  }
}

function encodeListPartitionReassignmentsResponseTopic(writer: Writer, draft: ListPartitionReassignmentsResponseTopicDraft, version: number): void {
  writer.compactString(draft.name)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeListPartitionReassignmentsResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeListPartitionReassignmentsResponse(reader: Reader, version: number): ListPartitionReassignmentsResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ListPartitionReassignmentsResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const topics: ListPartitionReassignmentsResponseTopic[] = []
  const topicsCount = reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeListPartitionReassignmentsResponseTopic(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    topics,
  }
}

function encodeListPartitionReassignmentsResponse(writer: Writer, draft: ListPartitionReassignmentsResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ListPartitionReassignmentsResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeListPartitionReassignmentsResponseTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<46, ListPartitionReassignmentsRequest, ListPartitionReassignmentsRequestDraft, ListPartitionReassignmentsResponse, ListPartitionReassignmentsResponseDraft> = {
  key: 46,
  name: 'ListPartitionReassignments',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeListPartitionReassignmentsRequest, encode: encodeListPartitionReassignmentsRequest },
  response: { decode: decodeListPartitionReassignmentsResponse, encode: encodeListPartitionReassignmentsResponse },
}
