// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DescribeLogDirsRequest {
  readonly topics: readonly DescribeLogDirsRequestTopic[] | null
}

export type DescribeLogDirsRequestDraft = DescribeLogDirsRequest

export interface DescribeLogDirsRequestTopic {
  readonly topic: string
  readonly partitions: readonly number[]
}

export type DescribeLogDirsRequestTopicDraft = DescribeLogDirsRequestTopic

function decodeDescribeLogDirsRequestTopic(reader: Reader, version: number): DescribeLogDirsRequestTopic {
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

function encodeDescribeLogDirsRequestTopic(writer: Writer, draft: DescribeLogDirsRequestTopicDraft, version: number): void {
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

function decodeDescribeLogDirsRequest(reader: Reader, version: number): DescribeLogDirsRequest {
  if (version < 1 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('DescribeLogDirsRequest', version)
  let topics: DescribeLogDirsRequestTopic[] | null = []
  const topicsCount = version >= 2 ? reader.compactNullableCount(3) : reader.nullableCount(6)
  if (topicsCount < 0) {
    topics = null
  } else {
    topics = []
    for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDescribeLogDirsRequestTopic(reader, version))
  }
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    topics,
  }
}

function encodeDescribeLogDirsRequest(writer: Writer, draft: DescribeLogDirsRequestDraft, version: number): void {
  if (version < 1 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('DescribeLogDirsRequest', version)
  const topics = draft.topics
  if (version >= 2) {
    writer.compactCount(topics === null ? -1 : topics.length)
  } else {
    writer.count(topics === null ? -1 : topics.length)
  }
  if (topics !== null) {
    for (const element of topics) encodeDescribeLogDirsRequestTopic(writer, element, version)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface DescribeLogDirsResponse {
  readonly throttleTimeMs: number
  /** v3+ */
  readonly errorCode: number
  readonly results: readonly DescribeLogDirsResponseResult[]
}

export interface DescribeLogDirsResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode?: number | undefined
  readonly results: readonly DescribeLogDirsResponseResultDraft[]
}

export interface DescribeLogDirsResponseResult {
  readonly errorCode: number
  readonly logDir: string
  readonly topics: readonly DescribeLogDirsResponseTopic[]
  /** v4+ */
  readonly totalBytes: bigint
  /** v4+ */
  readonly usableBytes: bigint
  /** v5+ */
  readonly isCordoned: boolean
}

export interface DescribeLogDirsResponseResultDraft {
  readonly errorCode: number
  readonly logDir: string
  readonly topics: readonly DescribeLogDirsResponseTopicDraft[]
  readonly totalBytes?: bigint | undefined
  readonly usableBytes?: bigint | undefined
  readonly isCordoned?: boolean | undefined
}

export interface DescribeLogDirsResponseTopic {
  readonly name: string
  readonly partitions: readonly DescribeLogDirsResponsePartition[]
}

export type DescribeLogDirsResponseTopicDraft = DescribeLogDirsResponseTopic

export interface DescribeLogDirsResponsePartition {
  readonly partitionIndex: number
  readonly partitionSize: bigint
  readonly offsetLag: bigint
  readonly isFutureKey: boolean
}

export type DescribeLogDirsResponsePartitionDraft = DescribeLogDirsResponsePartition

function decodeDescribeLogDirsResponsePartition(reader: Reader, version: number): DescribeLogDirsResponsePartition {
  const partitionIndex = reader.int32()
  const partitionSize = reader.int64()
  const offsetLag = reader.int64()
  const isFutureKey = reader.bool()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    partitionSize,
    offsetLag,
    isFutureKey,
  }
}

function encodeDescribeLogDirsResponsePartition(writer: Writer, draft: DescribeLogDirsResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int64(draft.partitionSize)
  writer.int64(draft.offsetLag)
  writer.bool(draft.isFutureKey)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeLogDirsResponseTopic(reader: Reader, version: number): DescribeLogDirsResponseTopic {
  const name = version >= 2 ? reader.compactString() : reader.string()
  const partitions: DescribeLogDirsResponsePartition[] = []
  const partitionsCount = version >= 2 ? reader.compactCount(22) : reader.count(21)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeDescribeLogDirsResponsePartition(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    name,
    partitions,
  }
}

function encodeDescribeLogDirsResponseTopic(writer: Writer, draft: DescribeLogDirsResponseTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 2) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const partitions = draft.partitions
  if (version >= 2) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeDescribeLogDirsResponsePartition(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeLogDirsResponseResult(reader: Reader, version: number): DescribeLogDirsResponseResult {
  const errorCode = reader.int16()
  const logDir = version >= 2 ? reader.compactString() : reader.string()
  const topics: DescribeLogDirsResponseTopic[] = []
  const topicsCount = version >= 2 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeDescribeLogDirsResponseTopic(reader, version))
  const totalBytes = version >= 4 ? reader.int64() : -1n
  const usableBytes = version >= 4 ? reader.int64() : -1n
  const isCordoned = version >= 5 ? reader.bool() : false
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    errorCode,
    logDir,
    topics,
    totalBytes,
    usableBytes,
    isCordoned,
  }
}

function encodeDescribeLogDirsResponseResult(writer: Writer, draft: DescribeLogDirsResponseResultDraft, version: number): void {
  writer.int16(draft.errorCode)
  const logDir = draft.logDir
  if (version >= 2) {
    writer.compactString(logDir)
  } else {
    writer.string(logDir)
  }
  const topics = draft.topics
  if (version >= 2) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeDescribeLogDirsResponseTopic(writer, element, version)
  if (version >= 4) {
    writer.int64(draft.totalBytes ?? -1n)
  }
  if (version >= 4) {
    writer.int64(draft.usableBytes ?? -1n)
  }
  if (version >= 5) {
    writer.bool(draft.isCordoned ?? false)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeLogDirsResponse(reader: Reader, version: number): DescribeLogDirsResponse {
  if (version < 1 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('DescribeLogDirsResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = version >= 3 ? reader.int16() : 0
  const results: DescribeLogDirsResponseResult[] = []
  const resultsCount = version >= 5 ? reader.compactCount(22) : version >= 4 ? reader.compactCount(21) : version >= 2 ? reader.compactCount(5) : reader.count(8)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeDescribeLogDirsResponseResult(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    results,
  }
}

function encodeDescribeLogDirsResponse(writer: Writer, draft: DescribeLogDirsResponseDraft, version: number): void {
  if (version < 1 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('DescribeLogDirsResponse', version)
  writer.int32(draft.throttleTimeMs)
  if (version >= 3) {
    writer.int16(draft.errorCode ?? 0)
  }
  const results = draft.results
  if (version >= 2) {
    writer.compactCount(results.length)
  } else {
    writer.count(results.length)
  }
  for (const element of results) encodeDescribeLogDirsResponseResult(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<35, DescribeLogDirsRequest, DescribeLogDirsRequestDraft, DescribeLogDirsResponse, DescribeLogDirsResponseDraft> = {
  key: 35,
  name: 'DescribeLogDirs',
  versions: { min: 1, max: 5 },
  flexibleSince: 2,
  request: { decode: decodeDescribeLogDirsRequest, encode: encodeDescribeLogDirsRequest },
  response: { decode: decodeDescribeLogDirsResponse, encode: encodeDescribeLogDirsResponse },
}
