// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DeleteAclsRequest {
  readonly filters: readonly DeleteAclsRequestFilter[]
}

export interface DeleteAclsRequestDraft {
  readonly filters: readonly DeleteAclsRequestFilterDraft[]
}

export interface DeleteAclsRequestFilter {
  readonly resourceTypeFilter: number
  readonly resourceNameFilter: string | null
  readonly patternTypeFilter: number
  readonly principalFilter: string | null
  readonly hostFilter: string | null
  readonly operation: number
  readonly permissionType: number
}

export interface DeleteAclsRequestFilterDraft {
  readonly resourceTypeFilter: number
  readonly resourceNameFilter: string | null
  readonly patternTypeFilter?: number | undefined
  readonly principalFilter: string | null
  readonly hostFilter: string | null
  readonly operation: number
  readonly permissionType: number
}

function decodeDeleteAclsRequestFilter(reader: Reader, version: number): DeleteAclsRequestFilter {
  const resourceTypeFilter = reader.int8()
  const resourceNameFilter = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  const patternTypeFilter = reader.int8()
  const principalFilter = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  const hostFilter = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  const operation = reader.int8()
  const permissionType = reader.int8()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    resourceTypeFilter,
    resourceNameFilter,
    patternTypeFilter,
    principalFilter,
    hostFilter,
    operation,
    permissionType,
  }
}

function encodeDeleteAclsRequestFilter(writer: Writer, draft: DeleteAclsRequestFilterDraft, version: number): void {
  writer.int8(draft.resourceTypeFilter)
  const resourceNameFilter = draft.resourceNameFilter
  if (version >= 2) {
    writer.compactNullableString(resourceNameFilter)
  } else {
    writer.nullableString(resourceNameFilter)
  }
  writer.int8(draft.patternTypeFilter ?? 3)
  const principalFilter = draft.principalFilter
  if (version >= 2) {
    writer.compactNullableString(principalFilter)
  } else {
    writer.nullableString(principalFilter)
  }
  const hostFilter = draft.hostFilter
  if (version >= 2) {
    writer.compactNullableString(hostFilter)
  } else {
    writer.nullableString(hostFilter)
  }
  writer.int8(draft.operation)
  writer.int8(draft.permissionType)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDeleteAclsRequest(reader: Reader, version: number): DeleteAclsRequest {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DeleteAclsRequest', version)
  const filters: DeleteAclsRequestFilter[] = []
  const filtersCount = version >= 2 ? reader.compactCount(8) : reader.count(10)
  for (let i = 0; i < filtersCount; i += 1) filters.push(decodeDeleteAclsRequestFilter(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    filters,
  }
}

function encodeDeleteAclsRequest(writer: Writer, draft: DeleteAclsRequestDraft, version: number): void {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DeleteAclsRequest', version)
  const filters = draft.filters
  if (version >= 2) {
    writer.compactCount(filters.length)
  } else {
    writer.count(filters.length)
  }
  for (const element of filters) encodeDeleteAclsRequestFilter(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface DeleteAclsResponse {
  readonly throttleTimeMs: number
  readonly filterResults: readonly DeleteAclsResponseFilterResult[]
}

export interface DeleteAclsResponseDraft {
  readonly throttleTimeMs: number
  readonly filterResults: readonly DeleteAclsResponseFilterResultDraft[]
}

export interface DeleteAclsResponseFilterResult {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly matchingAcls: readonly DeleteAclsResponseMatchingAcl[]
}

export interface DeleteAclsResponseFilterResultDraft {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly matchingAcls: readonly DeleteAclsResponseMatchingAclDraft[]
}

export interface DeleteAclsResponseMatchingAcl {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
  readonly patternType: number
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

export interface DeleteAclsResponseMatchingAclDraft {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
  readonly patternType?: number | undefined
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

function decodeDeleteAclsResponseMatchingAcl(reader: Reader, version: number): DeleteAclsResponseMatchingAcl {
  const errorCode = reader.int16()
  const errorMessage = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  const resourceType = reader.int8()
  const resourceName = version >= 2 ? reader.compactString() : reader.string()
  const patternType = reader.int8()
  const principal = version >= 2 ? reader.compactString() : reader.string()
  const host = version >= 2 ? reader.compactString() : reader.string()
  const operation = reader.int8()
  const permissionType = reader.int8()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    errorCode,
    errorMessage,
    resourceType,
    resourceName,
    patternType,
    principal,
    host,
    operation,
    permissionType,
  }
}

function encodeDeleteAclsResponseMatchingAcl(writer: Writer, draft: DeleteAclsResponseMatchingAclDraft, version: number): void {
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage
  if (version >= 2) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  writer.int8(draft.resourceType)
  const resourceName = draft.resourceName
  if (version >= 2) {
    writer.compactString(resourceName)
  } else {
    writer.string(resourceName)
  }
  writer.int8(draft.patternType ?? 3)
  const principal = draft.principal
  if (version >= 2) {
    writer.compactString(principal)
  } else {
    writer.string(principal)
  }
  const host = draft.host
  if (version >= 2) {
    writer.compactString(host)
  } else {
    writer.string(host)
  }
  writer.int8(draft.operation)
  writer.int8(draft.permissionType)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDeleteAclsResponseFilterResult(reader: Reader, version: number): DeleteAclsResponseFilterResult {
  const errorCode = reader.int16()
  const errorMessage = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  const matchingAcls: DeleteAclsResponseMatchingAcl[] = []
  const matchingAclsCount = version >= 2 ? reader.compactCount(11) : reader.count(14)
  for (let i = 0; i < matchingAclsCount; i += 1) matchingAcls.push(decodeDeleteAclsResponseMatchingAcl(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    errorCode,
    errorMessage,
    matchingAcls,
  }
}

function encodeDeleteAclsResponseFilterResult(writer: Writer, draft: DeleteAclsResponseFilterResultDraft, version: number): void {
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage
  if (version >= 2) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  const matchingAcls = draft.matchingAcls
  if (version >= 2) {
    writer.compactCount(matchingAcls.length)
  } else {
    writer.count(matchingAcls.length)
  }
  for (const element of matchingAcls) encodeDeleteAclsResponseMatchingAcl(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDeleteAclsResponse(reader: Reader, version: number): DeleteAclsResponse {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DeleteAclsResponse', version)
  const throttleTimeMs = reader.int32()
  const filterResults: DeleteAclsResponseFilterResult[] = []
  const filterResultsCount = version >= 2 ? reader.compactCount(5) : reader.count(8)
  for (let i = 0; i < filterResultsCount; i += 1) filterResults.push(decodeDeleteAclsResponseFilterResult(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    filterResults,
  }
}

function encodeDeleteAclsResponse(writer: Writer, draft: DeleteAclsResponseDraft, version: number): void {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DeleteAclsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const filterResults = draft.filterResults
  if (version >= 2) {
    writer.compactCount(filterResults.length)
  } else {
    writer.count(filterResults.length)
  }
  for (const element of filterResults) encodeDeleteAclsResponseFilterResult(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<31, DeleteAclsRequest, DeleteAclsRequestDraft, DeleteAclsResponse, DeleteAclsResponseDraft> = {
  key: 31,
  name: 'DeleteAcls',
  versions: { min: 1, max: 3 },
  flexibleSince: 2,
  request: { decode: decodeDeleteAclsRequest, encode: encodeDeleteAclsRequest },
  response: { decode: decodeDeleteAclsResponse, encode: encodeDeleteAclsResponse },
}
