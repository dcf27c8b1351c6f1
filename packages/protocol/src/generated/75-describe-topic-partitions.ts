// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface DescribeTopicPartitionsRequest {
  readonly topics: readonly DescribeTopicPartitionsRequestTopic[]
  readonly responsePartitionLimit: number
  readonly cursor: DescribeTopicPartitionsRequestCursor | null
}

export interface DescribeTopicPartitionsRequestDraft {
  readonly topics: readonly DescribeTopicPartitionsRequestTopicDraft[]
  readonly responsePartitionLimit?: number | undefined
  readonly cursor?: DescribeTopicPartitionsRequestCursorDraft | null | undefined
}

export interface DescribeTopicPartitionsRequestCursor {
  readonly topicName: string
  readonly partitionIndex: number
}

export type DescribeTopicPartitionsRequestCursorDraft = DescribeTopicPartitionsRequestCursor

export interface DescribeTopicPartitionsRequestTopic {
  readonly name: string
}

export type DescribeTopicPartitionsRequestTopicDraft = DescribeTopicPartitionsRequestTopic

function decodeDescribeTopicPartitionsRequestTopic(reader: Reader, _version: number): DescribeTopicPartitionsRequestTopic {
  const name = reader.compactString()
  reader.skipTags()
  return {
    name,
  }
}

function encodeDescribeTopicPartitionsRequestTopic(writer: Writer, draft: DescribeTopicPartitionsRequestTopicDraft, _version: number): void {
  writer.compactString(draft.name)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsRequestCursor(reader: Reader, _version: number): DescribeTopicPartitionsRequestCursor {
  const topicName = reader.compactString()
  const partitionIndex = reader.int32()
  reader.skipTags()
  return {
    topicName,
    partitionIndex,
  }
}

function encodeDescribeTopicPartitionsRequestCursor(writer: Writer, draft: DescribeTopicPartitionsRequestCursorDraft, _version: number): void {
  writer.compactString(draft.topicName)
  writer.int32(draft.partitionIndex)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsRequest(reader: Reader, version: number): DescribeTopicPartitionsRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeTopicPartitionsRequest', version)
  const topics: DescribeTopicPartitionsRequestTopic[] = []
  const topicsCount = reader.compactCount(2)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDescribeTopicPartitionsRequestTopic(reader, version))
  const responsePartitionLimit = reader.int32()
  const cursor = reader.present() ? decodeDescribeTopicPartitionsRequestCursor(reader, version) : null
  reader.skipTags()
  return {
    topics,
    responsePartitionLimit,
    cursor,
  }
}

function encodeDescribeTopicPartitionsRequest(writer: Writer, draft: DescribeTopicPartitionsRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeTopicPartitionsRequest', version)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeDescribeTopicPartitionsRequestTopic(writer, element, version)
  writer.int32(draft.responsePartitionLimit ?? 2000)
  const cursor = draft.cursor ?? null
  writer.present(cursor !== null)
  if (cursor !== null) encodeDescribeTopicPartitionsRequestCursor(writer, cursor, version)
  writer.unsignedVarint(0)
}

export interface DescribeTopicPartitionsResponse {
  readonly throttleTimeMs: number
  readonly topics: readonly DescribeTopicPartitionsResponseTopic[]
  readonly nextCursor: DescribeTopicPartitionsResponseNextCursor | null
}

export interface DescribeTopicPartitionsResponseDraft {
  readonly throttleTimeMs: number
  readonly topics: readonly DescribeTopicPartitionsResponseTopicDraft[]
  readonly nextCursor?: DescribeTopicPartitionsResponseNextCursorDraft | null | undefined
}

export interface DescribeTopicPartitionsResponseNextCursor {
  readonly topicName: string
  readonly partitionIndex: number
}

export type DescribeTopicPartitionsResponseNextCursorDraft = DescribeTopicPartitionsResponseNextCursor

