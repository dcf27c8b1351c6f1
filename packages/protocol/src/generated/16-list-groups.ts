// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface ListGroupsRequest {
  /** v4+ */
  readonly statesFilter: readonly string[]
  /** v5+ */
  readonly typesFilter: readonly string[]
}

export interface ListGroupsRequestDraft {
  readonly statesFilter?: readonly string[] | undefined
  readonly typesFilter?: readonly string[] | undefined
}

function decodeListGroupsRequest(reader: Reader, version: number): ListGroupsRequest {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('ListGroupsRequest', version)
  const statesFilter: string[] = []
  if (version >= 4) {
    const statesFilterCount = reader.compactCount(1)
    for (let i = 0; i < statesFilterCount; i += 1) statesFilter.push(reader.compactString())
  }
  const typesFilter: string[] = []
  if (version >= 5) {
    const typesFilterCount = reader.compactCount(1)
    for (let i = 0; i < typesFilterCount; i += 1) typesFilter.push(reader.compactString())
  }
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    statesFilter,
    typesFilter,
  }
}

function encodeListGroupsRequest(writer: Writer, draft: ListGroupsRequestDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('ListGroupsRequest', version)
  const statesFilter = draft.statesFilter ?? []
  if (version >= 4) {
    writer.compactCount(statesFilter.length)
  } else {
    if (statesFilter.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('ListGroupsRequest.statesFilter', version)
  }
  if (version >= 4) {
    for (const element of statesFilter) writer.compactString(element)
  }
  const typesFilter = draft.typesFilter ?? []
  if (version >= 5) {
    writer.compactCount(typesFilter.length)
  } else {
    if (typesFilter.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('ListGroupsRequest.typesFilter', version)
  }
  if (version >= 5) {
    for (const element of typesFilter) writer.compactString(element)
  }
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export interface ListGroupsResponse {
  /** v1+ */
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly groups: readonly ListGroupsResponseGroup[]
}

export interface ListGroupsResponseDraft {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly groups: readonly ListGroupsResponseGroupDraft[]
}

export interface ListGroupsResponseGroup {
  readonly groupId: string
  readonly protocolType: string
  /** v4+ */
  readonly groupState: string
  /** v5+ */
  readonly groupType: string
}

export interface ListGroupsResponseGroupDraft {
  readonly groupId: string
  readonly protocolType: string
  readonly groupState?: string | undefined
  readonly groupType?: string | undefined
}

function decodeListGroupsResponseGroup(reader: Reader, version: number): ListGroupsResponseGroup {
  const groupId = version >= 3 ? reader.compactString() : reader.string()
  const protocolType = version >= 3 ? reader.compactString() : reader.string()
  const groupState = version >= 4 ? reader.compactString() : ''
  const groupType = version >= 5 ? reader.compactString() : ''
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    groupId,
    protocolType,
    groupState,
    groupType,
  }
}

function encodeListGroupsResponseGroup(writer: Writer, draft: ListGroupsResponseGroupDraft, version: number): void {
  const groupId = draft.groupId
  if (version >= 3) {
    writer.compactString(groupId)
  } else {
    writer.string(groupId)
  }
  const protocolType = draft.protocolType
  if (version >= 3) {
    writer.compactString(protocolType)
  } else {
    writer.string(protocolType)
  }
  if (version >= 4) {
    writer.compactString(draft.groupState ?? '')
  }
  if (version >= 5) {
    writer.compactString(draft.groupType ?? '')
  }
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

function decodeListGroupsResponse(reader: Reader, version: number): ListGroupsResponse {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('ListGroupsResponse', version)
  const throttleTimeMs = version >= 1 ? reader.int32() : 0
  const errorCode = reader.int16()
  const groups: ListGroupsResponseGroup[] = []
  const groupsCount = version >= 5 ? reader.compactCount(5) : version >= 4 ? reader.compactCount(4) : version >= 3 ? reader.compactCount(3) : reader.count(4)
  for (let i = 0; i < groupsCount; i += 1) groups.push(decodeListGroupsResponseGroup(reader, version))
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    groups,
  }
}

function encodeListGroupsResponse(writer: Writer, draft: ListGroupsResponseDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('ListGroupsResponse', version)
  if (version >= 1) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  writer.int16(draft.errorCode)
  const groups = draft.groups
  if (version >= 3) {
    writer.compactCount(groups.length)
  } else {
    writer.count(groups.length)
  }
  for (const element of groups) encodeListGroupsResponseGroup(writer, element, version)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<16, ListGroupsRequest, ListGroupsRequestDraft, ListGroupsResponse, ListGroupsResponseDraft> = {
  key: 16,
  name: 'ListGroups',
  versions: { min: 0, max: 5 },
  flexibleSince: 3,
  request: { decode: decodeListGroupsRequest, encode: encodeListGroupsRequest },
  response: { decode: decodeListGroupsResponse, encode: encodeListGroupsResponse },
}
