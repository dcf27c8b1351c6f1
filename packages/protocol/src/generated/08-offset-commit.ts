// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { type Uuid, zeroUuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface OffsetCommitRequest {
  readonly groupId: string
  readonly generationIdOrMemberEpoch: number
  readonly memberId: string
  /** v7+ */
  readonly groupInstanceId: string | null
  /** up to v4 */
  readonly retentionTimeMs: bigint
  readonly topics: readonly OffsetCommitRequestTopic[]
}

export interface OffsetCommitRequestDraft {
  readonly groupId: string
  readonly generationIdOrMemberEpoch?: number | undefined
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly retentionTimeMs?: bigint | undefined
  readonly topics: readonly OffsetCommitRequestTopicDraft[]
}

export interface OffsetCommitRequestTopic {
  /** up to v9 */
  readonly name: string
  /** v10+ */
  readonly topicId: Uuid
  readonly partitions: readonly OffsetCommitRequestPartition[]
}

export interface OffsetCommitRequestTopicDraft {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly OffsetCommitRequestPartitionDraft[]
}

export interface OffsetCommitRequestPartition {
  readonly partitionIndex: number
  readonly committedOffset: bigint
  /** v6+ */
  readonly committedLeaderEpoch: number
  readonly committedMetadata: string | null
}

export interface OffsetCommitRequestPartitionDraft {
  readonly partitionIndex: number
  readonly committedOffset: bigint
  readonly committedLeaderEpoch?: number | undefined
  readonly committedMetadata: string | null
}

function decodeOffsetCommitRequestPartition(reader: Reader, version: number): OffsetCommitRequestPartition {
  const partitionIndex = reader.int32()
  const committedOffset = reader.int64()
  const committedLeaderEpoch = version >= 6 ? reader.int32() : -1
  const committedMetadata = version >= 8 ? reader.compactNullableString() : reader.nullableString()
  if (version >= 8) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    committedOffset,
    committedLeaderEpoch,
    committedMetadata,
  }
}

function encodeOffsetCommitRequestPartition(writer: Writer, draft: OffsetCommitRequestPartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int64(draft.committedOffset)
  if (version >= 6) {
    writer.int32(draft.committedLeaderEpoch ?? -1)
  }
  const committedMetadata = draft.committedMetadata
  if (version >= 8) {
    writer.compactNullableString(committedMetadata)
  } else {
    writer.nullableString(committedMetadata)
  }
  if (version >= 8) {
    writer.unsignedVarint(0)
  }
}

function decodeOffsetCommitRequestTopic(reader: Reader, version: number): OffsetCommitRequestTopic {
  const name = version >= 10 ? '' : version >= 8 ? reader.compactString() : reader.string()
  const topicId = version >= 10 ? reader.uuid() : zeroUuid
  const partitions: OffsetCommitRequestPartition[] = []
  const partitionsCount = version >= 8 ? reader.compactCount(18) : version >= 6 ? reader.count(18) : reader.count(14)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeOffsetCommitRequestPartition(reader, version))
  if (version >= 8) {
    reader.skipTags()
  }
  return {
    name,
    topicId,
    partitions,
  }
}

function encodeOffsetCommitRequestTopic(writer: Writer, draft: OffsetCommitRequestTopicDraft, version: number): void {
  const name = draft.name ?? ''
  if (version < 10) {
    if (version >= 8) {
      writer.compactString(name)
    } else {
      writer.string(name)
    }
  }
  if (version >= 10) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  const partitions = draft.partitions
  if (version >= 8) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeOffsetCommitRequestPartition(writer, element, version)
  if (version >= 8) {
    writer.unsignedVarint(0)
  }
}

function decodeOffsetCommitRequest(reader: Reader, version: number): OffsetCommitRequest {
  if (version < 2 || version > 10) throw protocolErrors.UNSUPPORTED_VERSION('OffsetCommitRequest', version)
  const groupId = version >= 8 ? reader.compactString() : reader.string()
  const generationIdOrMemberEpoch = reader.int32()
  const memberId = version >= 8 ? reader.compactString() : reader.string()
  const groupInstanceId = version >= 8 ? reader.compactNullableString() : version >= 7 ? reader.nullableString() : null
  const retentionTimeMs = version >= 5 ? -1n : reader.int64()
  const topics: OffsetCommitRequestTopic[] = []
  const topicsCount = version >= 10 ? reader.compactCount(18) : version >= 8 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeOffsetCommitRequestTopic(reader, version))
  if (version >= 8) {
    reader.skipTags()
  }
  return {
    groupId,
    generationIdOrMemberEpoch,
    memberId,
    groupInstanceId,
    retentionTimeMs,
    topics,
  }
}