export interface DescribeTopicPartitionsResponseTopic {
  readonly errorCode: number
  readonly name: string | null
  readonly topicId: Uuid
  readonly isInternal: boolean
  readonly partitions: readonly DescribeTopicPartitionsResponsePartition[]
  readonly topicAuthorizedOperations: number
}

export interface DescribeTopicPartitionsResponseTopicDraft {
  readonly errorCode: number
  readonly name: string | null
  readonly topicId: Uuid
  readonly isInternal?: boolean | undefined
  readonly partitions: readonly DescribeTopicPartitionsResponsePartitionDraft[]
  readonly topicAuthorizedOperations?: number | undefined
}

export interface DescribeTopicPartitionsResponsePartition {
  readonly errorCode: number
  readonly partitionIndex: number
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly replicaNodes: readonly number[]
  readonly isrNodes: readonly number[]
  readonly eligibleLeaderReplicas: readonly number[] | null
  readonly lastKnownElr: readonly number[] | null
  readonly offlineReplicas: readonly number[]
}

export interface DescribeTopicPartitionsResponsePartitionDraft {
  readonly errorCode: number
  readonly partitionIndex: number
  readonly leaderId: number
  readonly leaderEpoch?: number | undefined
  readonly replicaNodes: readonly number[]
  readonly isrNodes: readonly number[]
  readonly eligibleLeaderReplicas?: readonly number[] | null | undefined
  readonly lastKnownElr?: readonly number[] | null | undefined
  readonly offlineReplicas: readonly number[]
}

function decodeDescribeTopicPartitionsResponsePartition(reader: Reader, _version: number): DescribeTopicPartitionsResponsePartition {
  const errorCode = reader.int16()
  const partitionIndex = reader.int32()
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  const replicaNodes: number[] = []
  const replicaNodesCount = reader.compactCount(4)
  for (let i = 0; i < replicaNodesCount; i += 1) replicaNodes.push(reader.int32())
  const isrNodes: number[] = []
  const isrNodesCount = reader.compactCount(4)
  for (let i = 0; i < isrNodesCount; i += 1) isrNodes.push(reader.int32())
  let eligibleLeaderReplicas: number[] | null = null
  const eligibleLeaderReplicasCount = reader.compactNullableCount(4)
  if (eligibleLeaderReplicasCount < 0) {
    eligibleLeaderReplicas = null
  } else {
    eligibleLeaderReplicas = []
    for (let i = 0; i < eligibleLeaderReplicasCount; i += 1) eligibleLeaderReplicas.push(reader.int32())
  }
  let lastKnownElr: number[] | null = null
  const lastKnownElrCount = reader.compactNullableCount(4)
  if (lastKnownElrCount < 0) {
    lastKnownElr = null
  } else {
    lastKnownElr = []
    for (let i = 0; i < lastKnownElrCount; i += 1) lastKnownElr.push(reader.int32())
  }
  const offlineReplicas: number[] = []
  const offlineReplicasCount = reader.compactCount(4)
  for (let i = 0; i < offlineReplicasCount; i += 1) offlineReplicas.push(reader.int32())
  reader.skipTags()
  return {
    errorCode,
    partitionIndex,
    leaderId,
    leaderEpoch,
    replicaNodes,
    isrNodes,
    eligibleLeaderReplicas,
    lastKnownElr,
    offlineReplicas,
  }
}

