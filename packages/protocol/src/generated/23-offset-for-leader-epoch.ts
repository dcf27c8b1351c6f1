// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface OffsetForLeaderEpochRequest {
  /** v3+ */
  readonly replicaId: number
  readonly topics: readonly OffsetForLeaderEpochRequestTopic[]
}

export interface OffsetForLeaderEpochRequestDraft {
  readonly replicaId?: number | undefined
  readonly topics: readonly OffsetForLeaderEpochRequestTopicDraft[]
}

export interface OffsetForLeaderEpochRequestTopic {
  readonly topic: string
  readonly partitions: readonly OffsetForLeaderEpochRequestPartition[]
}

export interface OffsetForLeaderEpochRequestTopicDraft {
  readonly topic: string
  readonly partitions: readonly OffsetForLeaderEpochRequestPartitionDraft[]
}

export interface OffsetForLeaderEpochRequestPartition {
  readonly partition: number
  readonly currentLeaderEpoch: number
  readonly leaderEpoch: number
}

export interface OffsetForLeaderEpochRequestPartitionDraft {
  readonly partition: number
  readonly currentLeaderEpoch?: number | undefined
  readonly leaderEpoch: number
}

function decodeOffsetForLeaderEpochRequestPartition(reader: Reader, version: number): OffsetForLeaderEpochRequestPartition {
  const partition = reader.int32()
  const currentLeaderEpoch = reader.int32()
  const leaderEpoch = reader.int32()
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    partition,
    currentLeaderEpoch,
    leaderEpoch,
  }
}

function encodeOffsetForLeaderEpochRequestPartition(writer: Writer, draft: OffsetForLeaderEpochRequestPartitionDraft, version: number): void {
  writer.int32(draft.partition)
  writer.int32(draft.currentLeaderEpoch ?? -1)
  writer.int32(draft.leaderEpoch)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeOffsetForLeaderEpochRequestTopic(reader: Reader, version: number): OffsetForLeaderEpochRequestTopic {
  const topic = version >= 4 ? reader.compactString() : reader.string()
  const partitions: OffsetForLeaderEpochRequestPartition[] = []
  const partitionsCount = version >= 4 ? reader.compactCount(13) : reader.count(12)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeOffsetForLeaderEpochRequestPartition(reader, version))
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    topic,
    partitions,
  }
}

function encodeOffsetForLeaderEpochRequestTopic(writer: Writer, draft: OffsetForLeaderEpochRequestTopicDraft, version: number): void {
  const topic = draft.topic
  if (version >= 4) {
    writer.compactString(topic)
  } else {
    writer.string(topic)
  }
  const partitions = draft.partitions
  if (version >= 4) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeOffsetForLeaderEpochRequestPartition(writer, element, version)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeOffsetForLeaderEpochRequest(reader: Reader, version: number): OffsetForLeaderEpochRequest {
  if (version < 2 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('OffsetForLeaderEpochRequest', version)
  const replicaId = version >= 3 ? reader.int32() : -2
  const topics: OffsetForLeaderEpochRequestTopic[] = []
  const topicsCount = version >= 4 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeOffsetForLeaderEpochRequestTopic(reader, version))
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    replicaId,
    topics,
  }
}

