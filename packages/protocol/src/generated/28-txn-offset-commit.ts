// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface TxnOffsetCommitRequest {
  readonly transactionalId: string
  readonly groupId: string
  readonly producerId: bigint
  readonly producerEpoch: number
  /** v3+ */
  readonly generationId: number
  /** v3+ */
  readonly memberId: string
  /** v3+ */
  readonly groupInstanceId: string | null
  readonly topics: readonly TxnOffsetCommitRequestTopic[]
}

export interface TxnOffsetCommitRequestDraft {
  readonly transactionalId: string
  readonly groupId: string
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly generationId?: number | undefined
  readonly memberId?: string | undefined
  readonly groupInstanceId?: string | null | undefined
  readonly topics: readonly TxnOffsetCommitRequestTopicDraft[]
}

export interface TxnOffsetCommitRequestTopic {
  readonly name: string
  readonly partitions: readonly TxnOffsetCommitRequestPartition[]
}

export interface TxnOffsetCommitRequestTopicDraft {
  readonly name: string
  readonly partitions: readonly TxnOffsetCommitRequestPartitionDraft[]
}

export interface TxnOffsetCommitRequestPartition {
  readonly partitionIndex: number
  readonly committedOffset: bigint
  /** v2+ */
  readonly committedLeaderEpoch: number
  readonly committedMetadata: string | null
}

export interface TxnOffsetCommitRequestPartitionDraft {
  readonly partitionIndex: number
  readonly committedOffset: bigint
  readonly committedLeaderEpoch?: number | undefined
  readonly committedMetadata: string | null
}

function decodeTxnOffsetCommitRequestPartition(reader: Reader, version: number): TxnOffsetCommitRequestPartition {
  const partitionIndex = reader.int32()
  const committedOffset = reader.int64()
  const committedLeaderEpoch = version >= 2 ? reader.int32() : -1
  const committedMetadata = version >= 3 ? reader.compactNullableString() : reader.nullableString()
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    committedOffset,
    committedLeaderEpoch,
    committedMetadata,
  }
}

function encodeTxnOffsetCommitRequestPartition(writer: Writer, draft: TxnOffsetCommitRequestPartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int64(draft.committedOffset)
  if (version >= 2) {
    writer.int32(draft.committedLeaderEpoch ?? -1)
  }
  const committedMetadata = draft.committedMetadata
  if (version >= 3) {
    writer.compactNullableString(committedMetadata)
  } else {
    writer.nullableString(committedMetadata)
  }
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

function decodeTxnOffsetCommitRequestTopic(reader: Reader, version: number): TxnOffsetCommitRequestTopic {
  const name = version >= 3 ? reader.compactString() : reader.string()
  const partitions: TxnOffsetCommitRequestPartition[] = []
  const partitionsCount = version >= 3 ? reader.compactCount(18) : version >= 2 ? reader.count(18) : reader.count(14)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeTxnOffsetCommitRequestPartition(reader, version))
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    name,
    partitions,
  }
}

function encodeTxnOffsetCommitRequestTopic(writer: Writer, draft: TxnOffsetCommitRequestTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 3) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const partitions = draft.partitions
  if (version >= 3) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeTxnOffsetCommitRequestPartition(writer, element, version)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

function decodeTxnOffsetCommitRequest(reader: Reader, version: number): TxnOffsetCommitRequest {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('TxnOffsetCommitRequest', version)
  const transactionalId = version >= 3 ? reader.compactString() : reader.string()
  const groupId = version >= 3 ? reader.compactString() : reader.string()
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const generationId = version >= 3 ? reader.int32() : -1
  const memberId = version >= 3 ? reader.compactString() : ''
  const groupInstanceId = version >= 3 ? reader.compactNullableString() : null
  const topics: TxnOffsetCommitRequestTopic[] = []
  const topicsCount = version >= 3 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeTxnOffsetCommitRequestTopic(reader, version))
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    transactionalId,
    groupId,
    producerId,
    producerEpoch,
    generationId,
    memberId,
    groupInstanceId,
    topics,
  }
}

