// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface AlterConfigsRequest {
  readonly resources: readonly AlterConfigsRequestResource[]
  readonly validateOnly: boolean
}

export type AlterConfigsRequestDraft = AlterConfigsRequest

export interface AlterConfigsRequestResource {
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly AlterConfigsRequestConfig[]
}

export type AlterConfigsRequestResourceDraft = AlterConfigsRequestResource

export interface AlterConfigsRequestConfig {
  readonly name: string
  readonly value: string | null
}

export type AlterConfigsRequestConfigDraft = AlterConfigsRequestConfig

function decodeAlterConfigsRequestConfig(reader: Reader, version: number): AlterConfigsRequestConfig {
  const name = version >= 2 ? reader.compactString() : reader.string()
  const value = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    name,
    value,
  }
}

function encodeAlterConfigsRequestConfig(writer: Writer, draft: AlterConfigsRequestConfigDraft, version: number): void {
  const name = draft.name
  if (version >= 2) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const value = draft.value
  if (version >= 2) {
    writer.compactNullableString(value)
  } else {
    writer.nullableString(value)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeAlterConfigsRequestResource(reader: Reader, version: number): AlterConfigsRequestResource {
  const resourceType = reader.int8()
  const resourceName = version >= 2 ? reader.compactString() : reader.string()
  const configs: AlterConfigsRequestConfig[] = []
  const configsCount = version >= 2 ? reader.compactCount(3) : reader.count(4)
  for (let i = 0; i < configsCount; i += 1) configs.push(decodeAlterConfigsRequestConfig(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    resourceType,
    resourceName,
    configs,
  }
}

function encodeAlterConfigsRequestResource(writer: Writer, draft: AlterConfigsRequestResourceDraft, version: number): void {
  writer.int8(draft.resourceType)
  const resourceName = draft.resourceName
  if (version >= 2) {
    writer.compactString(resourceName)
  } else {
    writer.string(resourceName)
  }
  const configs = draft.configs
  if (version >= 2) {
    writer.compactCount(configs.length)
  } else {
    writer.count(configs.length)
  }
  for (const element of configs) encodeAlterConfigsRequestConfig(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeAlterConfigsRequest(reader: Reader, version: number): AlterConfigsRequest {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('AlterConfigsRequest', version)
  const resources: AlterConfigsRequestResource[] = []
  const resourcesCount = version >= 2 ? reader.compactCount(4) : reader.count(7)
  for (let i = 0; i < resourcesCount; i += 1) resources.push(decodeAlterConfigsRequestResource(reader, version))
  const validateOnly = reader.bool()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    resources,
    validateOnly,
  }
}

function encodeAlterConfigsRequest(writer: Writer, draft: AlterConfigsRequestDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('AlterConfigsRequest', version)
  const resources = draft.resources
  if (version >= 2) {
    writer.compactCount(resources.length)
  } else {
    writer.count(resources.length)
  }
  for (const element of resources) encodeAlterConfigsRequestResource(writer, element, version)
  writer.bool(draft.validateOnly)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface AlterConfigsResponse {
  readonly throttleTimeMs: number
  readonly responses: readonly AlterConfigsResponseResponse[]
}

export type AlterConfigsResponseDraft = AlterConfigsResponse

export interface AlterConfigsResponseResponse {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
}

export type AlterConfigsResponseResponseDraft = AlterConfigsResponseResponse

function decodeAlterConfigsResponseResponse(reader: Reader, version: number): AlterConfigsResponseResponse {
  const errorCode = reader.int16()
  const errorMessage = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  const resourceType = reader.int8()
  const resourceName = version >= 2 ? reader.compactString() : reader.string()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    errorCode,
    errorMessage,
    resourceType,
    resourceName,
  }
}

function encodeAlterConfigsResponseResponse(writer: Writer, draft: AlterConfigsResponseResponseDraft, version: number): void {
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
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeAlterConfigsResponse(reader: Reader, version: number): AlterConfigsResponse {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('AlterConfigsResponse', version)
  const throttleTimeMs = reader.int32()
  const responses: AlterConfigsResponseResponse[] = []
  const responsesCount = version >= 2 ? reader.compactCount(6) : reader.count(7)
  for (let i = 0; i < responsesCount; i += 1) responses.push(decodeAlterConfigsResponseResponse(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    responses,
  }
}

function encodeAlterConfigsResponse(writer: Writer, draft: AlterConfigsResponseDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('AlterConfigsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const responses = draft.responses
  if (version >= 2) {
    writer.compactCount(responses.length)
  } else {
    writer.count(responses.length)
  }
  for (const element of responses) encodeAlterConfigsResponseResponse(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<33, AlterConfigsRequest, AlterConfigsRequestDraft, AlterConfigsResponse, AlterConfigsResponseDraft> = {
  key: 33,
  name: 'AlterConfigs',
  versions: { min: 0, max: 2 },
  flexibleSince: 2,
  request: { decode: decodeAlterConfigsRequest, encode: encodeAlterConfigsRequest },
  response: { decode: decodeAlterConfigsResponse, encode: encodeAlterConfigsResponse },
}