function encodeOffsetForLeaderEpochRequest(writer: Writer, draft: OffsetForLeaderEpochRequestDraft, version: number): void {
  if (version < 2 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('OffsetForLeaderEpochRequest', version)
  if (version >= 3) {
    writer.int32(draft.replicaId ?? -2)
  }
  const topics = draft.topics
  if (version >= 4) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeOffsetForLeaderEpochRequestTopic(writer, element, version)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export interface OffsetForLeaderEpochResponse {
  readonly throttleTimeMs: number
  readonly topics: readonly OffsetForLeaderEpochResponseTopic[]
}

export interface OffsetForLeaderEpochResponseDraft {
  readonly throttleTimeMs: number
  readonly topics: readonly OffsetForLeaderEpochResponseTopicDraft[]
}

export interface OffsetForLeaderEpochResponseTopic {
  readonly topic: string
  readonly partitions: readonly OffsetForLeaderEpochResponsePartition[]
}

export interface OffsetForLeaderEpochResponseTopicDraft {
  readonly topic: string
  readonly partitions: readonly OffsetForLeaderEpochResponsePartitionDraft[]
}

export interface OffsetForLeaderEpochResponsePartition {
  readonly errorCode: number
  readonly partition: number
  readonly leaderEpoch: number
  readonly endOffset: bigint
}

export interface OffsetForLeaderEpochResponsePartitionDraft {
  readonly errorCode: number
  readonly partition: number
  readonly leaderEpoch?: number | undefined
  readonly endOffset?: bigint | undefined
}

function decodeOffsetForLeaderEpochResponsePartition(reader: Reader, version: number): OffsetForLeaderEpochResponsePartition {
  const errorCode = reader.int16()
  const partition = reader.int32()
  const leaderEpoch = reader.int32()
  const endOffset = reader.int64()
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    errorCode,
    partition,
    leaderEpoch,
    endOffset,
  }
}

function encodeOffsetForLeaderEpochResponsePartition(writer: Writer, draft: OffsetForLeaderEpochResponsePartitionDraft, version: number): void {
  writer.int16(draft.errorCode)
  writer.int32(draft.partition)
  writer.int32(draft.leaderEpoch ?? -1)
  writer.int64(draft.endOffset ?? -1n)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeOffsetForLeaderEpochResponseTopic(reader: Reader, version: number): OffsetForLeaderEpochResponseTopic {
  const topic = version >= 4 ? reader.compactString() : reader.string()
  const partitions: OffsetForLeaderEpochResponsePartition[] = []
  const partitionsCount = version >= 4 ? reader.compactCount(19) : reader.count(18)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeOffsetForLeaderEpochResponsePartition(reader, version))
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    topic,
    partitions,
  }
}

function encodeOffsetForLeaderEpochResponseTopic(writer: Writer, draft: OffsetForLeaderEpochResponseTopicDraft, version: number): void {
  const topic = draft.topic
  if (version >= 4) {
    writer.compactString(topic)
  } else {
    writer.string(topic)
  }
  const partitions = draft.partitions
  if (version >= 4) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeOffsetForLeaderEpochResponsePartition(writer, element, version)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeOffsetForLeaderEpochResponse(reader: Reader, version: number): OffsetForLeaderEpochResponse {
  if (version < 2 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('OffsetForLeaderEpochResponse', version)
  const throttleTimeMs = reader.int32()
  const topics: OffsetForLeaderEpochResponseTopic[] = []
  const topicsCount = version >= 4 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeOffsetForLeaderEpochResponseTopic(reader, version))
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    topics,
  }
}

function encodeOffsetForLeaderEpochResponse(writer: Writer, draft: OffsetForLeaderEpochResponseDraft, version: number): void {
  if (version < 2 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('OffsetForLeaderEpochResponse', version)
  writer.int32(draft.throttleTimeMs)
  const topics = draft.topics
  if (version >= 4) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeOffsetForLeaderEpochResponseTopic(writer, element, version)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<23, OffsetForLeaderEpochRequest, OffsetForLeaderEpochRequestDraft, OffsetForLeaderEpochResponse, OffsetForLeaderEpochResponseDraft> = {
  key: 23,
  name: 'OffsetForLeaderEpoch',
  versions: { min: 2, max: 4 },
  flexibleSince: 4,
  request: { decode: decodeOffsetForLeaderEpochRequest, encode: encodeOffsetForLeaderEpochRequest },
  response: { decode: decodeOffsetForLeaderEpochResponse, encode: encodeOffsetForLeaderEpochResponse },
}