function encodeDescribeTopicPartitionsResponsePartition(writer: Writer, draft: DescribeTopicPartitionsResponsePartitionDraft, _version: number): void {
  writer.int16(draft.errorCode)
  writer.int32(draft.partitionIndex)
  writer.int32(draft.leaderId)
  writer.int32(draft.leaderEpoch ?? -1)
  const replicaNodes = draft.replicaNodes
  writer.compactCount(replicaNodes.length)
  for (const element of replicaNodes) writer.int32(element)
  const isrNodes = draft.isrNodes
  writer.compactCount(isrNodes.length)
  for (const element of isrNodes) writer.int32(element)
  const eligibleLeaderReplicas = draft.eligibleLeaderReplicas ?? null
  writer.compactCount(eligibleLeaderReplicas === null ? -1 : eligibleLeaderReplicas.length)
  if (eligibleLeaderReplicas !== null) {
    for (const element of eligibleLeaderReplicas) writer.int32(element)
  }
  const lastKnownElr = draft.lastKnownElr ?? null
  writer.compactCount(lastKnownElr === null ? -1 : lastKnownElr.length)
  if (lastKnownElr !== null) {
    for (const element of lastKnownElr) writer.int32(element)
  }
  const offlineReplicas = draft.offlineReplicas
  writer.compactCount(offlineReplicas.length)
  for (const element of offlineReplicas) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsResponseTopic(reader: Reader, version: number): DescribeTopicPartitionsResponseTopic {
  const errorCode = reader.int16()
  const name = reader.compactNullableString()
  const topicId = reader.uuid()
  const isInternal = reader.bool()
  const partitions: DescribeTopicPartitionsResponsePartition[] = []
  const partitionsCount = reader.compactCount(20)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeDescribeTopicPartitionsResponsePartition(reader, version))
  const topicAuthorizedOperations = reader.int32()
  reader.skipTags()
  return {
    errorCode,
    name,
    topicId,
    isInternal,
    partitions,
    topicAuthorizedOperations,
  }
}

function encodeDescribeTopicPartitionsResponseTopic(writer: Writer, draft: DescribeTopicPartitionsResponseTopicDraft, version: number): void {
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.name)
  writer.uuid(draft.topicId)
  writer.bool(draft.isInternal ?? false)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeDescribeTopicPartitionsResponsePartition(writer, element, version)
  writer.int32(draft.topicAuthorizedOperations ?? -2147483648)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsResponseNextCursor(reader: Reader, _version: number): DescribeTopicPartitionsResponseNextCursor {
  const topicName = reader.compactString()
  const partitionIndex = reader.int32()
  reader.skipTags()
  return {
    topicName,
    partitionIndex,
  }
}

function encodeDescribeTopicPartitionsResponseNextCursor(writer: Writer, draft: DescribeTopicPartitionsResponseNextCursorDraft, _version: number): void {
  writer.compactString(draft.topicName)
  writer.int32(draft.partitionIndex)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsResponse(reader: Reader, version: number): DescribeTopicPartitionsResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeTopicPartitionsResponse', version)
  const throttleTimeMs = reader.int32()
  const topics: DescribeTopicPartitionsResponseTopic[] = []
  const topicsCount = reader.compactCount(26)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDescribeTopicPartitionsResponseTopic(reader, version))
  const nextCursor = reader.present() ? decodeDescribeTopicPartitionsResponseNextCursor(reader, version) : null
  reader.skipTags()
  return {
    throttleTimeMs,
    topics,
    nextCursor,
  }
}

function encodeDescribeTopicPartitionsResponse(writer: Writer, draft: DescribeTopicPartitionsResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeTopicPartitionsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeDescribeTopicPartitionsResponseTopic(writer, element, version)
  const nextCursor = draft.nextCursor ?? null
  writer.present(nextCursor !== null)
  if (nextCursor !== null) encodeDescribeTopicPartitionsResponseNextCursor(writer, nextCursor, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<75, DescribeTopicPartitionsRequest, DescribeTopicPartitionsRequestDraft, DescribeTopicPartitionsResponse, DescribeTopicPartitionsResponseDraft> = {
  key: 75,
  name: 'DescribeTopicPartitions',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeDescribeTopicPartitionsRequest, encode: encodeDescribeTopicPartitionsRequest },
  response: { decode: decodeDescribeTopicPartitionsResponse, encode: encodeDescribeTopicPartitionsResponse },
}
