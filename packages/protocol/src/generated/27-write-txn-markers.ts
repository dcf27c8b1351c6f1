// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface WriteTxnMarkersRequest {
  readonly markers: readonly WriteTxnMarkersRequestMarker[]
}

export interface WriteTxnMarkersRequestDraft {
  readonly markers: readonly WriteTxnMarkersRequestMarkerDraft[]
}

export interface WriteTxnMarkersRequestMarker {
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly transactionResult: boolean
  readonly topics: readonly WriteTxnMarkersRequestTopic[]
  readonly coordinatorEpoch: number
  /** v2+ */
  readonly transactionVersion: number
}

export interface WriteTxnMarkersRequestMarkerDraft {
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly transactionResult: boolean
  readonly topics: readonly WriteTxnMarkersRequestTopicDraft[]
  readonly coordinatorEpoch: number
  readonly transactionVersion?: number | undefined
}

export interface WriteTxnMarkersRequestTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

export type WriteTxnMarkersRequestTopicDraft = WriteTxnMarkersRequestTopic

function decodeWriteTxnMarkersRequestTopic(reader: Reader, _version: number): WriteTxnMarkersRequestTopic {
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

function encodeWriteTxnMarkersRequestTopic(writer: Writer, draft: WriteTxnMarkersRequestTopicDraft, _version: number): void {
  writer.compactString(draft.name)
  const partitionIndexes = draft.partitionIndexes
  writer.compactCount(partitionIndexes.length)
  for (const element of partitionIndexes) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersRequestMarker(reader: Reader, version: number): WriteTxnMarkersRequestMarker {
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const transactionResult = reader.bool()
  const topics: WriteTxnMarkersRequestTopic[] = []
  const topicsCount = reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeWriteTxnMarkersRequestTopic(reader, version))
  const coordinatorEpoch = reader.int32()
  const transactionVersion = version >= 2 ? reader.int8() : 0
  reader.skipTags()
  return {
    producerId,
    producerEpoch,
    transactionResult,
    topics,
    coordinatorEpoch,
    transactionVersion,
  }
}

function encodeWriteTxnMarkersRequestMarker(writer: Writer, draft: WriteTxnMarkersRequestMarkerDraft, version: number): void {
  writer.int64(draft.producerId)
  writer.int16(draft.producerEpoch)
  writer.bool(draft.transactionResult)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeWriteTxnMarkersRequestTopic(writer, element, version)
  writer.int32(draft.coordinatorEpoch)
  if (version >= 2) {
    writer.int8(draft.transactionVersion ?? 0)
  }
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersRequest(reader: Reader, version: number): WriteTxnMarkersRequest {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('WriteTxnMarkersRequest', version)
  const markers: WriteTxnMarkersRequestMarker[] = []
  const markersCount = version >= 2 ? reader.compactCount(18) : reader.compactCount(17)
  for (let i = 0; i < markersCount; i += 1) markers.push(decodeWriteTxnMarkersRequestMarker(reader, version))
  reader.skipTags()
  return {
    markers,
  }
}

function encodeWriteTxnMarkersRequest(writer: Writer, draft: WriteTxnMarkersRequestDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('WriteTxnMarkersRequest', version)
  const markers = draft.markers
  writer.compactCount(markers.length)
  for (const element of markers) encodeWriteTxnMarkersRequestMarker(writer, element, version)
  writer.unsignedVarint(0)
}

export interface WriteTxnMarkersResponse {
  readonly markers: readonly WriteTxnMarkersResponseMarker[]
}

export type WriteTxnMarkersResponseDraft = WriteTxnMarkersResponse

export interface WriteTxnMarkersResponseMarker {
  readonly producerId: bigint
  readonly topics: readonly WriteTxnMarkersResponseTopic[]
}

export type WriteTxnMarkersResponseMarkerDraft = WriteTxnMarkersResponseMarker

export interface WriteTxnMarkersResponseTopic {
  readonly name: string
  readonly partitions: readonly WriteTxnMarkersResponsePartition[]
}

export type WriteTxnMarkersResponseTopicDraft = WriteTxnMarkersResponseTopic

export interface WriteTxnMarkersResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
}

export type WriteTxnMarkersResponsePartitionDraft = WriteTxnMarkersResponsePartition

function decodeWriteTxnMarkersResponsePartition(reader: Reader, _version: number): WriteTxnMarkersResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  reader.skipTags()
  return {
    partitionIndex,
    errorCode,
  }
}

function encodeWriteTxnMarkersResponsePartition(writer: Writer, draft: WriteTxnMarkersResponsePartitionDraft, _version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersResponseTopic(reader: Reader, version: number): WriteTxnMarkersResponseTopic {
  const name = reader.compactString()
  const partitions: WriteTxnMarkersResponsePartition[] = []
  const partitionsCount = reader.compactCount(7)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeWriteTxnMarkersResponsePartition(reader, version))
  reader.skipTags()
  return {
    name,
    partitions,
  }
}

function encodeWriteTxnMarkersResponseTopic(writer: Writer, draft: WriteTxnMarkersResponseTopicDraft, version: number): void {
  writer.compactString(draft.name)
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeWriteTxnMarkersResponsePartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersResponseMarker(reader: Reader, version: number): WriteTxnMarkersResponseMarker {
  const producerId = reader.int64()
  const topics: WriteTxnMarkersResponseTopic[] = []
  const topicsCount = reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeWriteTxnMarkersResponseTopic(reader, version))
  reader.skipTags()
  return {
    producerId,
    topics,
  }
}

function encodeWriteTxnMarkersResponseMarker(writer: Writer, draft: WriteTxnMarkersResponseMarkerDraft, version: number): void {
  writer.int64(draft.producerId)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeWriteTxnMarkersResponseTopic(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeWriteTxnMarkersResponse(reader: Reader, version: number): WriteTxnMarkersResponse {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('WriteTxnMarkersResponse', version)
  const markers: WriteTxnMarkersResponseMarker[] = []
  const markersCount = reader.compactCount(10)
  for (let i = 0; i < markersCount; i += 1) markers.push(decodeWriteTxnMarkersResponseMarker(reader, version))
  reader.skipTags()
  return {
    markers,
  }
}

function encodeWriteTxnMarkersResponse(writer: Writer, draft: WriteTxnMarkersResponseDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('WriteTxnMarkersResponse', version)
  const markers = draft.markers
  writer.compactCount(markers.length)
  for (const element of markers) encodeWriteTxnMarkersResponseMarker(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<27, WriteTxnMarkersRequest, WriteTxnMarkersRequestDraft, WriteTxnMarkersResponse, WriteTxnMarkersResponseDraft> = {
  key: 27,
  name: 'WriteTxnMarkers',
  versions: { min: 1, max: 2 },
  flexibleSince: 1,
  request: { decode: decodeWriteTxnMarkersRequest, encode: encodeWriteTxnMarkersRequest },
  response: { decode: decodeWriteTxnMarkersResponse, encode: encodeWriteTxnMarkersResponse },
}
