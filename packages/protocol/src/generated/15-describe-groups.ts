// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DescribeGroupsRequest {
  readonly groups: readonly string[]
  /** v3+ */
  readonly includeAuthorizedOperations: boolean
}

export interface DescribeGroupsRequestDraft {
  readonly groups: readonly string[]
  readonly includeAuthorizedOperations?: boolean | undefined
}

function decodeDescribeGroupsRequest(reader: Reader, version: number): DescribeGroupsRequest {
  if (version < 0 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('DescribeGroupsRequest', version)
  const groups: string[] = []
  const groupsCount = version >= 5 ? reader.compactCount(1) : reader.count(2)
  for (let i = 0; i < groupsCount; i += 1) groups.push(version >= 5 ? reader.compactString() : reader.string())
  const includeAuthorizedOperations = version >= 3 ? reader.bool() : false
  if (version >= 5) {
    reader.skipTags()
  }
  return {
    groups,
    includeAuthorizedOperations,
  }
}

function encodeDescribeGroupsRequest(writer: Writer, draft: DescribeGroupsRequestDraft, version: number): void {
  if (version < 0 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('DescribeGroupsRequest', version)
  const groups = draft.groups
  if (version >= 5) {
    writer.compactCount(groups.length)
  } else {
    writer.count(groups.length)
  }
  if (version >= 5) {
    for (const element of groups) writer.compactString(element)
  } else {
    for (const element of groups) writer.string(element)
  }
  const includeAuthorizedOperations = draft.includeAuthorizedOperations ?? false
  if (version >= 3) {
    writer.bool(includeAuthorizedOperations)
  } else {
    if (includeAuthorizedOperations !== false) throw protocolErrors.UNSUPPORTED_FIELD('DescribeGroupsRequest.includeAuthorizedOperations', version)
  }
  if (version >= 5) {
    writer.unsignedVarint(0)
  }
}

export interface DescribeGroupsResponse {
  /** v1+ */
  readonly throttleTimeMs: number
  readonly groups: readonly DescribeGroupsResponseGroup[]
}

export interface DescribeGroupsResponseDraft {
  readonly throttleTimeMs?: number | undefined
  readonly groups: readonly DescribeGroupsResponseGroupDraft[]
}

export interface DescribeGroupsResponseGroup {
  readonly errorCode: number
  /** v6+ */
  readonly errorMessage: string | null
  readonly groupId: string
  readonly groupState: string
  readonly protocolType: string
  readonly protocolData: string
  readonly members: readonly DescribeGroupsResponseMember[]
  /** v3+ */
  readonly authorizedOperations: number
}

export interface DescribeGroupsResponseGroupDraft {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly groupId: string
  readonly groupState: string
  readonly protocolType: string
  readonly protocolData: string
  readonly members: readonly DescribeGroupsResponseMemberDraft[]
  readonly authorizedOperations?: number | undefined
}

export interface DescribeGroupsResponseMember {
  readonly memberId: string
  /** v4+ */
  readonly groupInstanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly memberMetadata: Uint8Array
  readonly memberAssignment: Uint8Array
}

export interface DescribeGroupsResponseMemberDraft {
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly clientId: string
  readonly clientHost: string
  readonly memberMetadata: Uint8Array | readonly Uint8Array[]
  readonly memberAssignment: Uint8Array | readonly Uint8Array[]
}

function decodeDescribeGroupsResponseMember(reader: Reader, version: number): DescribeGroupsResponseMember {
  const memberId = version >= 5 ? reader.compactString() : reader.string()
  const groupInstanceId = version >= 5 ? reader.compactNullableString() : version >= 4 ? reader.nullableString() : null
  const clientId = version >= 5 ? reader.compactString() : reader.string()
  const clientHost = version >= 5 ? reader.compactString() : reader.string()
  const memberMetadata = version >= 5 ? reader.compactBytes() : reader.bytes()
  const memberAssignment = version >= 5 ? reader.compactBytes() : reader.bytes()
  if (version >= 5) {
    reader.skipTags()
  }
  return {
    memberId,
    groupInstanceId,
    clientId,
    clientHost,
    memberMetadata,
    memberAssignment,
  }
}

function encodeDescribeGroupsResponseMember(writer: Writer, draft: DescribeGroupsResponseMemberDraft, version: number): void {
  const memberId = draft.memberId
  if (version >= 5) {
    writer.compactString(memberId)
  } else {
    writer.string(memberId)
  }
  const groupInstanceId = draft.groupInstanceId ?? null
  if (version >= 5) {
    writer.compactNullableString(groupInstanceId)
  } else if (version >= 4) {
    writer.nullableString(groupInstanceId)
  }
  const clientId = draft.clientId
  if (version >= 5) {
    writer.compactString(clientId)
  } else {
    writer.string(clientId)
  }
  const clientHost = draft.clientHost
  if (version >= 5) {
    writer.compactString(clientHost)
  } else {
    writer.string(clientHost)
  }
  const memberMetadata = draft.memberMetadata
  if (version >= 5) {
    writer.compactBytes(memberMetadata)
  } else {
    writer.bytes(memberMetadata)
  }
  const memberAssignment = draft.memberAssignment
  if (version >= 5) {
    writer.compactBytes(memberAssignment)
  } else {
    writer.bytes(memberAssignment)
  }
  if (version >= 5) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeGroupsResponseGroup(reader: Reader, version: number): DescribeGroupsResponseGroup {
  const errorCode = reader.int16()
  const errorMessage = version >= 6 ? reader.compactNullableString() : null
  const groupId = version >= 5 ? reader.compactString() : reader.string()
  const groupState = version >= 5 ? reader.compactString() : reader.string()
  const protocolType = version >= 5 ? reader.compactString() : reader.string()
  const protocolData = version >= 5 ? reader.compactString() : reader.string()
  const members: DescribeGroupsResponseMember[] = []
  const membersCount = version >= 5 ? reader.compactCount(7) : version >= 4 ? reader.count(16) : reader.count(14)
  for (let i = 0; i < membersCount; i += 1) members.push(decodeDescribeGroupsResponseMember(reader, version))
  const authorizedOperations = version >= 3 ? reader.int32() : -2147483648
  if (version >= 5) {
    reader.skipTags()
  }
  return {
    errorCode,
    errorMessage,
    groupId,
    groupState,
    protocolType,
    protocolData,
    members,
    authorizedOperations,
  }
}

function encodeDescribeGroupsResponseGroup(writer: Writer, draft: DescribeGroupsResponseGroupDraft, version: number): void {
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage ?? null
  if (version >= 6) {
    writer.compactNullableString(errorMessage)
  } else {
    if (errorMessage !== null) throw protocolErrors.UNSUPPORTED_FIELD('DescribeGroupsResponse.groups.errorMessage', version)
  }
  const groupId = draft.groupId
  if (version >= 5) {
    writer.compactString(groupId)
  } else {
    writer.string(groupId)
  }
  const groupState = draft.groupState
  if (version >= 5) {
    writer.compactString(groupState)
  } else {
    writer.string(groupState)
  }
  const protocolType = draft.protocolType
  if (version >= 5) {
    writer.compactString(protocolType)
  } else {
    writer.string(protocolType)
  }
  const protocolData = draft.protocolData
  if (version >= 5) {
    writer.compactString(protocolData)
  } else {
    writer.string(protocolData)
  }
  const members = draft.members
  if (version >= 5) {
    writer.compactCount(members.length)
  } else {
    writer.count(members.length)
  }
  for (const element of members) encodeDescribeGroupsResponseMember(writer, element, version)
  const authorizedOperations = draft.authorizedOperations ?? -2147483648
  if (version >= 3) {
    writer.int32(authorizedOperations)
  } else {
    if (authorizedOperations !== -2147483648) throw protocolErrors.UNSUPPORTED_FIELD('DescribeGroupsResponse.groups.authorizedOperations', version)
  }
  if (version >= 5) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeGroupsResponse(reader: Reader, version: number): DescribeGroupsResponse {
  if (version < 0 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('DescribeGroupsResponse', version)
  const throttleTimeMs = version >= 1 ? reader.int32() : 0
  const groups: DescribeGroupsResponseGroup[] = []
  const groupsCount = version >= 6 ? reader.compactCount(13) : version >= 5 ? reader.compactCount(12) : version >= 3 ? reader.count(18) : reader.count(14)
  for (let i = 0; i < groupsCount; i += 1) groups.push(decodeDescribeGroupsResponseGroup(reader, version))
  if (version >= 5) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    groups,
  }
}

function encodeDescribeGroupsResponse(writer: Writer, draft: DescribeGroupsResponseDraft, version: number): void {
  if (version < 0 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('DescribeGroupsResponse', version)
  if (version >= 1) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  const groups = draft.groups
  if (version >= 5) {
    writer.compactCount(groups.length)
  } else {
    writer.count(groups.length)
  }
  for (const element of groups) encodeDescribeGroupsResponseGroup(writer, element, version)
  if (version >= 5) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<15, DescribeGroupsRequest, DescribeGroupsRequestDraft, DescribeGroupsResponse, DescribeGroupsResponseDraft> = {
  key: 15,
  name: 'DescribeGroups',
  versions: { min: 0, max: 6 },
  flexibleSince: 5,
  request: { decode: decodeDescribeGroupsRequest, encode: encodeDescribeGroupsRequest },
  response: { decode: decodeDescribeGroupsResponse, encode: encodeDescribeGroupsResponse },
}
