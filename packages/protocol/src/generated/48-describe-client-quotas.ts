// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DescribeClientQuotasRequest {
  readonly components: readonly DescribeClientQuotasRequestComponent[]
  readonly strict: boolean
}

export type DescribeClientQuotasRequestDraft = DescribeClientQuotasRequest

export interface DescribeClientQuotasRequestComponent {
  readonly entityType: string
  readonly matchType: number
  readonly match: string | null
}

export type DescribeClientQuotasRequestComponentDraft = DescribeClientQuotasRequestComponent

function decodeDescribeClientQuotasRequestComponent(reader: Reader, version: number): DescribeClientQuotasRequestComponent {
  const entityType = version >= 1 ? reader.compactString() : reader.string()
  const matchType = reader.int8()
  const match = version >= 1 ? reader.compactNullableString() : reader.nullableString()
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    entityType,
    matchType,
    match,
  }
}

function encodeDescribeClientQuotasRequestComponent(writer: Writer, draft: DescribeClientQuotasRequestComponentDraft, version: number): void {
  const entityType = draft.entityType
  if (version >= 1) {
    writer.compactString(entityType)
  } else {
    writer.string(entityType)
  }
  writer.int8(draft.matchType)
  const match = draft.match
  if (version >= 1) {
    writer.compactNullableString(match)
  } else {
    writer.nullableString(match)
  }
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeClientQuotasRequest(reader: Reader, version: number): DescribeClientQuotasRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('DescribeClientQuotasRequest', version)
  const components: DescribeClientQuotasRequestComponent[] = []
  const componentsCount = version >= 1 ? reader.compactCount(4) : reader.count(5)
  for (let i = 0; i < componentsCount; i += 1) components.push(decodeDescribeClientQuotasRequestComponent(reader, version))
  const strict = reader.bool()
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    components,
    strict,
  }
}

function encodeDescribeClientQuotasRequest(writer: Writer, draft: DescribeClientQuotasRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('DescribeClientQuotasRequest', version)
  const components = draft.components
  if (version >= 1) {
    writer.compactCount(components.length)
  } else {
    writer.count(components.length)
  }
  for (const element of components) encodeDescribeClientQuotasRequestComponent(writer, element, version)
  writer.bool(draft.strict)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

export interface DescribeClientQuotasResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly entries: readonly DescribeClientQuotasResponseEntry[] | null
}

export type DescribeClientQuotasResponseDraft = DescribeClientQuotasResponse

export interface DescribeClientQuotasResponseEntry {
  readonly entity: readonly DescribeClientQuotasResponseEntity[]
  readonly values: readonly DescribeClientQuotasResponseValue[]
}

export type DescribeClientQuotasResponseEntryDraft = DescribeClientQuotasResponseEntry

export interface DescribeClientQuotasResponseValue {
  readonly key: string
  readonly value: number
}

export type DescribeClientQuotasResponseValueDraft = DescribeClientQuotasResponseValue

export interface DescribeClientQuotasResponseEntity {
  readonly entityType: string
  readonly entityName: string | null
}

export type DescribeClientQuotasResponseEntityDraft = DescribeClientQuotasResponseEntity

function decodeDescribeClientQuotasResponseEntity(reader: Reader, version: number): DescribeClientQuotasResponseEntity {
  const entityType = version >= 1 ? reader.compactString() : reader.string()
  const entityName = version >= 1 ? reader.compactNullableString() : reader.nullableString()
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    entityType,
    entityName,
  }
}

function encodeDescribeClientQuotasResponseEntity(writer: Writer, draft: DescribeClientQuotasResponseEntityDraft, version: number): void {
  const entityType = draft.entityType
  if (version >= 1) {
    writer.compactString(entityType)
  } else {
    writer.string(entityType)
  }
  const entityName = draft.entityName
  if (version >= 1) {
    writer.compactNullableString(entityName)
  } else {
    writer.nullableString(entityName)
  }
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeClientQuotasResponseValue(reader: Reader, version: number): DescribeClientQuotasResponseValue {
  const key = version >= 1 ? reader.compactString() : reader.string()
  const value = reader.float64()
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    key,
    value,
  }
}

function encodeDescribeClientQuotasResponseValue(writer: Writer, draft: DescribeClientQuotasResponseValueDraft, version: number): void {
  const key = draft.key
  if (version >= 1) {
    writer.compactString(key)
  } else {
    writer.string(key)
  }
  writer.float64(draft.value)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeClientQuotasResponseEntry(reader: Reader, version: number): DescribeClientQuotasResponseEntry {
  const entity: DescribeClientQuotasResponseEntity[] = []
  const entityCount = version >= 1 ? reader.compactCount(3) : reader.count(4)
  for (let i = 0; i < entityCount; i += 1) entity.push(decodeDescribeClientQuotasResponseEntity(reader, version))
  const values: DescribeClientQuotasResponseValue[] = []
  const valuesCount = version >= 1 ? reader.compactCount(10) : reader.count(10)
  for (let i = 0; i < valuesCount; i += 1) values.push(decodeDescribeClientQuotasResponseValue(reader, version))
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    entity,
    values,
  }
}

function encodeDescribeClientQuotasResponseEntry(writer: Writer, draft: DescribeClientQuotasResponseEntryDraft, version: number): void {
  const entity = draft.entity
  if (version >= 1) {
    writer.compactCount(entity.length)
  } else {
    writer.count(entity.length)
  }
  for (const element of entity) encodeDescribeClientQuotasResponseEntity(writer, element, version)
  const values = draft.values
  if (version >= 1) {
    writer.compactCount(values.length)
  } else {
    writer.count(values.length)
  }
  for (const element of values) encodeDescribeClientQuotasResponseValue(writer, element, version)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeClientQuotasResponse(reader: Reader, version: number): DescribeClientQuotasResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('DescribeClientQuotasResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = version >= 1 ? reader.compactNullableString() : reader.nullableString()
  let entries: DescribeClientQuotasResponseEntry[] | null = []
  const entriesCount = version >= 1 ? reader.compactNullableCount(3) : reader.nullableCount(8)
  if (entriesCount < 0) {
    entries = null
  } else {
    entries = []
    for (let i = 0; i < entriesCount; i += 1) entries.push(decodeDescribeClientQuotasResponseEntry(reader, version))
  }
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    entries,
  }
}

function encodeDescribeClientQuotasResponse(writer: Writer, draft: DescribeClientQuotasResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('DescribeClientQuotasResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage
  if (version >= 1) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  const entries = draft.entries
  if (version >= 1) {
    writer.compactCount(entries === null ? -1 : entries.length)
  } else {
    writer.count(entries === null ? -1 : entries.length)
  }
  if (entries !== null) {
    for (const element of entries) encodeDescribeClientQuotasResponseEntry(writer, element, version)
  }
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<48, DescribeClientQuotasRequest, DescribeClientQuotasRequestDraft, DescribeClientQuotasResponse, DescribeClientQuotasResponseDraft> = {
  key: 48,
  name: 'DescribeClientQuotas',
  versions: { min: 0, max: 1 },
  flexibleSince: 1,
  request: { decode: decodeDescribeClientQuotasRequest, encode: encodeDescribeClientQuotasRequest },
  response: { decode: decodeDescribeClientQuotasResponse, encode: encodeDescribeClientQuotasResponse },
}
