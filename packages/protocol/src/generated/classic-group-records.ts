// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { RecordCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { type Uuid, zeroUuid } from '../uuid.ts'
import { Writer } from '../writer.ts'

export interface LegacyOffsetCommitKey {
  readonly group: string
  readonly topic: string
  readonly partition: number
}

export type LegacyOffsetCommitKeyDraft = LegacyOffsetCommitKey

function decodeLegacyOffsetCommitKey(reader: Reader, version: number): LegacyOffsetCommitKey {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('LegacyOffsetCommitKey', version)
  const group = reader.string()
  const topic = reader.string()
  const partition = reader.int32()
  return {
    group,
    topic,
    partition,
  }
}

function encodeLegacyOffsetCommitKey(writer: Writer, draft: LegacyOffsetCommitKeyDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('LegacyOffsetCommitKey', version)
  writer.string(draft.group)
  writer.string(draft.topic)
  writer.int32(draft.partition)
}

export interface LegacyOffsetCommitValue {
  readonly offset: bigint
  readonly metadata: string
  readonly commitTimestamp: bigint
}

export type LegacyOffsetCommitValueDraft = LegacyOffsetCommitValue

function decodeLegacyOffsetCommitValue(reader: Reader, version: number): LegacyOffsetCommitValue {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('LegacyOffsetCommitValue', version)
  const offset = reader.int64()
  const metadata = reader.string()
  const commitTimestamp = reader.int64()
  return {
    offset,
    metadata,
    commitTimestamp,
  }
}

function encodeLegacyOffsetCommitValue(writer: Writer, draft: LegacyOffsetCommitValueDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('LegacyOffsetCommitValue', version)
  writer.int64(draft.offset)
  writer.string(draft.metadata)
  writer.int64(draft.commitTimestamp)
}

export const legacyOffsetCommitRecord: RecordCodec<LegacyOffsetCommitKey, LegacyOffsetCommitValue, LegacyOffsetCommitValueDraft> = {
  type: 0,
  name: 'LegacyOffsetCommit',
  versions: { min: 0, max: 0 },
  flexibleSince: Infinity,
  key: { decode: decodeLegacyOffsetCommitKey, encode: encodeLegacyOffsetCommitKey },
  value: { decode: decodeLegacyOffsetCommitValue, encode: encodeLegacyOffsetCommitValue },
}

export interface OffsetCommitKey {
  readonly group: string
  readonly topic: string
  readonly partition: number
}

export type OffsetCommitKeyDraft = OffsetCommitKey

function decodeOffsetCommitKey(reader: Reader, version: number): OffsetCommitKey {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('OffsetCommitKey', version)
  const group = reader.string()
  const topic = reader.string()
  const partition = reader.int32()
  return {
    group,
    topic,
    partition,
  }
}

function encodeOffsetCommitKey(writer: Writer, draft: OffsetCommitKeyDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('OffsetCommitKey', version)
  writer.string(draft.group)
  writer.string(draft.topic)
  writer.int32(draft.partition)
}

export interface OffsetCommitValue {
  readonly offset: bigint
  /** v3+ */
  readonly leaderEpoch: number
  readonly metadata: string
  readonly commitTimestamp: bigint
  /** v1-1 */
  readonly expireTimestamp: bigint
  /** v4+ */
  readonly topicId: Uuid
}

export interface OffsetCommitValueDraft {
  readonly offset: bigint
  readonly leaderEpoch?: number | undefined
  readonly metadata: string
  readonly commitTimestamp: bigint
  readonly expireTimestamp?: bigint | undefined
  readonly topicId?: Uuid | undefined
}

