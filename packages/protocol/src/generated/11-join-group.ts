// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface JoinGroupRequest {
  readonly groupId: string
  readonly sessionTimeoutMs: number
  /** v1+ */
  readonly rebalanceTimeoutMs: number
  readonly memberId: string
  /** v5+ */
  readonly groupInstanceId: string | null
  readonly protocolType: string
  readonly protocols: readonly JoinGroupRequestProtocol[]
  /** v8+ */
  readonly reason: string | null
}

export interface JoinGroupRequestDraft {
  readonly groupId: string
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs?: number | undefined
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly protocolType: string
  readonly protocols: readonly JoinGroupRequestProtocolDraft[]
  readonly reason?: string | null | undefined
}

export interface JoinGroupRequestProtocol {
  readonly name: string
  readonly metadata: Uint8Array
}

export interface JoinGroupRequestProtocolDraft {
  readonly name: string
  readonly metadata: Uint8Array | readonly Uint8Array[]
}

function decodeJoinGroupRequestProtocol(reader: Reader, version: number): JoinGroupRequestProtocol {
  const name = version >= 6 ? reader.compactString() : reader.string()
  const metadata = version >= 6 ? reader.compactBytes() : reader.bytes()
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    name,
    metadata,
  }
}

function encodeJoinGroupRequestProtocol(writer: Writer, draft: JoinGroupRequestProtocolDraft, version: number): void {
  const name = draft.name
  if (version >= 6) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const metadata = draft.metadata
  if (version >= 6) {
    writer.compactBytes(metadata)
  } else {
    writer.bytes(metadata)
  }
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

function decodeJoinGroupRequest(reader: Reader, version: number): JoinGroupRequest {
  if (version < 0 || version > 9) throw protocolErrors.UNSUPPORTED_VERSION('JoinGroupRequest', version)
  const groupId = version >= 6 ? reader.compactString() : reader.string()
  const sessionTimeoutMs = reader.int32()
  const rebalanceTimeoutMs = version >= 1 ? reader.int32() : -1
  const memberId = version >= 6 ? reader.compactString() : reader.string()
  const groupInstanceId = version >= 6 ? reader.compactNullableString() : version >= 5 ? reader.nullableString() : null
  const protocolType = version >= 6 ? reader.compactString() : reader.string()
  const protocols: JoinGroupRequestProtocol[] = []
  const protocolsCount = version >= 6 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < protocolsCount; i += 1) protocols.push(decodeJoinGroupRequestProtocol(reader, version))
  const reason = version >= 8 ? reader.compactNullableString() : null
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    groupId,
    sessionTimeoutMs,
    rebalanceTimeoutMs,
    memberId,
    groupInstanceId,
    protocolType,
    protocols,
    reason,
  }
}

function encodeJoinGroupRequest(writer: Writer, draft: JoinGroupRequestDraft, version: number): void {
  if (version < 0 || version > 9) throw protocolErrors.UNSUPPORTED_VERSION('JoinGroupRequest', version)
  const groupId = draft.groupId
  if (version >= 6) {
    writer.compactString(groupId)
  } else {
    writer.string(groupId)
  }
  writer.int32(draft.sessionTimeoutMs)
  if (version >= 1) {
    writer.int32(draft.rebalanceTimeoutMs ?? -1)
  }
  const memberId = draft.memberId
  if (version >= 6) {
    writer.compactString(memberId)
  } else {
    writer.string(memberId)
  }
  const groupInstanceId = draft.groupInstanceId ?? null
  if (version >= 6) {
    writer.compactNullableString(groupInstanceId)
  } else if (version >= 5) {
    writer.nullableString(groupInstanceId)
  } else {
    if (groupInstanceId !== null) throw protocolErrors.UNSUPPORTED_FIELD('JoinGroupRequest.groupInstanceId', version)
  }
  const protocolType = draft.protocolType
  if (version >= 6) {
    writer.compactString(protocolType)
  } else {
    writer.string(protocolType)
  }
  const protocols = draft.protocols
  if (version >= 6) {
    writer.compactCount(protocols.length)
  } else {
    writer.count(protocols.length)
  }
  for (const element of protocols) encodeJoinGroupRequestProtocol(writer, element, version)
  if (version >= 8) {
    writer.compactNullableString(draft.reason ?? null)
  }
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

export interface JoinGroupResponse {
  /** v2+ */
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly generationId: number
  /** v7+ */
  readonly protocolType: string | null
  readonly protocolName: string | null
  readonly leader: string
  /** v9+ */
  readonly skipAssignment: boolean
  readonly memberId: string
  readonly members: readonly JoinGroupResponseMember[]
}

export interface JoinGroupResponseDraft {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly generationId?: number | undefined
  readonly protocolType?: string | null | undefined
  readonly protocolName: string | null
  readonly leader: string
  readonly skipAssignment?: boolean | undefined
  readonly memberId: string
  readonly members: readonly JoinGroupResponseMemberDraft[]
}

export interface JoinGroupResponseMember {
  readonly memberId: string
  /** v5+ */
  readonly groupInstanceId: string | null
  readonly metadata: Uint8Array
}

export interface JoinGroupResponseMemberDraft {
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly metadata: Uint8Array | readonly Uint8Array[]
}

function decodeJoinGroupResponseMember(reader: Reader, version: number): JoinGroupResponseMember {
  const memberId = version >= 6 ? reader.compactString() : reader.string()
  const groupInstanceId = version >= 6 ? reader.compactNullableString() : version >= 5 ? reader.nullableString() : null
  const metadata = version >= 6 ? reader.compactBytes() : reader.bytes()
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    memberId,
    groupInstanceId,
    metadata,
  }
}