function encodeOffsetCommitRequest(writer: Writer, draft: OffsetCommitRequestDraft, version: number): void {
  if (version < 2 || version > 10) throw protocolErrors.UNSUPPORTED_VERSION('OffsetCommitRequest', version)
  const groupId = draft.groupId
  if (version >= 8) {
    writer.compactString(groupId)
  } else {
    writer.string(groupId)
  }
  writer.int32(draft.generationIdOrMemberEpoch ?? -1)
  const memberId = draft.memberId
  if (version >= 8) {
    writer.compactString(memberId)
  } else {
    writer.string(memberId)
  }
  const groupInstanceId = draft.groupInstanceId ?? null
  if (version >= 8) {
    writer.compactNullableString(groupInstanceId)
  } else if (version >= 7) {
    writer.nullableString(groupInstanceId)
  } else {
    if (groupInstanceId !== null) throw protocolErrors.UNSUPPORTED_FIELD('OffsetCommitRequest.groupInstanceId', version)
  }
  if (version < 5) {
    writer.int64(draft.retentionTimeMs ?? -1n)
  }
  const topics = draft.topics
  if (version >= 8) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeOffsetCommitRequestTopic(writer, element, version)
  if (version >= 8) {
    writer.unsignedVarint(0)
  }
}

export interface OffsetCommitResponse {
  /** v3+ */
  readonly throttleTimeMs: number
  readonly topics: readonly OffsetCommitResponseTopic[]
}

export interface OffsetCommitResponseDraft {
  readonly throttleTimeMs?: number | undefined
  readonly topics: readonly OffsetCommitResponseTopicDraft[]
}

export interface OffsetCommitResponseTopic {
  /** up to v9 */
  readonly name: string
  /** v10+ */
  readonly topicId: Uuid
  readonly partitions: readonly OffsetCommitResponsePartition[]
}

export interface OffsetCommitResponseTopicDraft {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly OffsetCommitResponsePartitionDraft[]
}

export interface OffsetCommitResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
}

export type OffsetCommitResponsePartitionDraft = OffsetCommitResponsePartition

function decodeOffsetCommitResponsePartition(reader: Reader, version: number): OffsetCommitResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  if (version >= 8) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    errorCode,
  }
}

function encodeOffsetCommitResponsePartition(writer: Writer, draft: OffsetCommitResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  if (version >= 8) {
    writer.unsignedVarint(0)
  }
}

function decodeOffsetCommitResponseTopic(reader: Reader, version: number): OffsetCommitResponseTopic {
  const name = version >= 10 ? '' : version >= 8 ? reader.compactString() : reader.string()
  const topicId = version >= 10 ? reader.uuid() : zeroUuid
  const partitions: OffsetCommitResponsePartition[] = []
  const partitionsCount = version >= 8 ? reader.compactCount(7) : reader.count(6)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeOffsetCommitResponsePartition(reader, version))
  if (version >= 8) {
    reader.skipTags()
  }
  return {
    name,
    topicId,
    partitions,
  }
}

function encodeOffsetCommitResponseTopic(writer: Writer, draft: OffsetCommitResponseTopicDraft, version: number): void {
  const name = draft.name ?? ''
  if (version < 10) {
    if (version >= 8) {
      writer.compactString(name)
    } else {
      writer.string(name)
    }
  }
  if (version >= 10) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  const partitions = draft.partitions
  if (version >= 8) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeOffsetCommitResponsePartition(writer, element, version)
  if (version >= 8) {
    writer.unsignedVarint(0)
  }
}

function decodeOffsetCommitResponse(reader: Reader, version: number): OffsetCommitResponse {
  if (version < 2 || version > 10) throw protocolErrors.UNSUPPORTED_VERSION('OffsetCommitResponse', version)
  const throttleTimeMs = version >= 3 ? reader.int32() : 0
  const topics: OffsetCommitResponseTopic[] = []
  const topicsCount = version >= 10 ? reader.compactCount(18) : version >= 8 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeOffsetCommitResponseTopic(reader, version))
  if (version >= 8) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    topics,
  }
}

function encodeOffsetCommitResponse(writer: Writer, draft: OffsetCommitResponseDraft, version: number): void {
  if (version < 2 || version > 10) throw protocolErrors.UNSUPPORTED_VERSION('OffsetCommitResponse', version)
  if (version >= 3) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  const topics = draft.topics
  if (version >= 8) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeOffsetCommitResponseTopic(writer, element, version)
  if (version >= 8) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<8, OffsetCommitRequest, OffsetCommitRequestDraft, OffsetCommitResponse, OffsetCommitResponseDraft> = {
  key: 8,
  name: 'OffsetCommit',
  versions: { min: 2, max: 10 },
  flexibleSince: 8,
  request: { decode: decodeOffsetCommitRequest, encode: encodeOffsetCommitRequest },
  response: { decode: decodeOffsetCommitResponse, encode: encodeOffsetCommitResponse },
}
