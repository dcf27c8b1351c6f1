// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DescribeAclsRequest {
  readonly resourceTypeFilter: number
  readonly resourceNameFilter: string | null
  readonly patternTypeFilter: number
  readonly principalFilter: string | null
  readonly hostFilter: string | null
  readonly operation: number
  readonly permissionType: number
}

export interface DescribeAclsRequestDraft {
  readonly resourceTypeFilter: number
  readonly resourceNameFilter: string | null
  readonly patternTypeFilter?: number | undefined
  readonly principalFilter: string | null
  readonly hostFilter: string | null
  readonly operation: number
  readonly permissionType: number
}

function decodeDescribeAclsRequest(reader: Reader, version: number): DescribeAclsRequest {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DescribeAclsRequest', version)
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

function encodeDescribeAclsRequest(writer: Writer, draft: DescribeAclsRequestDraft, version: number): void {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DescribeAclsRequest', version)
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

export interface DescribeAclsResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resources: readonly DescribeAclsResponseResource[]
}

export interface DescribeAclsResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resources: readonly DescribeAclsResponseResourceDraft[]
}

export interface DescribeAclsResponseResource {
  readonly resourceType: number
  readonly resourceName: string
  readonly patternType: number
  readonly acls: readonly DescribeAclsResponseAcl[]
}

export interface DescribeAclsResponseResourceDraft {
  readonly resourceType: number
  readonly resourceName: string
  readonly patternType?: number | undefined
  readonly acls: readonly DescribeAclsResponseAclDraft[]
}

export interface DescribeAclsResponseAcl {
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

export type DescribeAclsResponseAclDraft = DescribeAclsResponseAcl

function decodeDescribeAclsResponseAcl(reader: Reader, version: number): DescribeAclsResponseAcl {
  const principal = version >= 2 ? reader.compactString() : reader.string()
  const host = version >= 2 ? reader.compactString() : reader.string()
  const operation = reader.int8()
  const permissionType = reader.int8()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    principal,
    host,
    operation,
    permissionType,
  }
}

function encodeDescribeAclsResponseAcl(writer: Writer, draft: DescribeAclsResponseAclDraft, version: number): void {
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

function decodeDescribeAclsResponseResource(reader: Reader, version: number): DescribeAclsResponseResource {
  const resourceType = reader.int8()
  const resourceName = version >= 2 ? reader.compactString() : reader.string()
  const patternType = reader.int8()
  const acls: DescribeAclsResponseAcl[] = []
  const aclsCount = version >= 2 ? reader.compactCount(5) : reader.count(6)
  for (let i = 0; i < aclsCount; i += 1) acls.push(decodeDescribeAclsResponseAcl(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    resourceType,
    resourceName,
    patternType,
    acls,
  }
}

function encodeDescribeAclsResponseResource(writer: Writer, draft: DescribeAclsResponseResourceDraft, version: number): void {
  writer.int8(draft.resourceType)
  const resourceName = draft.resourceName
  if (version >= 2) {
    writer.compactString(resourceName)
  } else {
    writer.string(resourceName)
  }
  writer.int8(draft.patternType ?? 3)
  const acls = draft.acls
  if (version >= 2) {
    writer.compactCount(acls.length)
  } else {
    writer.count(acls.length)
  }
  for (const element of acls) encodeDescribeAclsResponseAcl(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeAclsResponse(reader: Reader, version: number): DescribeAclsResponse {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DescribeAclsResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  const resources: DescribeAclsResponseResource[] = []
  const resourcesCount = version >= 2 ? reader.compactCount(5) : reader.count(8)
  for (let i = 0; i < resourcesCount; i += 1) resources.push(decodeDescribeAclsResponseResource(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    resources,
  }
}

function encodeDescribeAclsResponse(writer: Writer, draft: DescribeAclsResponseDraft, version: number): void {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DescribeAclsResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage
  if (version >= 2) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  const resources = draft.resources
  if (version >= 2) {
    writer.compactCount(resources.length)
  } else {
    writer.count(resources.length)
  }
  for (const element of resources) encodeDescribeAclsResponseResource(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<29, DescribeAclsRequest, DescribeAclsRequestDraft, DescribeAclsResponse, DescribeAclsResponseDraft> = {
  key: 29,
  name: 'DescribeAcls',
  versions: { min: 1, max: 3 },
  flexibleSince: 2,
  request: { decode: decodeDescribeAclsRequest, encode: encodeDescribeAclsRequest },
  response: { decode: decodeDescribeAclsResponse, encode: encodeDescribeAclsResponse },
}
