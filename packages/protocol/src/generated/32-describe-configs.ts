// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DescribeConfigsRequest {
  readonly resources: readonly DescribeConfigsRequestResource[]
  readonly includeSynonyms: boolean
  /** v3+ */
  readonly includeDocumentation: boolean
}

export interface DescribeConfigsRequestDraft {
  readonly resources: readonly DescribeConfigsRequestResourceDraft[]
  readonly includeSynonyms?: boolean | undefined
  readonly includeDocumentation?: boolean | undefined
}

export interface DescribeConfigsRequestResource {
  readonly resourceType: number
  readonly resourceName: string
  readonly configurationKeys: readonly string[] | null
}

export type DescribeConfigsRequestResourceDraft = DescribeConfigsRequestResource

function decodeDescribeConfigsRequestResource(reader: Reader, version: number): DescribeConfigsRequestResource {
  const resourceType = reader.int8()
  const resourceName = version >= 4 ? reader.compactString() : reader.string()
  let configurationKeys: string[] | null = []
  const configurationKeysCount = version >= 4 ? reader.compactNullableCount(1) : reader.nullableCount(2)
  if (configurationKeysCount < 0) {
    configurationKeys = null
  } else {
    configurationKeys = []
    for (let i = 0; i < configurationKeysCount; i += 1) configurationKeys.push(version >= 4 ? reader.compactString() : reader.string())
  }
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    resourceType,
    resourceName,
    configurationKeys,
  }
}

