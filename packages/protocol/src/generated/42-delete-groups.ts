// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DeleteGroupsRequest {
  readonly groupsNames: readonly string[]
}

export type DeleteGroupsRequestDraft = DeleteGroupsRequest

function decodeDeleteGroupsRequest(reader: Reader, version: number): DeleteGroupsRequest {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DeleteGroupsRequest', version)
  const groupsNames: string[] = []
  const groupsNamesCount = version >= 2 ? reader.compactCount(1) : reader.count(2)
  for (let i = 0; i < groupsNamesCount; i += 1) groupsNames.push(version >= 2 ? reader.compactString() : reader.string())
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    groupsNames,
  }
}

function encodeDeleteGroupsRequest(writer: Writer, draft: DeleteGroupsRequestDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DeleteGroupsRequest', version)
  const groupsNames = draft.groupsNames
  if (version >= 2) {
    writer.compactCount(groupsNames.length)
  } else {
    writer.count(groupsNames.length)
  }
  if (version >= 2) {
    for (const element of groupsNames) writer.compactString(element)
  } else {
    for (const element of groupsNames) writer.string(element)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface DeleteGroupsResponse {
  readonly throttleTimeMs: number
  readonly results: readonly DeleteGroupsResponseResult[]
}

export type DeleteGroupsResponseDraft = DeleteGroupsResponse

export interface DeleteGroupsResponseResult {
  readonly groupId: string
  readonly errorCode: number
}

export type DeleteGroupsResponseResultDraft = DeleteGroupsResponseResult

function decodeDeleteGroupsResponseResult(reader: Reader, version: number): DeleteGroupsResponseResult {
  const groupId = version >= 2 ? reader.compactString() : reader.string()
  const errorCode = reader.int16()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    groupId,
    errorCode,
  }
}

function encodeDeleteGroupsResponseResult(writer: Writer, draft: DeleteGroupsResponseResultDraft, version: number): void {
  const groupId = draft.groupId
  if (version >= 2) {
    writer.compactString(groupId)
  } else {
    writer.string(groupId)
  }
  writer.int16(draft.errorCode)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDeleteGroupsResponse(reader: Reader, version: number): DeleteGroupsResponse {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DeleteGroupsResponse', version)
  const throttleTimeMs = reader.int32()
  const results: DeleteGroupsResponseResult[] = []
  const resultsCount = version >= 2 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeDeleteGroupsResponseResult(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    results,
  }
}

function encodeDeleteGroupsResponse(writer: Writer, draft: DeleteGroupsResponseDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DeleteGroupsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const results = draft.results
  if (version >= 2) {
    writer.compactCount(results.length)
  } else {
    writer.count(results.length)
  }
  for (const element of results) encodeDeleteGroupsResponseResult(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<42, DeleteGroupsRequest, DeleteGroupsRequestDraft, DeleteGroupsResponse, DeleteGroupsResponseDraft> = {
  key: 42,
  name: 'DeleteGroups',
  versions: { min: 0, max: 2 },
  flexibleSince: 2,
  request: { decode: decodeDeleteGroupsRequest, encode: encodeDeleteGroupsRequest },
  response: { decode: decodeDeleteGroupsResponse, encode: encodeDeleteGroupsResponse },
}
