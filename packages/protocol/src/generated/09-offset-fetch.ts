// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { type Uuid, zeroUuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface OffsetFetchRequest {
  /** up to v7 */
  readonly groupId: string
  /** up to v7 */
  readonly topics: readonly OffsetFetchRequestTopic[] | null
  /** v8+ */
  readonly groups: readonly OffsetFetchRequestGroup[]
  /** v7+ */
  readonly requireStable: boolean
}

export interface OffsetFetchRequestDraft {
  readonly groupId?: string | undefined
  readonly topics?: readonly OffsetFetchRequestTopicDraft[] | null | undefined
  readonly groups?: readonly OffsetFetchRequestGroupDraft[] | undefined
  readonly requireStable?: boolean | undefined
}

export interface OffsetFetchRequestGroup {
  readonly groupId: string
  /** v9+ */
  readonly memberId: string | null
  /** v9+ */
  readonly memberEpoch: number
  readonly topics: readonly OffsetFetchRequestGroupTopic[] | null
}

export interface OffsetFetchRequestGroupDraft {
  readonly groupId: string
  readonly memberId?: string | null | undefined
  readonly memberEpoch?: number | undefined
  readonly topics: readonly OffsetFetchRequestGroupTopicDraft[] | null
}

export interface OffsetFetchRequestGroupTopic {
  /** up to v9 */
  readonly name: string
  /** v10+ */
  readonly topicId: Uuid
  readonly partitionIndexes: readonly number[]
}

export interface OffsetFetchRequestGroupTopicDraft {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitionIndexes: readonly number[]
}

export interface OffsetFetchRequestTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

export type OffsetFetchRequestTopicDraft = OffsetFetchRequestTopic

function decodeOffsetFetchRequestTopic(reader: Reader, version: number): OffsetFetchRequestTopic {
  const name = version >= 6 ? reader.compactString() : reader.string()
  const partitionIndexes: number[] = []
  const partitionIndexesCount = version >= 6 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < partitionIndexesCount; i += 1) partitionIndexes.push(reader.int32())
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    name,
    partitionIndexes,
  }
}

function encodeOffsetFetchRequestTopic(writer: Writer, draft: OffsetFetchRequestTopicDraft, version: number): void {
  const name = draft.name
  if (version >= 6) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const partitionIndexes = draft.partitionIndexes
  if (version >= 6) {
    writer.compactCount(partitionIndexes.length)
  } else {
    writer.count(partitionIndexes.length)
  }
  for (const element of partitionIndexes) writer.int32(element)
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

function decodeOffsetFetchRequestGroupTopic(reader: Reader, version: number): OffsetFetchRequestGroupTopic {
  const name = version >= 10 ? '' : reader.compactString()
  const topicId = version >= 10 ? reader.uuid() : zeroUuid
  const partitionIndexes: number[] = []
  const partitionIndexesCount = reader.compactCount(4)
  for (let i = 0; i < partitionIndexesCount; i += 1) partitionIndexes.push(reader.int32())
  reader.skipTags()
  return {
    name,
    topicId,
    partitionIndexes,
  }
}

function encodeOffsetFetchRequestGroupTopic(writer: Writer, draft: OffsetFetchRequestGroupTopicDraft, version: number): void {
  if (version < 10) {
    writer.compactString(draft.name ?? '')
  }
  if (version >= 10) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  const partitionIndexes = draft.partitionIndexes
  writer.compactCount(partitionIndexes.length)
  for (const element of partitionIndexes) writer.int32(element)
  writer.unsignedVarint(0)
}

function decodeOffsetFetchRequestGroup(reader: Reader, version: number): OffsetFetchRequestGroup {
  const groupId = reader.compactString()
  const memberId = version >= 9 ? reader.compactNullableString() : null
  const memberEpoch = version >= 9 ? reader.int32() : -1
  let topics: OffsetFetchRequestGroupTopic[] | null = []
  const topicsCount = version >= 10 ? reader.compactNullableCount(18) : reader.compactNullableCount(3)
  if (topicsCount < 0) {
    topics = null
  } else {
    topics = []
    for (let i = 0; i < topicsCount; i += 1) topics.push(decodeOffsetFetchRequestGroupTopic(reader, version))
  }
  reader.skipTags()
  return {
    groupId,
    memberId,
    memberEpoch,
    topics,
  }
}

function encodeOffsetFetchRequestGroup(writer: Writer, draft: OffsetFetchRequestGroupDraft, version: number): void {
  writer.compactString(draft.groupId)
  if (version >= 9) {
    writer.compactNullableString(draft.memberId ?? null)
  }
  if (version >= 9) {
    writer.int32(draft.memberEpoch ?? -1)
  }
  const topics = draft.topics
  writer.compactCount(topics === null ? -1 : topics.length)
  if (topics !== null) {
    for (const element of topics) encodeOffsetFetchRequestGroupTopic(writer, element, version)
  }
  writer.unsignedVarint(0)
}

function decodeOffsetFetchRequest(reader: Reader, version: number): OffsetFetchRequest {
  if (version < 1 || version > 10) throw protocolErrors.UNSUPPORTED_VERSION('OffsetFetchRequest', version)
  const groupId = version >= 8 ? '' : version >= 6 ? reader.compactString() : reader.string()
  let topics: OffsetFetchRequestTopic[] | null = []
  if (version < 8) {
    const topicsCount = version >= 6 ? reader.compactNullableCount(3) : version >= 2 ? reader.nullableCount(6) : reader.count(6)
    if (topicsCount < 0) {
      topics = null
    } else {
      topics = []
      for (let i = 0; i < topicsCount; i += 1) topics.push(decodeOffsetFetchRequestTopic(reader, version))
    }
  }
  const groups: OffsetFetchRequestGroup[] = []
  if (version >= 8) {
    const groupsCount = version >= 9 ? reader.compactCount(8) : reader.compactCount(3)
    for (let i = 0; i < groupsCount; i += 1) groups.push(decodeOffsetFetchRequestGroup(reader, version))
  }
  const requireStable = version >= 7 ? reader.bool() : false
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    groupId,
    topics,
    groups,
    requireStable,
  }
}