function encodeDescribeConfigsRequestResource(writer: Writer, draft: DescribeConfigsRequestResourceDraft, version: number): void {
  writer.int8(draft.resourceType)
  const resourceName = draft.resourceName
  if (version >= 4) {
    writer.compactString(resourceName)
  } else {
    writer.string(resourceName)
  }
  const configurationKeys = draft.configurationKeys
  if (version >= 4) {
    writer.compactCount(configurationKeys === null ? -1 : configurationKeys.length)
  } else {
    writer.count(configurationKeys === null ? -1 : configurationKeys.length)
  }
  if (configurationKeys !== null) {
    if (version >= 4) {
      for (const element of configurationKeys) writer.compactString(element)
    } else {
      for (const element of configurationKeys) writer.string(element)
    }
  }
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeConfigsRequest(reader: Reader, version: number): DescribeConfigsRequest {
  if (version < 1 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('DescribeConfigsRequest', version)
  const resources: DescribeConfigsRequestResource[] = []
  const resourcesCount = version >= 4 ? reader.compactCount(4) : reader.count(7)
  for (let i = 0; i < resourcesCount; i += 1) resources.push(decodeDescribeConfigsRequestResource(reader, version))
  const includeSynonyms = reader.bool()
  const includeDocumentation = version >= 3 ? reader.bool() : false
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    resources,
    includeSynonyms,
    includeDocumentation,
  }
}

function encodeDescribeConfigsRequest(writer: Writer, draft: DescribeConfigsRequestDraft, version: number): void {
  if (version < 1 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('DescribeConfigsRequest', version)
  const resources = draft.resources
  if (version >= 4) {
    writer.compactCount(resources.length)
  } else {
    writer.count(resources.length)
  }
  for (const element of resources) encodeDescribeConfigsRequestResource(writer, element, version)
  writer.bool(draft.includeSynonyms ?? false)
  const includeDocumentation = draft.includeDocumentation ?? false
  if (version >= 3) {
    writer.bool(includeDocumentation)
  } else {
    if (includeDocumentation !== false) throw protocolErrors.UNSUPPORTED_FIELD('DescribeConfigsRequest.includeDocumentation', version)
  }
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export interface DescribeConfigsResponse {
  readonly throttleTimeMs: number
  readonly results: readonly DescribeConfigsResponseResult[]
}

export interface DescribeConfigsResponseDraft {
  readonly throttleTimeMs: number
  readonly results: readonly DescribeConfigsResponseResultDraft[]
}

export interface DescribeConfigsResponseResult {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly DescribeConfigsResponseConfig[]
}

export interface DescribeConfigsResponseResultDraft {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly DescribeConfigsResponseConfigDraft[]
}

export interface DescribeConfigsResponseConfig {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  readonly configSource: number
  readonly isSensitive: boolean
  readonly synonyms: readonly DescribeConfigsResponseSynonym[]
  /** v3+ */
  readonly configType: number
  /** v3+ */
  readonly documentation: string | null
}

export interface DescribeConfigsResponseConfigDraft {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  readonly configSource?: number | undefined
  readonly isSensitive: boolean
  readonly synonyms: readonly DescribeConfigsResponseSynonymDraft[]
  readonly configType?: number | undefined
  readonly documentation?: string | null | undefined
}

export interface DescribeConfigsResponseSynonym {
  readonly name: string
  readonly value: string | null
  readonly source: number
}

export type DescribeConfigsResponseSynonymDraft = DescribeConfigsResponseSynonym

function decodeDescribeConfigsResponseSynonym(reader: Reader, version: number): DescribeConfigsResponseSynonym {
  const name = version >= 4 ? reader.compactString() : reader.string()
  const value = version >= 4 ? reader.compactNullableString() : reader.nullableString()
  const source = reader.int8()
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    name,
    value,
    source,
  }
}

function encodeDescribeConfigsResponseSynonym(writer: Writer, draft: DescribeConfigsResponseSynonymDraft, version: number): void {
  const name = draft.name
  if (version >= 4) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const value = draft.value
  if (version >= 4) {
    writer.compactNullableString(value)
  } else {
    writer.nullableString(value)
  }
  writer.int8(draft.source)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeConfigsResponseConfig(reader: Reader, version: number): DescribeConfigsResponseConfig {
  const name = version >= 4 ? reader.compactString() : reader.string()
  const value = version >= 4 ? reader.compactNullableString() : reader.nullableString()
  const readOnly = reader.bool()
  const configSource = reader.int8()
  const isSensitive = reader.bool()
  const synonyms: DescribeConfigsResponseSynonym[] = []
  const synonymsCount = version >= 4 ? reader.compactCount(4) : reader.count(5)
  for (let i = 0; i < synonymsCount; i += 1) synonyms.push(decodeDescribeConfigsResponseSynonym(reader, version))
  const configType = version >= 3 ? reader.int8() : 0
  const documentation = version >= 4 ? reader.compactNullableString() : version >= 3 ? reader.nullableString() : ''
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    name,
    value,
    readOnly,
    configSource,
    isSensitive,
    synonyms,
    configType,
    documentation,
  }
}

function encodeDescribeConfigsResponseConfig(writer: Writer, draft: DescribeConfigsResponseConfigDraft, version: number): void {
  const name = draft.name
  if (version >= 4) {
    writer.compactString(name)
  } else {
    writer.string(name)
  }
  const value = draft.value
  if (version >= 4) {
    writer.compactNullableString(value)
  } else {
    writer.nullableString(value)
  }
  writer.bool(draft.readOnly)
  writer.int8(draft.configSource ?? -1)
  writer.bool(draft.isSensitive)
  const synonyms = draft.synonyms
  if (version >= 4) {
    writer.compactCount(synonyms.length)
  } else {
    writer.count(synonyms.length)
  }
  for (const element of synonyms) encodeDescribeConfigsResponseSynonym(writer, element, version)
  if (version >= 3) {
    writer.int8(draft.configType ?? 0)
  }
  const documentation = draft.documentation === undefined ? '' : draft.documentation
  if (version >= 4) {
    writer.compactNullableString(documentation)
  } else if (version >= 3) {
    writer.nullableString(documentation)
  }
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeConfigsResponseResult(reader: Reader, version: number): DescribeConfigsResponseResult {
  const errorCode = reader.int16()
  const errorMessage = version >= 4 ? reader.compactNullableString() : reader.nullableString()
  const resourceType = reader.int8()
  const resourceName = version >= 4 ? reader.compactString() : reader.string()
  const configs: DescribeConfigsResponseConfig[] = []
  const configsCount = version >= 4 ? reader.compactCount(9) : version >= 3 ? reader.count(14) : reader.count(11)
  for (let i = 0; i < configsCount; i += 1) configs.push(decodeDescribeConfigsResponseConfig(reader, version))
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    errorCode,
    errorMessage,
    resourceType,
    resourceName,
    configs,
  }
}

function encodeDescribeConfigsResponseResult(writer: Writer, draft: DescribeConfigsResponseResultDraft, version: number): void {
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage
  if (version >= 4) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  writer.int8(draft.resourceType)
  const resourceName = draft.resourceName
  if (version >= 4) {
    writer.compactString(resourceName)
  } else {
    writer.string(resourceName)
  }
  const configs = draft.configs
  if (version >= 4) {
    writer.compactCount(configs.length)
  } else {
    writer.count(configs.length)
  }
  for (const element of configs) encodeDescribeConfigsResponseConfig(writer, element, version)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeConfigsResponse(reader: Reader, version: number): DescribeConfigsResponse {
  if (version < 1 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('DescribeConfigsResponse', version)
  const throttleTimeMs = reader.int32()
  const results: DescribeConfigsResponseResult[] = []
  const resultsCount = version >= 4 ? reader.compactCount(7) : reader.count(11)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeDescribeConfigsResponseResult(reader, version))
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    results,
  }
}

function encodeDescribeConfigsResponse(writer: Writer, draft: DescribeConfigsResponseDraft, version: number): void {
  if (version < 1 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('DescribeConfigsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const results = draft.results
  if (version >= 4) {
    writer.compactCount(results.length)
  } else {
    writer.count(results.length)
  }
  for (const element of results) encodeDescribeConfigsResponseResult(writer, element, version)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<32, DescribeConfigsRequest, DescribeConfigsRequestDraft, DescribeConfigsResponse, DescribeConfigsResponseDraft> = {
  key: 32,
  name: 'DescribeConfigs',
  versions: { min: 1, max: 4 },
  flexibleSince: 4,
  request: { decode: decodeDescribeConfigsRequest, encode: encodeDescribeConfigsRequest },
  response: { decode: decodeDescribeConfigsResponse, encode: encodeDescribeConfigsResponse },
}
