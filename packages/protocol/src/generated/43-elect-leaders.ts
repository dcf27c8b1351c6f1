// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface ElectLeadersRequest {
  /** v1+ */
  readonly electionType: number
  readonly topicPartitions: readonly ElectLeadersRequestTopicPartition[] | null
  readonly timeoutMs: number
}

export interface ElectLeadersRequestDraft {
  readonly electionType?: number | undefined
  readonly topicPartitions: readonly ElectLeadersRequestTopicPartitionDraft[] | null
  readonly timeoutMs?: number | undefined
}

export interface ElectLeadersRequestTopicPartition {
  readonly topic: string
  readonly partitions: readonly number[]
}

export type ElectLeadersRequestTopicPartitionDraft = ElectLeadersRequestTopicPartition

function decodeElectLeadersRequestTopicPartition(reader: Reader, version: number): ElectLeadersRequestTopicPartition {
  const topic = version >= 2 ? reader.compactString() : reader.string()
  const partitions: number[] = []
  const partitionsCount = version >= 2 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    topic,
    partitions,
  }
}

function encodeElectLeadersRequestTopicPartition(writer: Writer, draft: ElectLeadersRequestTopicPartitionDraft, version: number): void {
  const topic = draft.topic
  if (version >= 2) {
    writer.compactString(topic)
  } else {
    writer.string(topic)
  }
  const partitions = draft.partitions
  if (version >= 2) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) writer.int32(element)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeElectLeadersRequest(reader: Reader, version: number): ElectLeadersRequest {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ElectLeadersRequest', version)
  const electionType = version >= 1 ? reader.int8() : 0
  let topicPartitions: ElectLeadersRequestTopicPartition[] | null = []
  const topicPartitionsCount = version >= 2 ? reader.compactNullableCount(3) : reader.nullableCount(6)
  if (topicPartitionsCount < 0) {
    topicPartitions = null
  } else {
    topicPartitions = []
    for (let i = 0; i < topicPartitionsCount; i += 1) topicPartitions.push(decodeElectLeadersRequestTopicPartition(reader, version))
  }
  const timeoutMs = reader.int32()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    electionType,
    topicPartitions,
    timeoutMs,
  }
}

function encodeElectLeadersRequest(writer: Writer, draft: ElectLeadersRequestDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ElectLeadersRequest', version)
  const electionType = draft.electionType ?? 0
  if (version >= 1) {
    writer.int8(electionType)
  } else {
    if (electionType !== 0) throw protocolErrors.UNSUPPORTED_FIELD('ElectLeadersRequest.electionType', version)
  }
  const topicPartitions = draft.topicPartitions
  if (version >= 2) {
    writer.compactCount(topicPartitions === null ? -1 : topicPartitions.length)
  } else {
    writer.count(topicPartitions === null ? -1 : topicPartitions.length)
  }
  if (topicPartitions !== null) {
    for (const element of topicPartitions) encodeElectLeadersRequestTopicPartition(writer, element, version)
  }
  writer.int32(draft.timeoutMs ?? 60000)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface ElectLeadersResponse {
  readonly throttleTimeMs: number
  /** v1+ */
  readonly errorCode: number
  readonly replicaElectionResults: readonly ElectLeadersResponseReplicaElectionResult[]
}

export interface ElectLeadersResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode?: number | undefined
  readonly replicaElectionResults: readonly ElectLeadersResponseReplicaElectionResultDraft[]
}

export interface ElectLeadersResponseReplicaElectionResult {
  readonly topic: string
  readonly partitionResult: readonly ElectLeadersResponsePartitionResult[]
}

export type ElectLeadersResponseReplicaElectionResultDraft = ElectLeadersResponseReplicaElectionResult

export interface ElectLeadersResponsePartitionResult {
  readonly partitionId: number
  readonly errorCode: number
  readonly errorMessage: string | null
}

export type ElectLeadersResponsePartitionResultDraft = ElectLeadersResponsePartitionResult

function decodeElectLeadersResponsePartitionResult(reader: Reader, version: number): ElectLeadersResponsePartitionResult {
  const partitionId = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    partitionId,
    errorCode,
    errorMessage,
  }
}

function encodeElectLeadersResponsePartitionResult(writer: Writer, draft: ElectLeadersResponsePartitionResultDraft, version: number): void {
  writer.int32(draft.partitionId)
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage
  if (version >= 2) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeElectLeadersResponseReplicaElectionResult(reader: Reader, version: number): ElectLeadersResponseReplicaElectionResult {
  const topic = version >= 2 ? reader.compactString() : reader.string()
  const partitionResult: ElectLeadersResponsePartitionResult[] = []
  const partitionResultCount = version >= 2 ? reader.compactCount(8) : reader.count(8)
  for (let i = 0; i < partitionResultCount; i += 1) partitionResult.push(decodeElectLeadersResponsePartitionResult(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    topic,
    partitionResult,
  }
}

function encodeElectLeadersResponseReplicaElectionResult(writer: Writer, draft: ElectLeadersResponseReplicaElectionResultDraft, version: number): void {
  const topic = draft.topic
  if (version >= 2) {
    writer.compactString(topic)
  } else {
    writer.string(topic)
  }
  const partitionResult = draft.partitionResult
  if (version >= 2) {
    writer.compactCount(partitionResult.length)
  } else {
    writer.count(partitionResult.length)
  }
  for (const element of partitionResult) encodeElectLeadersResponsePartitionResult(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeElectLeadersResponse(reader: Reader, version: number): ElectLeadersResponse {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ElectLeadersResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = version >= 1 ? reader.int16() : 0
  const replicaElectionResults: ElectLeadersResponseReplicaElectionResult[] = []
  const replicaElectionResultsCount = version >= 2 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < replicaElectionResultsCount; i += 1) replicaElectionResults.push(decodeElectLeadersResponseReplicaElectionResult(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    replicaElectionResults,
  }
}

function encodeElectLeadersResponse(writer: Writer, draft: ElectLeadersResponseDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ElectLeadersResponse', version)
  writer.int32(draft.throttleTimeMs)
  const errorCode = draft.errorCode ?? 0
  if (version >= 1) {
    writer.int16(errorCode)
  } else {
    if (errorCode !== 0) throw protocolErrors.UNSUPPORTED_FIELD('ElectLeadersResponse.errorCode', version)
  }
  const replicaElectionResults = draft.replicaElectionResults
  if (version >= 2) {
    writer.compactCount(replicaElectionResults.length)
  } else {
    writer.count(replicaElectionResults.length)
  }
  for (const element of replicaElectionResults) encodeElectLeadersResponseReplicaElectionResult(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<43, ElectLeadersRequest, ElectLeadersRequestDraft, ElectLeadersResponse, ElectLeadersResponseDraft> = {
  key: 43,
  name: 'ElectLeaders',
  versions: { min: 0, max: 2 },
  flexibleSince: 2,
  request: { decode: decodeElectLeadersRequest, encode: encodeElectLeadersRequest },
  response: { decode: decodeElectLeadersResponse, encode: encodeElectLeadersResponse },
}