function encodeOffsetFetchRequest(writer: Writer, draft: OffsetFetchRequestDraft, version: number): void {
  if (version < 1 || version > 10) throw protocolErrors.UNSUPPORTED_VERSION('OffsetFetchRequest', version)
  const groupId = draft.groupId ?? ''
  if (version >= 8) {
    if (groupId !== '') throw protocolErrors.UNSUPPORTED_FIELD('OffsetFetchRequest.groupId', version)
  } else if (version >= 6) {
    writer.compactString(groupId)
  } else {
    writer.string(groupId)
  }
  const topics = draft.topics === undefined ? [] : draft.topics
  if (version >= 8) {
    if (topics === null || topics.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('OffsetFetchRequest.topics', version)
  } else if (version >= 6) {
    writer.compactCount(topics === null ? -1 : topics.length)
  } else if (version >= 2) {
    writer.count(topics === null ? -1 : topics.length)
  } else {
    if (topics === null) throw protocolErrors.NOT_NULLABLE('OffsetFetchRequest.topics', version)
    writer.count(topics === null ? -1 : topics.length)
  }
  if (topics !== null) {
    if (version < 8) {
      for (const element of topics) encodeOffsetFetchRequestTopic(writer, element, version)
    }
  }
  const groups = draft.groups ?? []
  if (version >= 8) {
    writer.compactCount(groups.length)
  } else {
    if (groups.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('OffsetFetchRequest.groups', version)
  }
  if (version >= 8) {
    for (const element of groups) encodeOffsetFetchRequestGroup(writer, element, version)
  }
  const requireStable = draft.requireStable ?? false
  if (version >= 7) {
    writer.bool(requireStable)
  } else {
    if (requireStable !== false) throw protocolErrors.UNSUPPORTED_FIELD('OffsetFetchRequest.requireStable', version)
  }
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

export interface OffsetFetchResponse {
  /** v3+ */
  readonly throttleTimeMs: number
  /** up to v7 */
  readonly topics: readonly OffsetFetchResponseTopic[]
  /** v2-7 */
  readonly errorCode: number
  /** v8+ */
  readonly groups: readonly OffsetFetchResponseGroup[]
}

export interface OffsetFetchResponseDraft {
  readonly throttleTimeMs?: number | undefined
  readonly topics?: readonly OffsetFetchResponseTopicDraft[] | undefined
  readonly errorCode?: number | undefined
  readonly groups?: readonly OffsetFetchResponseGroupDraft[] | undefined
}

export interface OffsetFetchResponseGroup {
  readonly groupId: string
  readonly topics: readonly OffsetFetchResponseGroupTopic[]
  readonly errorCode: number
}

export interface OffsetFetchResponseGroupDraft {
  readonly groupId: string
  readonly topics: readonly OffsetFetchResponseGroupTopicDraft[]
  readonly errorCode?: number | undefined
}

export interface OffsetFetchResponseGroupTopic {
  /** up to v9 */
  readonly name: string
  /** v10+ */
  readonly topicId: Uuid
  readonly partitions: readonly OffsetFetchResponseGroupTopicPartition[]
}

export interface OffsetFetchResponseGroupTopicDraft {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly OffsetFetchResponseGroupTopicPartitionDraft[]
}

export interface OffsetFetchResponseGroupTopicPartition {
  readonly partitionIndex: number
  readonly committedOffset: bigint
  readonly committedLeaderEpoch: number
  readonly metadata: string | null
  readonly errorCode: number
}

export interface OffsetFetchResponseGroupTopicPartitionDraft {
  readonly partitionIndex: number
  readonly committedOffset: bigint
  readonly committedLeaderEpoch?: number | undefined
  readonly metadata: string | null
  readonly errorCode: number
}

export interface OffsetFetchResponseTopic {
  readonly name: string
  readonly partitions: readonly OffsetFetchResponseTopicPartition[]
}

export interface OffsetFetchResponseTopicDraft {
  readonly name: string
  readonly partitions: readonly OffsetFetchResponseTopicPartitionDraft[]
}

export interface OffsetFetchResponseTopicPartition {
  readonly partitionIndex: number
  readonly committedOffset: bigint
  /** v5+ */
  readonly committedLeaderEpoch: number
  readonly metadata: string | null
  readonly errorCode: number
}

export interface OffsetFetchResponseTopicPartitionDraft {
  readonly partitionIndex: number
  readonly committedOffset: bigint
  readonly committedLeaderEpoch?: number | undefined
  readonly metadata: string | null
  readonly errorCode: number
}

function decodeOffsetFetchResponseTopicPartition(reader: Reader, version: number): OffsetFetchResponseTopicPartition {
  const partitionIndex = reader.int32()
  const committedOffset = reader.int64()
  const committedLeaderEpoch = version >= 5 ? reader.int32() : -1
  const metadata = version >= 6 ? reader.compactNullableString() : reader.nullableString()
  const errorCode = reader.int16()
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    partitionIndex,
    committedOffset,
    committedLeaderEpoch,
    metadata,
    errorCode,
  }
}

function encodeOffsetFetchResponseTopicPartition(writer: Writer, draft: OffsetFetchResponseTopicPartitionDraft, version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int64(draft.committedOffset)
  if (version >= 5) {
    writer.int32(draft.committedLeaderEpoch ?? -1)
  }
  const metadata = draft.metadata
  if (version >= 6) {
    writer.compactNullableString(metadata)
  } else {
    writer.nullableString(metadata)
  }
  writer.int16(draft.errorCode)
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

function decodeOffsetFetchResponseTopic(reader: Reader, version: number): OffsetFetchResponseTopic {
  const name = version >= 6 ? reader.compactString() : reader.string()
  const partitions: OffsetFetchResponseTopicPartition[] = []
  const partitionsCount = version >= 6 ? reader.compactCount(20) : version >= 5 ? reader.count(20) : reader.count(16)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeOffsetFetchResponseTopicPartition(reader, version))
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    name,
    partitions,
  }
}

function encodeOffsetFetchResponseTopic(writer: Writer, draft: OffsetFetchResponseTopicDraft, version: number): void {
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
  for (const element of partitions) encodeOffsetFetchResponseTopicPartition(writer, element, version)
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

function decodeOffsetFetchResponseGroupTopicPartition(reader: Reader, _version: number): OffsetFetchResponseGroupTopicPartition {
  const partitionIndex = reader.int32()
  const committedOffset = reader.int64()
  const committedLeaderEpoch = reader.int32()
  const metadata = reader.compactNullableString()
  const errorCode = reader.int16()
  reader.skipTags()
  return {
    partitionIndex,
    committedOffset,
    committedLeaderEpoch,
    metadata,
    errorCode,
  }
}

function encodeOffsetFetchResponseGroupTopicPartition(writer: Writer, draft: OffsetFetchResponseGroupTopicPartitionDraft, _version: number): void {
  writer.int32(draft.partitionIndex)
  writer.int64(draft.committedOffset)
  writer.int32(draft.committedLeaderEpoch ?? -1)
  writer.compactNullableString(draft.metadata)
  writer.int16(draft.errorCode)
  writer.unsignedVarint(0)
}

function decodeOffsetFetchResponseGroupTopic(reader: Reader, version: number): OffsetFetchResponseGroupTopic {
  const name = version >= 10 ? '' : reader.compactString()
  const topicId = version >= 10 ? reader.uuid() : zeroUuid
  const partitions: OffsetFetchResponseGroupTopicPartition[] = []
  const partitionsCount = reader.compactCount(20)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(decodeOffsetFetchResponseGroupTopicPartition(reader, version))
  reader.skipTags()
  return {
    name,
    topicId,
    partitions,
  }
}

function encodeOffsetFetchResponseGroupTopic(writer: Writer, draft: OffsetFetchResponseGroupTopicDraft, version: number): void {
  if (version < 10) {
    writer.compactString(draft.name ?? '')
  }
  if (version >= 10) {
    writer.uuid(draft.topicId ?? zeroUuid)
  }
  const partitions = draft.partitions
  writer.compactCount(partitions.length)
  for (const element of partitions) encodeOffsetFetchResponseGroupTopicPartition(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeOffsetFetchResponseGroup(reader: Reader, version: number): OffsetFetchResponseGroup {
  const groupId = reader.compactString()
  const topics: OffsetFetchResponseGroupTopic[] = []
  const topicsCount = version >= 10 ? reader.compactCount(18) : reader.compactCount(3)
  for (let i = 0; i < topicsCount; i += 1) topics.push(decodeOffsetFetchResponseGroupTopic(reader, version))
  const errorCode = reader.int16()
  reader.skipTags()
  return {
    groupId,
    topics,
    errorCode,
  }
}

function encodeOffsetFetchResponseGroup(writer: Writer, draft: OffsetFetchResponseGroupDraft, version: number): void {
  writer.compactString(draft.groupId)
  const topics = draft.topics
  writer.compactCount(topics.length)
  for (const element of topics) encodeOffsetFetchResponseGroupTopic(writer, element, version)
  writer.int16(draft.errorCode ?? 0)
  writer.unsignedVarint(0)
}

function decodeOffsetFetchResponse(reader: Reader, version: number): OffsetFetchResponse {
  if (version < 1 || version > 10) throw protocolErrors.UNSUPPORTED_VERSION('OffsetFetchResponse', version)
  const throttleTimeMs = version >= 3 ? reader.int32() : 0
  const topics: OffsetFetchResponseTopic[] = []
  if (version < 8) {
    const topicsCount = version >= 6 ? reader.compactCount(3) : reader.count(6)
    for (let i = 0; i < topicsCount; i += 1) topics.push(decodeOffsetFetchResponseTopic(reader, version))
  }
  const errorCode = version >= 8 ? 0 : version >= 2 ? reader.int16() : 0
  const groups: OffsetFetchResponseGroup[] = []
  if (version >= 8) {
    const groupsCount = reader.compactCount(5)
    for (let i = 0; i < groupsCount; i += 1) groups.push(decodeOffsetFetchResponseGroup(reader, version))
  }
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    topics,
    errorCode,
    groups,
  }
}

function encodeOffsetFetchResponse(writer: Writer, draft: OffsetFetchResponseDraft, version: number): void {
  if (version < 1 || version > 10) throw protocolErrors.UNSUPPORTED_VERSION('OffsetFetchResponse', version)
  if (version >= 3) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  const topics = draft.topics ?? []
  if (version >= 8) {
    if (topics.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('OffsetFetchResponse.topics', version)
  } else if (version >= 6) {
    writer.compactCount(topics.length)
  } else {
    writer.count(topics.length)
  }
  if (version < 8) {
    for (const element of topics) encodeOffsetFetchResponseTopic(writer, element, version)
  }
  if (version < 8) {
    if (version >= 2) {
      writer.int16(draft.errorCode ?? 0)
    }
  }
  const groups = draft.groups ?? []
  if (version >= 8) {
    writer.compactCount(groups.length)
  } else {
    if (groups.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('OffsetFetchResponse.groups', version)
  }
  if (version >= 8) {
    for (const element of groups) encodeOffsetFetchResponseGroup(writer, element, version)
  }
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<9, OffsetFetchRequest, OffsetFetchRequestDraft, OffsetFetchResponse, OffsetFetchResponseDraft> = {
  key: 9,
  name: 'OffsetFetch',
  versions: { min: 1, max: 10 },
  flexibleSince: 6,
  request: { decode: decodeOffsetFetchRequest, encode: encodeOffsetFetchRequest },
  response: { decode: decodeOffsetFetchResponse, encode: encodeOffsetFetchResponse },
}