function encodeTxnOffsetCommitRequest(writer: Writer, draft: TxnOffsetCommitRequestDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('TxnOffsetCommitRequest', version)
  const transactionalId = draft.transactionalId
  if (version >= 3) {
    writer.compactString(transactionalId)
  } else {
    writer.string(transactionalId)
  }
  const groupId = draft.groupId
  if (version >= 3) {
    writer.compactString(groupId)
  } else {
    writer.string(groupId)
  }
  writer.int64(draft.producerId)
  writer.int16(draft.producerEpoch)
  const generationId = draft.generationId ?? -1
  if (version >= 3) {
    writer.int32(generationId)
  } else {
    if (generationId !== -1) throw protocolErrors.UNSUPPORTED_FIELD('TxnOffsetCommitRequest.generationId', version)
  }
  const memberId = draft.memberId ?? ''
  if (version >= 3) {
    writer.compactString(memberId)
  } else {
    if (memberId !== '') throw protocolErrors.UNSUPPORTED_FIELD('TxnOffsetCommitRequest.memberId', version)
  }
  const groupInstanceId = draft.groupInstanceId ?? null
  if (version >= 3) {
    writer.compactNullableString(groupInstanceId)
  } else {
    if (groupInstanceId !== null) throw protocolErrors.UNSUPPORTED_FIELD('TxnOffsetCommitRequest.groupInstanceId', version)
  }
  const topics = draft.topics
  if (version >= 3) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeTxnOffsetCommitRequestTopic(writer, element, version)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export interface TxnOffsetCommitResponse {
  readonly throttleTimeMs: number
  readonly topics: readonly TxnOffsetCommitResponseTopic[]
}

export type TxnOffsetCommitResponseDraft = TxnOffsetCommitResponse

export interface TxnOffsetCommitResponseTopic {
  readonly name: string
  readonly partitions: readonly TxnOffsetCommitResponsePartition[]
}

export type TxnOffsetCommitResponseTopicDraft = TxnOffsetCommitResponseTopic

export interface TxnOffsetCommitResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
}

export type TxnOffsetCommitResponsePartitionDraft = TxnOffsetCommitResponsePartition

function decodeTxnOffsetCommitResponsePartition(reader: Reader, version: number): TxnOffsetCommitResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    errorCode,
  }
}

function encodeTxnOffsetCommitResponsePartition(writer: Writer, draft: TxnOffsetCommitResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

function decodeTxnOffsetCommitResponseTopic(reader: Reader, version: number): TxnOffsetCommitResponseTopic {
  const name = version >= 3 ? reader.compactString() : reader.string()
  const partitions: TxnOffsetCommitResponsePartition[] = []
  const partitionsCount = version >= 3 ? reader.compactCount(7) : reader.count(6)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeTxnOffsetCommitResponsePartition(reader, version))
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    name,
    partitions,
  }
}

function encodeTxnOffsetCommitResponseTopic(writer: Writer, draft: TxnOffsetCommitResponseTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 3) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const partitions = draft.partitions
  if (version >= 3) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeTxnOffsetCommitResponsePartition(writer, element, version)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

function decodeTxnOffsetCommitResponse(reader: Reader, version: number): TxnOffsetCommitResponse {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('TxnOffsetCommitResponse', version)
  const throttleTimeMs = reader.int32()
  const topics: TxnOffsetCommitResponseTopic[] = []
  const topicsCount = version >= 3 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeTxnOffsetCommitResponseTopic(reader, version))
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    topics,
  }
}

function encodeTxnOffsetCommitResponse(writer: Writer, draft: TxnOffsetCommitResponseDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('TxnOffsetCommitResponse', version)
  writer.int32(draft.throttleTimeMs)
  const topics = draft.topics
  if (version >= 3) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeTxnOffsetCommitResponseTopic(writer, element, version)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<28, TxnOffsetCommitRequest, TxnOffsetCommitRequestDraft, TxnOffsetCommitResponse, TxnOffsetCommitResponseDraft> = {
  key: 28,
  name: 'TxnOffsetCommit',
  versions: { min: 0, max: 5 },
  flexibleSince: 3,
  request: { decode: decodeTxnOffsetCommitRequest, encode: encodeTxnOffsetCommitRequest },
  response: { decode: decodeTxnOffsetCommitResponse, encode: encodeTxnOffsetCommitResponse },
}
