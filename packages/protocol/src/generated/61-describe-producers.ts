// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DescribeProducersRequest {
  readonly topics: readonly DescribeProducersRequestTopic[]
}

export type DescribeProducersRequestDraft = DescribeProducersRequest

export interface DescribeProducersRequestTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

export type DescribeProducersRequestTopicDraft = DescribeProducersRequestTopic

function decodeDescribeProducersRequestTopic(reader: Reader, _version: number): DescribeProducersRequestTopic {
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

function encodeDescribeProducersRequestTopic(writer: Writer, draft: DescribeProducersRequestTopicDraft, _version: number): void {
  writer.compactString(draft.name)
  const partitionIndexes = draft.partitionIndexes
  writer.compactCount(partitionIndexes.length)
  for (const element of partitionIndexes) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeDescribeProducersRequest(reader: Reader, version: number): DescribeProducersRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeProducersRequest', version)
  const topics: DescribeProducersRequestTopic[] = []
  const topicsCount = reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDescribeProducersRequestTopic(reader, version))
  reader.skipTags()
  return {
    topics,
  }
}

function encodeDescribeProducersRequest(writer: Writer, draft: DescribeProducersRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeProducersRequest', version)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeDescribeProducersRequestTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export interface DescribeProducersResponse {
  readonly throttleTimeMs: number
  readonly topics: readonly DescribeProducersResponseTopic[]
}

export interface DescribeProducersResponseDraft {
  readonly throttleTimeMs: number
  readonly topics: readonly DescribeProducersResponseTopicDraft[]
}

export interface DescribeProducersResponseTopic {
  readonly name: string
  readonly partitions: readonly DescribeProducersResponsePartition[]
}

export interface DescribeProducersResponseTopicDraft {
  readonly name: string
  readonly partitions: readonly DescribeProducersResponsePartitionDraft[]
}

export interface DescribeProducersResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly activeProducers: readonly DescribeProducersResponseActiveProducer[]
}

export interface DescribeProducersResponsePartitionDraft {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly activeProducers: readonly DescribeProducersResponseActiveProducerDraft[]
}

export interface DescribeProducersResponseActiveProducer {
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly lastSequence: number
  readonly lastTimestamp: bigint
  readonly coordinatorEpoch: number
  readonly currentTxnStartOffset: bigint
}

export interface DescribeProducersResponseActiveProducerDraft {
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly lastSequence?: number | undefined
  readonly lastTimestamp?: bigint | undefined
  readonly coordinatorEpoch: number
  readonly currentTxnStartOffset?: bigint | undefined
}

function decodeDescribeProducersResponseActiveProducer(reader: Reader, _version: number): DescribeProducersResponseActiveProducer {
  const producerId = reader.int64()
  const producerEpoch = reader.int32()
  const lastSequence = reader.int32()
  const lastTimestamp = reader.int64()
  const coordinatorEpoch = reader.int32()
  const currentTxnStartOffset = reader.int64()
  reader.skipTags()
  return {
    producerId,
    producerEpoch,
    lastSequence,
    lastTimestamp,
    coordinatorEpoch,
    currentTxnStartOffset,
  }
}

function encodeDescribeProducersResponseActiveProducer(writer: Writer, draft: DescribeProducersResponseActiveProducerDraft, _version: number): void {
  writer.int64(draft.producerId)
  writer.int32(draft.producerEpoch)
  writer.int32(draft.lastSequence ?? -1)
  writer.int64(draft.lastTimestamp ?? -1n)
  writer.int32(draft.coordinatorEpoch)
  writer.int64(draft.currentTxnStartOffset ?? -1n)
  writer.unsignedVarint(0)
}

function decodeDescribeProducersResponsePartition(reader: Reader, version: number): DescribeProducersResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const activeProducers: DescribeProducersResponseActiveProducer[] = []
  const activeProducersCount = reader.compactCount(37)
  for (let i = 0; i < activeProducersCount; i += 1) activeProducers.push(decodeDescribeProducersResponseActiveProducer(reader, version))
  reader.skipTags()
  return {
    partitionIndex,
    errorCode,
    errorMessage,
    activeProducers,
  }
}

function encodeDescribeProducersResponsePartition(writer: Writer, draft: DescribeProducersResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  const activeProducers = draft.activeProducers
  writer.compactCount(activeProducers.length)
  for (const element of activeProducers) encodeDescribeProducersResponseActiveProducer(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeDescribeProducersResponseTopic(reader: Reader, version: number): DescribeProducersResponseTopic {
  const name = reader.compactString()
  const partitions: DescribeProducersResponsePartition[] = []
  const partitionsCount = reader.compactCount(9)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeDescribeProducersResponsePartition(reader, version))
  reader.skipTags()
  return {
    name,
    partitions,
  }
}

function encodeDescribeProducersResponseTopic(writer: Writer, draft: DescribeProducersResponseTopicDraft, version: number): void {
  writer.compactString(draft.name)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeDescribeProducersResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeDescribeProducersResponse(reader: Reader, version: number): DescribeProducersResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeProducersResponse', version)
  const throttleTimeMs = reader.int32()
  const topics: DescribeProducersResponseTopic[] = []
  const topicsCount = reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDescribeProducersResponseTopic(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    topics,
  }
}

function encodeDescribeProducersResponse(writer: Writer, draft: DescribeProducersResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeProducersResponse', version)
  writer.int32(draft.throttleTimeMs)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeDescribeProducersResponseTopic(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<61, DescribeProducersRequest, DescribeProducersRequestDraft, DescribeProducersResponse, DescribeProducersResponseDraft> = {
  key: 61,
  name: 'DescribeProducers',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeDescribeProducersRequest, encode: encodeDescribeProducersRequest },
  response: { decode: decodeDescribeProducersResponse, encode: encodeDescribeProducersResponse },
}