function encodeJoinGroupResponseMember(writer: Writer, draft: JoinGroupResponseMemberDraft, version: number): void {
  const memberId = draft.memberId
  if (version >= 6) {
    writer.compactString(memberId)
  } else {
    writer.string(memberId)
  }
  const groupInstanceId = draft.groupInstanceId ?? null
  if (version >= 6) {
    writer.compactNullableString(groupInstanceId)
  } else if (version >= 5) {
    writer.nullableString(groupInstanceId)
  }
  const metadata = draft.metadata
  if (version >= 6) {
    writer.compactBytes(metadata)
  } else {
    writer.bytes(metadata)
  }
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

function decodeJoinGroupResponse(reader: Reader, version: number): JoinGroupResponse {
  if (version < 0 || version > 9) throw protocolErrors.UNSUPPORTED_VERSION('JoinGroupResponse', version)
  const throttleTimeMs = version >= 2 ? reader.int32() : 0
  const errorCode = reader.int16()
  const generationId = reader.int32()
  const protocolType = version >= 7 ? reader.compactNullableString() : null
  const protocolName = version >= 7 ? reader.compactNullableString() : version >= 6 ? reader.compactString() : reader.string()
  const leader = version >= 6 ? reader.compactString() : reader.string()
  const skipAssignment = version >= 9 ? reader.bool() : false
  const memberId = version >= 6 ? reader.compactString() : reader.string()
  const members: JoinGroupResponseMember[] = []
  const membersCount = version >= 6 ? reader.compactCount(4) : version >= 5 ? reader.count(8) : reader.count(6)
  for (let i = 0; i < membersCount; i += 1) members.push(decodeJoinGroupResponseMember(reader, version))
  if (version >= 6) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    generationId,
    protocolType,
    protocolName,
    leader,
    skipAssignment,
    memberId,
    members,
  }
}

function encodeJoinGroupResponse(writer: Writer, draft: JoinGroupResponseDraft, version: number): void {
  if (version < 0 || version > 9) throw protocolErrors.UNSUPPORTED_VERSION('JoinGroupResponse', version)
  if (version >= 2) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  writer.int16(draft.errorCode)
  writer.int32(draft.generationId ?? -1)
  if (version >= 7) {
    writer.compactNullableString(draft.protocolType ?? null)
  }
  const protocolName = draft.protocolName
  if (version >= 7) {
    writer.compactNullableString(protocolName)
  } else if (version >= 6) {
    if (protocolName === null) throw protocolErrors.NOT_NULLABLE('JoinGroupResponse.protocolName', version)
    writer.compactString(protocolName)
  } else {
    if (protocolName === null) throw protocolErrors.NOT_NULLABLE('JoinGroupResponse.protocolName', version)
    writer.string(protocolName)
  }
  const leader = draft.leader
  if (version >= 6) {
    writer.compactString(leader)
  } else {
    writer.string(leader)
  }
  const skipAssignment = draft.skipAssignment ?? false
  if (version >= 9) {
    writer.bool(skipAssignment)
  } else {
    if (skipAssignment !== false) throw protocolErrors.UNSUPPORTED_FIELD('JoinGroupResponse.skipAssignment', version)
  }
  const memberId = draft.memberId
  if (version >= 6) {
    writer.compactString(memberId)
  } else {
    writer.string(memberId)
  }
  const members = draft.members
  if (version >= 6) {
    writer.compactCount(members.length)
  } else {
    writer.count(members.length)
  }
  for (const element of members) encodeJoinGroupResponseMember(writer, element, version)
  if (version >= 6) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<11, JoinGroupRequest, JoinGroupRequestDraft, JoinGroupResponse, JoinGroupResponseDraft> = {
  key: 11,
  name: 'JoinGroup',
  versions: { min: 0, max: 9 },
  flexibleSince: 6,
  request: { decode: decodeJoinGroupRequest, encode: encodeJoinGroupRequest },
  response: { decode: decodeJoinGroupResponse, encode: encodeJoinGroupResponse },
}
