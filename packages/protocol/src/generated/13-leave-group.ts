// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface LeaveGroupRequest {
  readonly groupId: string
  /** up to v2 */
  readonly memberId: string
  /** v3+ */
  readonly members: readonly LeaveGroupRequestMember[]
}

export interface LeaveGroupRequestDraft {
  readonly groupId: string
  readonly memberId?: string | undefined
  readonly members?: readonly LeaveGroupRequestMemberDraft[] | undefined
}

export interface LeaveGroupRequestMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  /** v5+ */
  readonly reason: string | null
}

export interface LeaveGroupRequestMemberDraft {
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly reason?: string | null | undefined
}

function decodeLeaveGroupRequestMember(reader: Reader, version: number): LeaveGroupRequestMember {
  const memberId = version >= 4 ? reader.compactString() : reader.string()
  const groupInstanceId = version >= 4 ? reader.compactNullableString() : reader.nullableString()
  const reason = version >= 5 ? reader.compactNullableString() : null
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    memberId,
    groupInstanceId,
    reason,
  }
}

function encodeLeaveGroupRequestMember(writer: Writer, draft: LeaveGroupRequestMemberDraft, version: number): void {
  const memberId = draft.memberId
  if (version >= 4) {
    writer.compactString(memberId)
  } else {
    writer.string(memberId)
  }
  const groupInstanceId = draft.groupInstanceId ?? null
  if (version >= 4) {
    writer.compactNullableString(groupInstanceId)
  } else {
    writer.nullableString(groupInstanceId)
  }
  if (version >= 5) {
    writer.compactNullableString(draft.reason ?? null)
  }
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeLeaveGroupRequest(reader: Reader, version: number): LeaveGroupRequest {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('LeaveGroupRequest', version)
  const groupId = version >= 4 ? reader.compactString() : reader.string()
  const memberId = version >= 3 ? '' : reader.string()
  const members: LeaveGroupRequestMember[] = []
  if (version >= 3) {
    const membersCount = version >= 5 ? reader.compactCount(4) : version >= 4 ? reader.compactCount(3) : reader.count(4)
    for (let i = 0; i < membersCount; i += 1) members.push(decodeLeaveGroupRequestMember(reader, version))
  }
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    groupId,
    memberId,
    members,
  }
}

function encodeLeaveGroupRequest(writer: Writer, draft: LeaveGroupRequestDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('LeaveGroupRequest', version)
  const groupId = draft.groupId
  if (version >= 4) {
    writer.compactString(groupId)
  } else {
    writer.string(groupId)
  }
  const memberId = draft.memberId ?? ''
  if (version >= 3) {
    if (memberId !== '') throw protocolErrors.UNSUPPORTED_FIELD('LeaveGroupRequest.memberId', version)
  } else {
    writer.string(memberId)
  }
  const members = draft.members ?? []
  if (version >= 4) {
    writer.compactCount(members.length)
  } else if (version >= 3) {
    writer.count(members.length)
  } else {
    if (members.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('LeaveGroupRequest.members', version)
  }
  if (version >= 3) {
    for (const element of members) encodeLeaveGroupRequestMember(writer, element, version)
  }
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export interface LeaveGroupResponse {
  /** v1+ */
  readonly throttleTimeMs: number
  readonly errorCode: number
  /** v3+ */
  readonly members: readonly LeaveGroupResponseMember[]
}

export interface LeaveGroupResponseDraft {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly members?: readonly LeaveGroupResponseMemberDraft[] | undefined
}

export interface LeaveGroupResponseMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly errorCode: number
}

export type LeaveGroupResponseMemberDraft = LeaveGroupResponseMember

function decodeLeaveGroupResponseMember(reader: Reader, version: number): LeaveGroupResponseMember {
  const memberId = version >= 4 ? reader.compactString() : reader.string()
  const groupInstanceId = version >= 4 ? reader.compactNullableString() : reader.nullableString()
  const errorCode = reader.int16()
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    memberId,
    groupInstanceId,
    errorCode,
  }
}

function encodeLeaveGroupResponseMember(writer: Writer, draft: LeaveGroupResponseMemberDraft, version: number): void {
  const memberId = draft.memberId
  if (version >= 4) {
    writer.compactString(memberId)
  } else {
    writer.string(memberId)
  }
  const groupInstanceId = draft.groupInstanceId
  if (version >= 4) {
    writer.compactNullableString(groupInstanceId)
  } else {
    writer.nullableString(groupInstanceId)
  }
  writer.int16(draft.errorCode)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeLeaveGroupResponse(reader: Reader, version: number): LeaveGroupResponse {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('LeaveGroupResponse', version)
  const throttleTimeMs = version >= 1 ? reader.int32() : 0
  const errorCode = reader.int16()
  const members: LeaveGroupResponseMember[] = []
  if (version >= 3) {
    const membersCount = version >= 4 ? reader.compactCount(5) : reader.count(6)
    for (let i = 0; i < membersCount; i += 1) members.push(decodeLeaveGroupResponseMember(reader, version))
  }
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    members,
  }
}

function encodeLeaveGroupResponse(writer: Writer, draft: LeaveGroupResponseDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('LeaveGroupResponse', version)
  if (version >= 1) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  writer.int16(draft.errorCode)
  const members = draft.members ?? []
  if (version >= 4) {
    writer.compactCount(members.length)
  } else if (version >= 3) {
    writer.count(members.length)
  } else {
    if (members.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('LeaveGroupResponse.members', version)
  }
  if (version >= 3) {
    for (const element of members) encodeLeaveGroupResponseMember(writer, element, version)
  }
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<13, LeaveGroupRequest, LeaveGroupRequestDraft, LeaveGroupResponse, LeaveGroupResponseDraft> = {
  key: 13,
  name: 'LeaveGroup',
  versions: { min: 0, max: 5 },
  flexibleSince: 4,
  request: { decode: decodeLeaveGroupRequest, encode: encodeLeaveGroupRequest },
  response: { decode: decodeLeaveGroupResponse, encode: encodeLeaveGroupResponse },
}