function decodeOffsetCommitValue(reader: Reader, version: number): OffsetCommitValue {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('OffsetCommitValue', version)
  const offset = reader.int64()
  const leaderEpoch = version >= 3 ? reader.int32() : -1
  const metadata = version >= 4 ? reader.compactString() : reader.string()
  const commitTimestamp = reader.int64()
  const expireTimestamp = version >= 2 ? -1n : version >= 1 ? reader.int64() : -1n
  let topicId: Uuid = zeroUuid
  if (version >= 4) {
    const tagCount = reader.tagCount()
    for (let t = 0, tag = -1; t < tagCount; t += 1) {
      tag = reader.tag(tag)
      if (tag === 0) {
        const end = reader.tagEnd()
        topicId = reader.uuid()
        reader.endTag(tag, end)
      } else {
        reader.skipTag()
      }
    }
  }
  return {
    offset,
    leaderEpoch,
    metadata,
    commitTimestamp,
    expireTimestamp,
    topicId,
  }
}

function encodeOffsetCommitValue(writer: Writer, draft: OffsetCommitValueDraft, version: number): void {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('OffsetCommitValue', version)
  writer.int64(draft.offset)
  if (version >= 3) {
    writer.int32(draft.leaderEpoch ?? -1)
  }
  const metadata = draft.metadata
  if (version >= 4) {
    writer.compactString(metadata)
  } else {
    writer.string(metadata)
  }
  writer.int64(draft.commitTimestamp)
  if (version < 2) {
    if (version >= 1) {
      writer.int64(draft.expireTimestamp ?? -1n)
    }
  }
  const topicId = draft.topicId ?? zeroUuid
  if (version >= 4) {
    const hasTopicId = topicId !== zeroUuid
    writer.unsignedVarint(Number(hasTopicId))
    if (hasTopicId) {
      const content = new Writer()
      content.uuid(topicId)
      writer.tagged(0, content)
    }
  }
}

export const offsetCommitRecord: RecordCodec<OffsetCommitKey, OffsetCommitValue, OffsetCommitValueDraft> = {
  type: 1,
  name: 'OffsetCommit',
  versions: { min: 0, max: 4 },
  flexibleSince: 4,
  key: { decode: decodeOffsetCommitKey, encode: encodeOffsetCommitKey },
  value: { decode: decodeOffsetCommitValue, encode: encodeOffsetCommitValue },
}

export interface GroupMetadataKey {
  readonly group: string
}

export type GroupMetadataKeyDraft = GroupMetadataKey

function decodeGroupMetadataKey(reader: Reader, version: number): GroupMetadataKey {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('GroupMetadataKey', version)
  const group = reader.string()
  return {
    group,
  }
}

function encodeGroupMetadataKey(writer: Writer, draft: GroupMetadataKeyDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('GroupMetadataKey', version)
  writer.string(draft.group)
}

export interface GroupMetadataValue {
  readonly protocolType: string
  readonly generation: number
  readonly protocol: string | null
  readonly leader: string | null
  /** v2+ */
  readonly currentStateTimestamp: bigint
  readonly members: readonly GroupMetadataValueMemberMetadata[]
}

export interface GroupMetadataValueDraft {
  readonly protocolType: string
  readonly generation: number
  readonly protocol: string | null
  readonly leader: string | null
  readonly currentStateTimestamp?: bigint | undefined
  readonly members: readonly GroupMetadataValueMemberMetadataDraft[]
}

export interface GroupMetadataValueMemberMetadata {
  readonly memberId: string
  /** v3+ */
  readonly groupInstanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  /** v1+ */
  readonly rebalanceTimeout: number
  readonly sessionTimeout: number
  readonly subscription: Uint8Array
  readonly assignment: Uint8Array
}

export interface GroupMetadataValueMemberMetadataDraft {
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly clientId: string
  readonly clientHost: string
  readonly rebalanceTimeout?: number | undefined
  readonly sessionTimeout: number
  readonly subscription: Uint8Array | readonly Uint8Array[]
  readonly assignment: Uint8Array | readonly Uint8Array[]
}

function decodeGroupMetadataValueMemberMetadata(reader: Reader, version: number): GroupMetadataValueMemberMetadata {
  const memberId = version >= 4 ? reader.compactString() : reader.string()
  const groupInstanceId = version >= 4 ? reader.compactNullableString() : version >= 3 ? reader.nullableString() : null
  const clientId = version >= 4 ? reader.compactString() : reader.string()
  const clientHost = version >= 4 ? reader.compactString() : reader.string()
  const rebalanceTimeout = version >= 1 ? reader.int32() : -1
  const sessionTimeout = reader.int32()
  const subscription = version >= 4 ? reader.compactBytes() : reader.bytes()
  const assignment = version >= 4 ? reader.compactBytes() : reader.bytes()
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    memberId,
    groupInstanceId,
    clientId,
    clientHost,
    rebalanceTimeout,
    sessionTimeout,
    subscription,
    assignment,
  }
}

