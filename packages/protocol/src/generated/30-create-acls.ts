// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface CreateAclsRequest {
  readonly creations: readonly CreateAclsRequestCreation[]
}

export interface CreateAclsRequestDraft {
  readonly creations: readonly CreateAclsRequestCreationDraft[]
}

export interface CreateAclsRequestCreation {
  readonly resourceType: number
  readonly resourceName: string
  readonly resourcePatternType: number
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

export interface CreateAclsRequestCreationDraft {
  readonly resourceType: number
  readonly resourceName: string
  readonly resourcePatternType?: number | undefined
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

function decodeCreateAclsRequestCreation(reader: Reader, version: number): CreateAclsRequestCreation {
  const resourceType = reader.int8()
  const resourceName = version >= 2 ? reader.compactString() : reader.string()
  const resourcePatternType = reader.int8()
  const principal = version >= 2 ? reader.compactString() : reader.string()
  const host = version >= 2 ? reader.compactString() : reader.string()
  const operation = reader.int8()
  const permissionType = reader.int8()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    resourceType,
    resourceName,
    resourcePatternType,
    principal,
    host,
    operation,
    permissionType,
  }
}

function encodeCreateAclsRequestCreation(writer: Writer, draft: CreateAclsRequestCreationDraft, version: number): void {
  writer.int8(draft.resourceType)
  const resourceName = draft.resourceName
  if (version >= 2) {
    writer.compactString(resourceName)
  } else {
    writer.string(resourceName)
  }
  writer.int8(draft.resourcePatternType ?? 3)
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

function decodeCreateAclsRequest(reader: Reader, version: number): CreateAclsRequest {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreateAclsRequest', version)
  const creations: CreateAclsRequestCreation[] = []
  const creationsCount = version >= 2 ? reader.compactCount(8) : reader.count(10)
  for (let i = 0; i < creationsCount; i += 1) creations.push(decodeCreateAclsRequestCreation(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    creations,
  }
}

function encodeCreateAclsRequest(writer: Writer, draft: CreateAclsRequestDraft, version: number): void {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreateAclsRequest', version)
  const creations = draft.creations
  if (version >= 2) {
    writer.compactCount(creations.length)
  } else {
    writer.count(creations.length)
  }
  for (const element of creations) encodeCreateAclsRequestCreation(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface CreateAclsResponse {
  readonly throttleTimeMs: number
  readonly results: readonly CreateAclsResponseResult[]
}

export type CreateAclsResponseDraft = CreateAclsResponse

export interface CreateAclsResponseResult {
  readonly errorCode: number
  readonly errorMessage: string | null
}

export type CreateAclsResponseResultDraft = CreateAclsResponseResult

function decodeCreateAclsResponseResult(reader: Reader, version: number): CreateAclsResponseResult {
  const errorCode = reader.int16()
  const errorMessage = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    errorCode,
    errorMessage,
  }
}

function encodeCreateAclsResponseResult(writer: Writer, draft: CreateAclsResponseResultDraft, version: number): void {
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage
  if (version >= 2) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeCreateAclsResponse(reader: Reader, version: number): CreateAclsResponse {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreateAclsResponse', version)
  const throttleTimeMs = reader.int32()
  const results: CreateAclsResponseResult[] = []
  const resultsCount = version >= 2 ? reader.compactCount(4) : reader.count(4)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeCreateAclsResponseResult(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    results,
  }
}

function encodeCreateAclsResponse(writer: Writer, draft: CreateAclsResponseDraft, version: number): void {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreateAclsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const results = draft.results
  if (version >= 2) {
    writer.compactCount(results.length)
  } else {
    writer.count(results.length)
  }
  for (const element of results) encodeCreateAclsResponseResult(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<30, CreateAclsRequest, CreateAclsRequestDraft, CreateAclsResponse, CreateAclsResponseDraft> = {
  key: 30,
  name: 'CreateAcls',
  versions: { min: 1, max: 3 },
  flexibleSince: 2,
  request: { decode: decodeCreateAclsRequest, encode: encodeCreateAclsRequest },
  response: { decode: decodeCreateAclsResponse, encode: encodeCreateAclsResponse },
}
