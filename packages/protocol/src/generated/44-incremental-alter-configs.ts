// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface IncrementalAlterConfigsRequest {
  readonly resources: readonly IncrementalAlterConfigsRequestResource[]
  readonly validateOnly: boolean
}

export type IncrementalAlterConfigsRequestDraft = IncrementalAlterConfigsRequest

export interface IncrementalAlterConfigsRequestResource {
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly IncrementalAlterConfigsRequestConfig[]
}

export type IncrementalAlterConfigsRequestResourceDraft = IncrementalAlterConfigsRequestResource

export interface IncrementalAlterConfigsRequestConfig {
  readonly name: string
  readonly configOperation: number
  readonly value: string | null
}

export type IncrementalAlterConfigsRequestConfigDraft = IncrementalAlterConfigsRequestConfig

function decodeIncrementalAlterConfigsRequestConfig(reader: Reader, version: number): IncrementalAlterConfigsRequestConfig {
  const name = version >= 1 ? reader.compactString() : reader.string()
  const configOperation = reader.int8()
  const value = version >= 1 ? reader.compactNullableString() : reader.nullableString()
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    name,
    configOperation,
    value,
  }
}

function encodeIncrementalAlterConfigsRequestConfig(writer: Writer, draft: IncrementalAlterConfigsRequestConfigDraft, version: number): void {
  const name = draft.name
  if (version >= 1) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  writer.int8(draft.configOperation)
  const value = draft.value
  if (version >= 1) {
    writer.compactNullableString(value)
  } else {
    writer.nullableString(value)
  }
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

function decodeIncrementalAlterConfigsRequestResource(reader: Reader, version: number): IncrementalAlterConfigsRequestResource {
  const resourceType = reader.int8()
  const resourceName = version >= 1 ? reader.compactString() : reader.string()
  const configs: IncrementalAlterConfigsRequestConfig[] = []
  const configsCount = version >= 1 ? reader.compactCount(4) : reader.count(5)
  for (let i = 0; i < configsCount; i += 1) configs.push(decodeIncrementalAlterConfigsRequestConfig(reader, version))
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    resourceType,
    resourceName,
    configs,
  }
}

function encodeIncrementalAlterConfigsRequestResource(writer: Writer, draft: IncrementalAlterConfigsRequestResourceDraft, version: number): void {
  writer.int8(draft.resourceType)
  const resourceName = draft.resourceName
  if (version >= 1) {
    writer.compactString(resourceName)
  } else {
    writer.string(resourceName)
  }
  const configs = draft.configs
  if (version >= 1) {
    writer.compactCount(configs.length)
  } else {
    writer.count(configs.length)
  }
  for (const element of configs) encodeIncrementalAlterConfigsRequestConfig(writer, element, version)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

function decodeIncrementalAlterConfigsRequest(reader: Reader, version: number): IncrementalAlterConfigsRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('IncrementalAlterConfigsRequest', version)
  const resources: IncrementalAlterConfigsRequestResource[] = []
  const resourcesCount = version >= 1 ? reader.compactCount(4) : reader.count(7)
  for (let i = 0; i < resourcesCount; i += 1) resources.push(decodeIncrementalAlterConfigsRequestResource(reader, version))
  const validateOnly = reader.bool()
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    resources,
    validateOnly,
  }
}

function encodeIncrementalAlterConfigsRequest(writer: Writer, draft: IncrementalAlterConfigsRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('IncrementalAlterConfigsRequest', version)
  const resources = draft.resources
  if (version >= 1) {
    writer.compactCount(resources.length)
  } else {
    writer.count(resources.length)
  }
  for (const element of resources) encodeIncrementalAlterConfigsRequestResource(writer, element, version)
  writer.bool(draft.validateOnly)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

export interface IncrementalAlterConfigsResponse {
  readonly throttleTimeMs: number
  readonly responses: readonly IncrementalAlterConfigsResponseResponse[]
}

export type IncrementalAlterConfigsResponseDraft = IncrementalAlterConfigsResponse

export interface IncrementalAlterConfigsResponseResponse {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
}

export type IncrementalAlterConfigsResponseResponseDraft = IncrementalAlterConfigsResponseResponse

function decodeIncrementalAlterConfigsResponseResponse(reader: Reader, version: number): IncrementalAlterConfigsResponseResponse {
  const errorCode = reader.int16()
  const errorMessage = version >= 1 ? reader.compactNullableString() : reader.nullableString()
  const resourceType = reader.int8()
  const resourceName = version >= 1 ? reader.compactString() : reader.string()
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    errorCode,
    errorMessage,
    resourceType,
    resourceName,
  }
}

function encodeIncrementalAlterConfigsResponseResponse(writer: Writer, draft: IncrementalAlterConfigsResponseResponseDraft, version: number): void {
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage
  if (version >= 1) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  writer.int8(draft.resourceType)
  const resourceName = draft.resourceName
  if (version >= 1) {
    writer.compactString(resourceName)
  } else {
    writer.string(resourceName)
  }
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

function decodeIncrementalAlterConfigsResponse(reader: Reader, version: number): IncrementalAlterConfigsResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('IncrementalAlterConfigsResponse', version)
  const throttleTimeMs = reader.int32()
  const responses: IncrementalAlterConfigsResponseResponse[] = []
  const responsesCount = version >= 1 ? reader.compactCount(6) : reader.count(7)
  for (let i = 0; i < responsesCount; i += 1) responses.push(decodeIncrementalAlterConfigsResponseResponse(reader, version))
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    responses,
  }
}

function encodeIncrementalAlterConfigsResponse(writer: Writer, draft: IncrementalAlterConfigsResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('IncrementalAlterConfigsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const responses = draft.responses
  if (version >= 1) {
    writer.compactCount(responses.length)
  } else {
    writer.count(responses.length)
  }
  for (const element of responses) encodeIncrementalAlterConfigsResponseResponse(writer, element, version)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<44, IncrementalAlterConfigsRequest, IncrementalAlterConfigsRequestDraft, IncrementalAlterConfigsResponse, IncrementalAlterConfigsResponseDraft> = {
  key: 44,
  name: 'IncrementalAlterConfigs',
  versions: { min: 0, max: 1 },
  flexibleSince: 1,
  request: { decode: decodeIncrementalAlterConfigsRequest, encode: encodeIncrementalAlterConfigsRequest },
  response: { decode: decodeIncrementalAlterConfigsResponse, encode: encodeIncrementalAlterConfigsResponse },
}
