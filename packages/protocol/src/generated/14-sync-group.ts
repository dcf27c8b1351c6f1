// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface SyncGroupRequest {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  /** v3+ */
  readonly groupInstanceId: string | null
  /** v5+ */
  readonly protocolType: string | null
  /** v5+ */
  readonly protocolName: string | null
  readonly assignments: readonly SyncGroupRequestAssignment[]
}

export interface SyncGroupRequestDraft {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly protocolType?: string | null | undefined
  readonly protocolName?: string | null | undefined
  readonly assignments: readonly SyncGroupRequestAssignmentDraft[]
}

export interface SyncGroupRequestAssignment {
  readonly memberId: string
  readonly assignment: Uint8Array
}

export interface SyncGroupRequestAssignmentDraft {
  readonly memberId: string
  readonly assignment: Uint8Array | readonly Uint8Array[]
}

function decodeSyncGroupRequestAssignment(reader: Reader, version: number): SyncGroupRequestAssignment {
  const memberId = version >= 4 ? reader.compactString() : reader.string()
  const assignment = version >= 4 ? reader.compactBytes() : reader.bytes()
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    memberId,
    assignment,
  }
}

function encodeSyncGroupRequestAssignment(writer: Writer, draft: SyncGroupRequestAssignmentDraft, version: number): void {
  const memberId = draft.memberId
  if (version >= 4) {
    writer.compactString(memberId)
  } else {
    writer.string(memberId)
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

function decodeSyncGroupRequest(reader: Reader, version: number): SyncGroupRequest {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('SyncGroupRequest', version)
  const groupId = version >= 4 ? reader.compactString() : reader.string()
  const generationId = reader.int32()
  const memberId = version >= 4 ? reader.compactString() : reader.string()
  const groupInstanceId = version >= 4 ? reader.compactNullableString() : version >= 3 ? reader.nullableString() : null
  const protocolType = version >= 5 ? reader.compactNullableString() : null
  const protocolName = version >= 5 ? reader.compactNullableString() : null
  const assignments: SyncGroupRequestAssignment[] = []
  const assignmentsCount = version >= 4 ? reader.compactCount(3) : reader.count(6)
  for (let i = 0; i < assignmentsCount; i += 1) assignments.push(decodeSyncGroupRequestAssignment(reader, version))
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    groupId,
    generationId,
    memberId,
    groupInstanceId,
    protocolType,
    protocolName,
    assignments,
  }
}

function encodeSyncGroupRequest(writer: Writer, draft: SyncGroupRequestDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('SyncGroupRequest', version)
  const groupId = draft.groupId
  if (version >= 4) {
    writer.compactString(groupId)
  } else {
    writer.string(groupId)
  }
  writer.int32(draft.generationId)
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
  } else {
    if (groupInstanceId !== null) throw protocolErrors.UNSUPPORTED_FIELD('SyncGroupRequest.groupInstanceId', version)
  }
  if (version >= 5) {
    writer.compactNullableString(draft.protocolType ?? null)
  }
  if (version >= 5) {
    writer.compactNullableString(draft.protocolName ?? null)
  }
  const assignments = draft.assignments
  if (version >= 4) {
    writer.compactCount(assignments.length)
  } else {
    writer.count(assignments.length)
  }
  for (const element of assignments) encodeSyncGroupRequestAssignment(writer, element, version)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export interface SyncGroupResponse {
  /** v1+ */
  readonly throttleTimeMs: number
  readonly errorCode: number
  /** v5+ */
  readonly protocolType: string | null
  /** v5+ */
  readonly protocolName: string | null
  readonly assignment: Uint8Array
}

export interface SyncGroupResponseDraft {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly protocolType?: string | null | undefined
  readonly protocolName?: string | null | undefined
  readonly assignment: Uint8Array | readonly Uint8Array[]
}

function decodeSyncGroupResponse(reader: Reader, version: number): SyncGroupResponse {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('SyncGroupResponse', version)
  const throttleTimeMs = version >= 1 ? reader.int32() : 0
  const errorCode = reader.int16()
  const protocolType = version >= 5 ? reader.compactNullableString() : null
  const protocolName = version >= 5 ? reader.compactNullableString() : null
  const assignment = version >= 4 ? reader.compactBytes() : reader.bytes()
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    protocolType,
    protocolName,
    assignment,
  }
}

function encodeSyncGroupResponse(writer: Writer, draft: SyncGroupResponseDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('SyncGroupResponse', version)
  if (version >= 1) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  writer.int16(draft.errorCode)
  if (version >= 5) {
    writer.compactNullableString(draft.protocolType ?? null)
  }
  if (version >= 5) {
    writer.compactNullableString(draft.protocolName ?? null)
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

export const api: ApiCodec<14, SyncGroupRequest, SyncGroupRequestDraft, SyncGroupResponse, SyncGroupResponseDraft> = {
  key: 14,
  name: 'SyncGroup',
  versions: { min: 0, max: 5 },
  flexibleSince: 4,
  request: { decode: decodeSyncGroupRequest, encode: encodeSyncGroupRequest },
  response: { decode: decodeSyncGroupResponse, encode: encodeSyncGroupResponse },
}
