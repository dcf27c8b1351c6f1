// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface DescribeShareGroupOffsetsRequest {
  readonly groups: readonly DescribeShareGroupOffsetsRequestGroup[]
}

export type DescribeShareGroupOffsetsRequestDraft = DescribeShareGroupOffsetsRequest

export interface DescribeShareGroupOffsetsRequestGroup {
  readonly groupId: string
  readonly topics: readonly DescribeShareGroupOffsetsRequestTopic[] | null
}

export type DescribeShareGroupOffsetsRequestGroupDraft = DescribeShareGroupOffsetsRequestGroup

export interface DescribeShareGroupOffsetsRequestTopic {
  readonly topicName: string
  readonly partitions: readonly number[]
}

export type DescribeShareGroupOffsetsRequestTopicDraft = DescribeShareGroupOffsetsRequestTopic

function decodeDescribeShareGroupOffsetsRequestTopic(reader: Reader, _version: number): DescribeShareGroupOffsetsRequestTopic {
  const topicName = reader.compactString()
  const partitions: number[] = []
  const partitionsCount = reader.compactCount(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  reader.skipTags()
  return {
    topicName,
    partitions,
  }
}

function encodeDescribeShareGroupOffsetsRequestTopic(writer: Writer, draft: DescribeShareGroupOffsetsRequestTopicDraft, _version: number): void {
  writer.compactString(draft.topicName)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsRequestGroup(reader: Reader, version: number): DescribeShareGroupOffsetsRequestGroup {
  const groupId = reader.compactString()
  let topics: DescribeShareGroupOffsetsRequestTopic[] | null = []
  const topicsCount = reader.compactNullableCount(3)
  if (topicsCount < 0) {
    topics = null
  } else {
    topics = []
    for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDescribeShareGroupOffsetsRequestTopic(reader, version))
  }
  reader.skipTags()
  return {
    groupId,
    topics,
  }
}

function encodeDescribeShareGroupOffsetsRequestGroup(writer: Writer, draft: DescribeShareGroupOffsetsRequestGroupDraft, version: number): void {
  writer.compactString(draft.groupId)
  const topics = draft.topics
  writer.compactCount(topics === null ? -1 : topics.length)
  if (topics !== null) {
    for (const element of topics) encodeDescribeShareGroupOffsetsRequestTopic(writer, element, version)
  }
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsRequest(reader: Reader, version: number): DescribeShareGroupOffsetsRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('DescribeShareGroupOffsetsRequest', version)
  const groups: DescribeShareGroupOffsetsRequestGroup[] = []
  const groupsCount = reader.compactCount(3)
  for (let i = 0; i < groupsCount; i += 1) groups.push(decodeDescribeShareGroupOffsetsRequestGroup(reader, version))
  reader.skipTags()
  return {
    groups,
  }
}

function encodeDescribeShareGroupOffsetsRequest(writer: Writer, draft: DescribeShareGroupOffsetsRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('DescribeShareGroupOffsetsRequest', version)
  const groups = draft.groups
  writer.compactCount(groups.length)
  for (const element of groups) encodeDescribeShareGroupOffsetsRequestGroup(writer, element, version)
  writer.unsignedVarint(0)
}

export interface DescribeShareGroupOffsetsResponse {
  readonly throttleTimeMs: number
  readonly groups: readonly DescribeShareGroupOffsetsResponseGroup[]
}

export interface DescribeShareGroupOffsetsResponseDraft {
  readonly throttleTimeMs: number
  readonly groups: readonly DescribeShareGroupOffsetsResponseGroupDraft[]
}

export interface DescribeShareGroupOffsetsResponseGroup {
  readonly groupId: string
  readonly topics: readonly DescribeShareGroupOffsetsResponseTopic[]
  readonly errorCode: number
  readonly errorMessage: string | null
}

export interface DescribeShareGroupOffsetsResponseGroupDraft {
  readonly groupId: string
  readonly topics: readonly DescribeShareGroupOffsetsResponseTopicDraft[]
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

export interface DescribeShareGroupOffsetsResponseTopic {
  readonly topicName: string
  readonly topicId: Uuid
  readonly partitions: readonly DescribeShareGroupOffsetsResponsePartition[]
}

export interface DescribeShareGroupOffsetsResponseTopicDraft {
  readonly topicName: string
  readonly topicId: Uuid
  readonly partitions: readonly DescribeShareGroupOffsetsResponsePartitionDraft[]
}

export interface DescribeShareGroupOffsetsResponsePartition {
  readonly partitionIndex: number
  readonly startOffset: bigint
  readonly leaderEpoch: number
  /** v1+ */
  readonly lag: bigint
  readonly errorCode: number
  readonly errorMessage: string | null
}

export interface DescribeShareGroupOffsetsResponsePartitionDraft {
  readonly partitionIndex: number
  readonly startOffset: bigint
  readonly leaderEpoch: number
  readonly lag?: bigint | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function decodeDescribeShareGroupOffsetsResponsePartition(reader: Reader, version: number): DescribeShareGroupOffsetsResponsePartition {
  const partitionIndex = reader.int32()
  const startOffset = reader.int64()
  const leaderEpoch = reader.int32()
  const lag = version >= 1 ? reader.int64() : -1n
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTags()
  return {
    partitionIndex,
    startOffset,
    leaderEpoch,
    lag,
    errorCode,
    errorMessage,
  }
}

function encodeDescribeShareGroupOffsetsResponsePartition(writer: Writer, draft: DescribeShareGroupOffsetsResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int64(draft.startOffset)
  writer.int32(draft.leaderEpoch)
  if (version >= 1) {
    writer.int64(draft.lag ?? -1n)
  }
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsResponseTopic(reader: Reader, version: number): DescribeShareGroupOffsetsResponseTopic {
  const topicName = reader.compactString()
  const topicId = reader.uuid()
  const partitions: DescribeShareGroupOffsetsResponsePartition[] = []
  const partitionsCount = version >= 1 ? reader.compactCount(28) : reader.compactCount(20)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeDescribeShareGroupOffsetsResponsePartition(reader, version))
  reader.skipTags()
  return {
    topicName,
    topicId,
    partitions,
  }
}

function encodeDescribeShareGroupOffsetsResponseTopic(writer: Writer, draft: DescribeShareGroupOffsetsResponseTopicDraft, version: number): void {
  writer.compactString(draft.topicName)
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeDescribeShareGroupOffsetsResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsResponseGroup(reader: Reader, version: number): DescribeShareGroupOffsetsResponseGroup {
  const groupId = reader.compactString()
  const topics: DescribeShareGroupOffsetsResponseTopic[] = []
  const topicsCount = reader.compactCount(19)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDescribeShareGroupOffsetsResponseTopic(reader, version))
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTags()
  return {
    groupId,
    topics,
    errorCode,
    errorMessage,
  }
}

function encodeDescribeShareGroupOffsetsResponseGroup(writer: Writer, draft: DescribeShareGroupOffsetsResponseGroupDraft, version: number): void {
  writer.compactString(draft.groupId)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeDescribeShareGroupOffsetsResponseTopic(writer, element, version)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsResponse(reader: Reader, version: number): DescribeShareGroupOffsetsResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('DescribeShareGroupOffsetsResponse', version)
  const throttleTimeMs = reader.int32()
  const groups: DescribeShareGroupOffsetsResponseGroup[] = []
  const groupsCount = reader.compactCount(6)
  for (let i = 0; i < groupsCount; i += 1) groups.push(decodeDescribeShareGroupOffsetsResponseGroup(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    groups,
  }
}

function encodeDescribeShareGroupOffsetsResponse(writer: Writer, draft: DescribeShareGroupOffsetsResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('DescribeShareGroupOffsetsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const groups = draft.groups
  writer.compactCount(groups.length)
  for (const element of groups) encodeDescribeShareGroupOffsetsResponseGroup(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<90, DescribeShareGroupOffsetsRequest, DescribeShareGroupOffsetsRequestDraft, DescribeShareGroupOffsetsResponse, DescribeShareGroupOffsetsResponseDraft> = {
  key: 90,
  name: 'DescribeShareGroupOffsets',
  versions: { min: 0, max: 1 },
  flexibleSince: 0,
  request: { decode: decodeDescribeShareGroupOffsetsRequest, encode: encodeDescribeShareGroupOffsetsRequest },
  response: { decode: decodeDescribeShareGroupOffsetsResponse, encode: encodeDescribeShareGroupOffsetsResponse },
}
