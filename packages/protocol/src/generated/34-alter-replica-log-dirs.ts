// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface AlterReplicaLogDirsRequest {
  readonly dirs: readonly AlterReplicaLogDirsRequestDir[]
}

export type AlterReplicaLogDirsRequestDraft = AlterReplicaLogDirsRequest

export interface AlterReplicaLogDirsRequestDir {
  readonly path: string
  readonly topics: readonly AlterReplicaLogDirsRequestTopic[]
}

export type AlterReplicaLogDirsRequestDirDraft = AlterReplicaLogDirsRequestDir

export interface AlterReplicaLogDirsRequestTopic {
  readonly name: string
  readonly partitions: readonly number[]
}

export type AlterReplicaLogDirsRequestTopicDraft = AlterReplicaLogDirsRequestTopic

function decodeAlterReplicaLogDirsRequestTopic(reader: Reader, version: number): AlterReplicaLogDirsRequestTopic {
  const name = version >= 2 ? reader.compactString() : reader.string()
  const partitions: number[] = []
  const partitionsCount = version >= 2 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    name,
    partitions,
  }
}

function encodeAlterReplicaLogDirsRequestTopic(writer: Writer, draft: AlterReplicaLogDirsRequestTopicDraft, version: number): void {
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
  for (const element of partitions) writer.int32(element)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeAlterReplicaLogDirsRequestDir(reader: Reader, version: number): AlterReplicaLogDirsRequestDir {
  const path = version >= 2 ? reader.compactString() : reader.string()
  const topics: AlterReplicaLogDirsRequestTopic[] = []
  const topicsCount = version >= 2 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeAlterReplicaLogDirsRequestTopic(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    path,
    topics,
  }
}

function encodeAlterReplicaLogDirsRequestDir(writer: Writer, draft: AlterReplicaLogDirsRequestDirDraft, version: number): void {
  const path = draft.path
  if (version >= 2) {
    writer.compactString(path)
  } else {
    writer.string(path)
  }
  const topics = draft.topics
  if (version >= 2) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  for (const element of topics) encodeAlterReplicaLogDirsRequestTopic(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeAlterReplicaLogDirsRequest(reader: Reader, version: number): AlterReplicaLogDirsRequest {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('AlterReplicaLogDirsRequest', version)
  const dirs: AlterReplicaLogDirsRequestDir[] = []
  const dirsCount = version >= 2 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < dirsCount; i += 1) dirs.push(decodeAlterReplicaLogDirsRequestDir(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    dirs,
  }
}

function encodeAlterReplicaLogDirsRequest(writer: Writer, draft: AlterReplicaLogDirsRequestDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('AlterReplicaLogDirsRequest', version)
  const dirs = draft.dirs
  if (version >= 2) {
    writer.compactCount(dirs.length)
  } else {
    writer.count(dirs.length)
  }
  for (const element of dirs) encodeAlterReplicaLogDirsRequestDir(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface AlterReplicaLogDirsResponse {
  readonly throttleTimeMs: number
  readonly results: readonly AlterReplicaLogDirsResponseResult[]
}

export type AlterReplicaLogDirsResponseDraft = AlterReplicaLogDirsResponse

export interface AlterReplicaLogDirsResponseResult {
  readonly topicName: string
  readonly partitions: readonly AlterReplicaLogDirsResponsePartition[]
}

export type AlterReplicaLogDirsResponseResultDraft = AlterReplicaLogDirsResponseResult

export interface AlterReplicaLogDirsResponsePartition {
  readonly partitionIndex: number
  readonly errorCode: number
}

export type AlterReplicaLogDirsResponsePartitionDraft = AlterReplicaLogDirsResponsePartition

function decodeAlterReplicaLogDirsResponsePartition(reader: Reader, version: number): AlterReplicaLogDirsResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    errorCode,
  }
}

function encodeAlterReplicaLogDirsResponsePartition(writer: Writer, draft: AlterReplicaLogDirsResponsePartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int16(draft.errorCode)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeAlterReplicaLogDirsResponseResult(reader: Reader, version: number): AlterReplicaLogDirsResponseResult {
  const topicName = version >= 2 ? reader.compactString() : reader.string()
  const partitions: AlterReplicaLogDirsResponsePartition[] = []
  const partitionsCount = version >= 2 ? reader.compactCount(7) : reader.count(6)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeAlterReplicaLogDirsResponsePartition(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    topicName,
    partitions,
  }
}

function encodeAlterReplicaLogDirsResponseResult(writer: Writer, draft: AlterReplicaLogDirsResponseResultDraft, version: number): void {
  const topicName = draft.topicName
  if (version >= 2) {
    writer.compactString(topicName)
  } else {
    writer.string(topicName)
  }
  const partitions = draft.partitions
  if (version >= 2) {
    writer.compactCount(partitions.length)
  } else {
    writer.count(partitions.length)
  }
  for (const element of partitions) encodeAlterReplicaLogDirsResponsePartition(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeAlterReplicaLogDirsResponse(reader: Reader, version: number): AlterReplicaLogDirsResponse {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('AlterReplicaLogDirsResponse', version)
  const throttleTimeMs = reader.int32()
  const results: AlterReplicaLogDirsResponseResult[] = []
  const resultsCount = version >= 2 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeAlterReplicaLogDirsResponseResult(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    results,
  }
}

function encodeAlterReplicaLogDirsResponse(writer: Writer, draft: AlterReplicaLogDirsResponseDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('AlterReplicaLogDirsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const results = draft.results
  if (version >= 2) {
    writer.compactCount(results.length)
  } else {
    writer.count(results.length)
  }
  for (const element of results) encodeAlterReplicaLogDirsResponseResult(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<34, AlterReplicaLogDirsRequest, AlterReplicaLogDirsRequestDraft, AlterReplicaLogDirsResponse, AlterReplicaLogDirsResponseDraft> = {
  key: 34,
  name: 'AlterReplicaLogDirs',
  versions: { min: 1, max: 2 },
  flexibleSince: 2,
  request: { decode: decodeAlterReplicaLogDirsRequest, encode: encodeAlterReplicaLogDirsRequest },
  response: { decode: decodeAlterReplicaLogDirsResponse, encode: encodeAlterReplicaLogDirsResponse },
}
