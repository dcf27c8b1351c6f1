// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface ReadShareGroupStateSummaryRequest {
  readonly groupId: string
  readonly topics: readonly ReadShareGroupStateSummaryRequestTopic[]
}

export type ReadShareGroupStateSummaryRequestDraft = ReadShareGroupStateSummaryRequest

export interface ReadShareGroupStateSummaryRequestTopic {
  readonly topicId: Uuid
  readonly partitions: readonly ReadShareGroupStateSummaryRequestPartition[]
}

export type ReadShareGroupStateSummaryRequestTopicDraft = ReadShareGroupStateSummaryRequestTopic

export interface ReadShareGroupStateSummaryRequestPartition {
  readonly partition: number
  readonly leaderEpoch: number
}

export type ReadShareGroupStateSummaryRequestPartitionDraft = ReadShareGroupStateSummaryRequestPartition

function decodeReadShareGroupStateSummaryRequestPartition(reader: Reader, _version: number): ReadShareGroupStateSummaryRequestPartition {
  const partition = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTags()
  return {
    partition,
    leaderEpoch,
  }
}

function encodeReadShareGroupStateSummaryRequestPartition(writer: Writer, draft: ReadShareGroupStateSummaryRequestPartitionDraft, _version: number): void {
  writer.int32(draft.partition)
  writer.int32(draft.leaderEpoch)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateSummaryRequestTopic(reader: Reader, version: number): ReadShareGroupStateSummaryRequestTopic {
  const topicId = reader.uuid()
  const partitions: ReadShareGroupStateSummaryRequestPartition[] = []
  const partitionsCount = reader.compactCount(9)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeReadShareGroupStateSummaryRequestPartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeReadShareGroupStateSummaryRequestTopic(writer: Writer, draft: ReadShareGroupStateSummaryRequestTopicDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeReadShareGroupStateSummaryRequestPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateSummaryRequest(reader: Reader, version: number): ReadShareGroupStateSummaryRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ReadShareGroupStateSummaryRequest', version)
  const groupId = reader.compactString()
  const topics: ReadShareGroupStateSummaryRequestTopic[] = []
  const topicsCount = reader.compactCount(18)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeReadShareGroupStateSummaryRequestTopic(reader, version))
  reader.skipTags()
  return {
    groupId,
    topics,
  }
}

function encodeReadShareGroupStateSummaryRequest(writer: Writer, draft: ReadShareGroupStateSummaryRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ReadShareGroupStateSummaryRequest', version)
  writer.compactString(draft.groupId)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeReadShareGroupStateSummaryRequestTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export interface ReadShareGroupStateSummaryResponse {
  readonly results: readonly ReadShareGroupStateSummaryResponseResult[]
}

export interface ReadShareGroupStateSummaryResponseDraft {
  readonly results: readonly ReadShareGroupStateSummaryResponseResultDraft[]
}

export interface ReadShareGroupStateSummaryResponseResult {
  readonly topicId: Uuid
  readonly partitions: readonly ReadShareGroupStateSummaryResponsePartition[]
}

export interface ReadShareGroupStateSummaryResponseResultDraft {
  readonly topicId: Uuid
  readonly partitions: readonly ReadShareGroupStateSummaryResponsePartitionDraft[]
}

export interface ReadShareGroupStateSummaryResponsePartition {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly stateEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: bigint
  /** v1+ */
  readonly deliveryCompleteCount: number
}

export interface ReadShareGroupStateSummaryResponsePartitionDraft {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly stateEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: bigint
  readonly deliveryCompleteCount?: number | undefined
}

function decodeReadShareGroupStateSummaryResponsePartition(reader: Reader, version: number): ReadShareGroupStateSummaryResponsePartition {
  const partition = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const stateEpoch = reader.int32()
  const leaderEpoch = reader.int32()
  const startOffset = reader.int64()
  const deliveryCompleteCount = version >= 1 ? reader.int32() : -1
  reader.skipTags()
  return {
    partition,
    errorCode,
    errorMessage,
    stateEpoch,
    leaderEpoch,
    startOffset,
    deliveryCompleteCount,
  }
}

function encodeReadShareGroupStateSummaryResponsePartition(writer: Writer, draft: ReadShareGroupStateSummaryResponsePartitionDraft, version: number): void {
  writer.int32(draft.partition)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  writer.int32(draft.stateEpoch)
  writer.int32(draft.leaderEpoch)
  writer.int64(draft.startOffset)
  if (version >= 1) {
    writer.int32(draft.deliveryCompleteCount ?? -1)
  }
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateSummaryResponseResult(reader: Reader, version: number): ReadShareGroupStateSummaryResponseResult {
  const topicId = reader.uuid()
  const partitions: ReadShareGroupStateSummaryResponsePartition[] = []
  const partitionsCount = version >= 1 ? reader.compactCount(28) : reader.compactCount(24)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeReadShareGroupStateSummaryResponsePartition(reader, version))
  reader.skipTags()
  return {
    topicId,
    partitions,
  }
}

function encodeReadShareGroupStateSummaryResponseResult(writer: Writer, draft: ReadShareGroupStateSummaryResponseResultDraft, version: number): void {
  writer.uuid(draft.topicId)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeReadShareGroupStateSummaryResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateSummaryResponse(reader: Reader, version: number): ReadShareGroupStateSummaryResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ReadShareGroupStateSummaryResponse', version)
  const results: ReadShareGroupStateSummaryResponseResult[] = []
  const resultsCount = reader.compactCount(18)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeReadShareGroupStateSummaryResponseResult(reader, version))
  reader.skipTags()
  return {
    results,
  }
}

function encodeReadShareGroupStateSummaryResponse(writer: Writer, draft: ReadShareGroupStateSummaryResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ReadShareGroupStateSummaryResponse', version)
  const results = draft.results
  writer.compactCount(results.length)
  for (const element of results) encodeReadShareGroupStateSummaryResponseResult(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<87, ReadShareGroupStateSummaryRequest, ReadShareGroupStateSummaryRequestDraft, ReadShareGroupStateSummaryResponse, ReadShareGroupStateSummaryResponseDraft> = {
  key: 87,
  name: 'ReadShareGroupStateSummary',
  versions: { min: 0, max: 1 },
  flexibleSince: 0,
  request: { decode: decodeReadShareGroupStateSummaryRequest, encode: encodeReadShareGroupStateSummaryRequest },
  response: { decode: decodeReadShareGroupStateSummaryResponse, encode: encodeReadShareGroupStateSummaryResponse },
}