function encodeGroupMetadataValueMemberMetadata(writer: Writer, draft: GroupMetadataValueMemberMetadataDraft, version: number): void {
  const memberId = draft.memberId
  if (version >= 4) {
    writer.compactString(memberId)
  } else {
    writer.string(memberId)
  }
  const groupInstanceId = draft.groupInstanceId ?? null
  if (version >= 4) {
    writer.compactNullableString(groupInstanceId)
  } else if (version >= 3) {
    writer.nullableString(groupInstanceId)
  }
  const clientId = draft.clientId
  if (version >= 4) {
    writer.compactString(clientId)
  } else {
    writer.string(clientId)
  }
  const clientHost = draft.clientHost
  if (version >= 4) {
    writer.compactString(clientHost)
  } else {
    writer.string(clientHost)
  }
  if (version >= 1) {
    writer.int32(draft.rebalanceTimeout ?? -1)
  }
  writer.int32(draft.sessionTimeout)
  const subscription = draft.subscription
  if (version >= 4) {
    writer.compactBytes(subscription)
  } else {
    writer.bytes(subscription)
  }
  const assignment = draft.assignment
  if (version >= 4) {
    writer.compactBytes(assignment)
  } else {
    writer.bytes(assignment)
  }
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeGroupMetadataValue(reader: Reader, version: number): GroupMetadataValue {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('GroupMetadataValue', version)
  const protocolType = version >= 4 ? reader.compactString() : reader.string()
  const generation = reader.int32()
  const protocol = version >= 4 ? reader.compactNullableString() : reader.nullableString()
  const leader = version >= 4 ? reader.compactNullableString() : reader.nullableString()
  const currentStateTimestamp = version >= 2 ? reader.int64() : -1n
  const members: GroupMetadataValueMemberMetadata[] = []
  const membersCount = version >= 4 ? reader.compactCount(15) : version >= 3 ? reader.count(24) : version >= 1 ? reader.count(22) : reader.count(18)
  for (let i = 0; i < membersCount; i += 1) members.push(decodeGroupMetadataValueMemberMetadata(reader, version))
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    protocolType,
    generation,
    protocol,
    leader,
    currentStateTimestamp,
    members,
  }
}

function encodeGroupMetadataValue(writer: Writer, draft: GroupMetadataValueDraft, version: number): void {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('GroupMetadataValue', version)
  const protocolType = draft.protocolType
  if (version >= 4) {
    writer.compactString(protocolType)
  } else {
    writer.string(protocolType)
  }
  writer.int32(draft.generation)
  const protocol = draft.protocol
  if (version >= 4) {
    writer.compactNullableString(protocol)
  } else {
    writer.nullableString(protocol)
  }
  const leader = draft.leader
  if (version >= 4) {
    writer.compactNullableString(leader)
  } else {
    writer.nullableString(leader)
  }
  if (version >= 2) {
    writer.int64(draft.currentStateTimestamp ?? -1n)
  }
  const members = draft.members
  if (version >= 4) {
    writer.compactCount(members.length)
  } else {
    writer.count(members.length)
  }
  for (const element of members) encodeGroupMetadataValueMemberMetadata(writer, element, version)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export const groupMetadataRecord: RecordCodec<GroupMetadataKey, GroupMetadataValue, GroupMetadataValueDraft> = {
  type: 2,
  name: 'GroupMetadata',
  versions: { min: 0, max: 4 },
  flexibleSince: 4,
  key: { decode: decodeGroupMetadataKey, encode: encodeGroupMetadataKey },
  value: { decode: decodeGroupMetadataValue, encode: encodeGroupMetadataValue },
}
