// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface ListOffsetsRequest {
  readonly replicaId: number
  /** v2+ */
  readonly isolationLevel: number
  readonly topics: readonly ListOffsetsRequestTopic[]
  /** v10+ */
  readonly timeoutMs: number
}

export interface ListOffsetsRequestDraft {
  readonly replicaId: number
  readonly isolationLevel?: number | undefined
  readonly topics: readonly ListOffsetsRequestTopicDraft[]
  readonly timeoutMs?: number | undefined
}

export interface ListOffsetsRequestTopic {
  readonly name: string
  readonly partitions: readonly ListOffsetsRequestPartition[]
}

export interface ListOffsetsRequestTopicDraft {
  readonly name: string
  readonly partitions: readonly ListOffsetsRequestPartitionDraft[]
}

export interface ListOffsetsRequestPartition {
  readonly partitionIndex: number
  /** v4+ */
  readonly currentLeaderEpoch: number
  readonly timestamp: bigint
}

export interface ListOffsetsRequestPartitionDraft {
  readonly partitionIndex: number
  readonly currentLeaderEpoch?: number | undefined
  readonly timestamp: bigint
}

function decodeListOffsetsRequestPartition(reader: Reader, version: number): ListOffsetsRequestPartition {
  const partitionIndex = reader.int32()
  const currentLeaderEpoch = version >= 4 ? reader.int32() : -1
  const timestamp = reader.int64()
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    currentLeaderEpoch,
    timestamp,
  }
}

function encodeListOffsetsRequestPartition(writer: Writer, draft: ListOffsetsRequestPartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  if (version >= 4) {
    writer.int32(draft.currentLeaderEpoch ?? -1)
  }
  writer.int64(draft.timestamp)
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

function decodeListOffsetsRequestTopic(reader: Reader, version: number): ListOffsetsRequestTopic {
  const name = version >= 6 ? reader.compactString() : reader.string()
  const partitions: ListOffsetsRequestPartition[] = []
  const partitionsCount = version >= 6 ? reader.compactCount(17) : version >= 4 ? reader.count(16) : reader.count(12)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeListOffsetsRequestPartition(reader, version))
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    name,
    partitions,
  }
}

function encodeListOffsetsRequestTopic(writer: Writer, draft: ListOffsetsRequestTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 6) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const partitions = draft.partitions
  if (version >= 6) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeListOffsetsRequestPartition(writer, element, version)
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

function decodeListOffsetsRequest(reader: Reader, version: number): ListOffsetsRequest {
  if (version < 1 || version > 11) throw protocolErrors.UNSUPPORTED_VERSION('ListOffsetsRequest', version)
  const replicaId = reader.int32()
  const isolationLevel = version >= 2 ? reader.int8() : 0
  const topics: ListOffsetsRequestTopic[] = []
  const topicsCount = version >= 6 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeListOffsetsRequestTopic(reader, version))
  const timeoutMs = version >= 10 ? reader.int32() : 0
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    replicaId,
    isolationLevel,
    topics,
    timeoutMs,
  }
}

function encodeListOffsetsRequest(writer: Writer, draft: ListOffsetsRequestDraft, version: number): void {
  if (version < 1 || version > 11) throw protocolErrors.UNSUPPORTED_VERSION('ListOffsetsRequest', version)
  writer.int32(draft.replicaId)
  const isolationLevel = draft.isolationLevel ?? 0
  if (version >= 2) {
    writer.int8(isolationLevel)
  } else {
    if (isolationLevel !== 0) throw protocolErrors.UNSUPPORTED_FIELD('ListOffsetsRequest.isolationLevel', version)
  }
  const topics = draft.topics
  if (version >= 6) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeListOffsetsRequestTopic(writer, element, version)
  if (version >= 10) {
    writer.int32(draft.timeoutMs ?? 0)
  }
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

export interface ListOffsetsResponse {
  /** v2+ */
  readonly throttleTimeMs: number
  readonly topics: readonly ListOffsetsResponseTopic[]
}

export interface ListOffsetsResponseDraft {
  readonly throttleTimeMs?: number | undefined
  readonly topics: readonly ListOffsetsResponseTopicDraft[]
}

export interface ListOffsetsResponseTopic {
  readonly name: string
  readonly partitions: readonly ListOffsetsResponsePartition[]
}

export interface ListOffsetsResponseTopicDraft {
  readonly name: string
  readonly partitions: readonly ListOffsetsResponsePartitionDraft[]
}

export interface ListOffsetsResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly timestamp: bigint
  readonly offset: bigint
  /** v4+ */
  readonly leaderEpoch: number
}

export interface ListOffsetsResponsePartitionDraft {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly timestamp?: bigint | undefined
  readonly offset?: bigint | undefined
  readonly leaderEpoch?: number | undefined
}

function decodeListOffsetsResponsePartition(reader: Reader, version: number): ListOffsetsResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const timestamp = reader.int64()
  const offset = reader.int64()
  const leaderEpoch = version >= 4 ? reader.int32() : -1
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    errorCode,
    timestamp,
    offset,
    leaderEpoch,
  }
}

function encodeListOffsetsResponsePartition(writer: Writer, draft: ListOffsetsResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  writer.int64(draft.timestamp ?? -1n)
  writer.int64(draft.offset ?? -1n)
  const leaderEpoch = draft.leaderEpoch ?? -1
  if (version >= 4) {
    writer.int32(leaderEpoch)
  } else {
    if (leaderEpoch !== -1) throw protocolErrors.UNSUPPORTED_FIELD('ListOffsetsResponse.topics.partitions.leaderEpoch', version)
  }
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

function decodeListOffsetsResponseTopic(reader: Reader, version: number): ListOffsetsResponseTopic {
  const name = version >= 6 ? reader.compactString() : reader.string()
  const partitions: ListOffsetsResponsePartition[] = []
  const partitionsCount = version >= 6 ? reader.compactCount(27) : version >= 4 ? reader.count(26) : reader.count(22)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeListOffsetsResponsePartition(reader, version))
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    name,
    partitions,
  }
}

function encodeListOffsetsResponseTopic(writer: Writer, draft: ListOffsetsResponseTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 6) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const partitions = draft.partitions
  if (version >= 6) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeListOffsetsResponsePartition(writer, element, version)
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

function decodeListOffsetsResponse(reader: Reader, version: number): ListOffsetsResponse {
  if (version < 1 || version > 11) throw protocolErrors.UNSUPPORTED_VERSION('ListOffsetsResponse', version)
  const throttleTimeMs = version >= 2 ? reader.int32() : 0
  const topics: ListOffsetsResponseTopic[] = []
  const topicsCount = version >= 6 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeListOffsetsResponseTopic(reader, version))
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    topics,
  }
}

function encodeListOffsetsResponse(writer: Writer, draft: ListOffsetsResponseDraft, version: number): void {
  if (version < 1 || version > 11) throw protocolErrors.UNSUPPORTED_VERSION('ListOffsetsResponse', version)
  if (version >= 2) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  const topics = draft.topics
  if (version >= 6) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeListOffsetsResponseTopic(writer, element, version)
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<2, ListOffsetsRequest, ListOffsetsRequestDraft, ListOffsetsResponse, ListOffsetsResponseDraft> = {
  key: 2,
  name: 'ListOffsets',
  versions: { min: 1, max: 11 },
  flexibleSince: 6,
  request: { decode: decodeListOffsetsRequest, encode: encodeListOffsetsRequest },
  response: { decode: decodeListOffsetsResponse, encode: encodeListOffsetsResponse },
}
