// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface AlterClientQuotasRequest {
  readonly entries: readonly AlterClientQuotasRequestEntry[]
  readonly validateOnly: boolean
}

export type AlterClientQuotasRequestDraft = AlterClientQuotasRequest

export interface AlterClientQuotasRequestEntry {
  readonly entity: readonly AlterClientQuotasRequestEntity[]
  readonly ops: readonly AlterClientQuotasRequestOp[]
}

export type AlterClientQuotasRequestEntryDraft = AlterClientQuotasRequestEntry

export interface AlterClientQuotasRequestOp {
  readonly key: string
  readonly value: number
  readonly remove: boolean
}

export type AlterClientQuotasRequestOpDraft = AlterClientQuotasRequestOp

export interface AlterClientQuotasRequestEntity {
  readonly entityType: string
  readonly entityName: string | null
}

export type AlterClientQuotasRequestEntityDraft = AlterClientQuotasRequestEntity

function decodeAlterClientQuotasRequestEntity(reader: Reader, version: number): AlterClientQuotasRequestEntity {
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

function encodeAlterClientQuotasRequestEntity(writer: Writer, draft: AlterClientQuotasRequestEntityDraft, version: number): void {
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

function decodeAlterClientQuotasRequestOp(reader: Reader, version: number): AlterClientQuotasRequestOp {
  const key = version >= 1 ? reader.compactString() : reader.string()
  const value = reader.float64()
  const remove = reader.bool()
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    key,
    value,
    remove,
  }
}

function encodeAlterClientQuotasRequestOp(writer: Writer, draft: AlterClientQuotasRequestOpDraft, version: number): void {
  const key = draft.key
  if (version >= 1) {
    writer.compactString(key)
  } else {
    writer.string(key)
  }
  writer.float64(draft.value)
  writer.bool(draft.remove)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

function decodeAlterClientQuotasRequestEntry(reader: Reader, version: number): AlterClientQuotasRequestEntry {
  const entity: AlterClientQuotasRequestEntity[] = []
  const entityCount = version >= 1 ? reader.compactCount(3) : reader.count(4)
  for (let i = 0; i < entityCount; i += 1) entity.push(decodeAlterClientQuotasRequestEntity(reader, version))
  const ops: AlterClientQuotasRequestOp[] = []
  const opsCount = version >= 1 ? reader.compactCount(11) : reader.count(11)
  for (let i = 0; i < opsCount; i += 1) ops.push(decodeAlterClientQuotasRequestOp(reader, version))
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    entity,
    ops,
  }
}

function encodeAlterClientQuotasRequestEntry(writer: Writer, draft: AlterClientQuotasRequestEntryDraft, version: number): void {
  const entity = draft.entity
  if (version >= 1) {
    writer.compactCount(entity.length)
  } else {
    writer.count(entity.length)
  }
  for (const element of entity) encodeAlterClientQuotasRequestEntity(writer, element, version)
  const ops = draft.ops
  if (version >= 1) {
    writer.compactCount(ops.length)
  } else {
    writer.count(ops.length)
  }
  for (const element of ops) encodeAlterClientQuotasRequestOp(writer, element, version)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

function decodeAlterClientQuotasRequest(reader: Reader, version: number): AlterClientQuotasRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AlterClientQuotasRequest', version)
  const entries: AlterClientQuotasRequestEntry[] = []
  const entriesCount = version >= 1 ? reader.compactCount(3) : reader.count(8)
  for (let i = 0; i < entriesCount; i += 1) entries.push(decodeAlterClientQuotasRequestEntry(reader, version))
  const validateOnly = reader.bool()
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    entries,
    validateOnly,
  }
}

function encodeAlterClientQuotasRequest(writer: Writer, draft: AlterClientQuotasRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AlterClientQuotasRequest', version)
  const entries = draft.entries
  if (version >= 1) {
    writer.compactCount(entries.length)
  } else {
    writer.count(entries.length)
  }
  for (const element of entries) encodeAlterClientQuotasRequestEntry(writer, element, version)
  writer.bool(draft.validateOnly)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

export interface AlterClientQuotasResponse {
  readonly throttleTimeMs: number
  readonly entries: readonly AlterClientQuotasResponseEntry[]
}

export type AlterClientQuotasResponseDraft = AlterClientQuotasResponse

export interface AlterClientQuotasResponseEntry {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly entity: readonly AlterClientQuotasResponseEntity[]
}

export type AlterClientQuotasResponseEntryDraft = AlterClientQuotasResponseEntry

export interface AlterClientQuotasResponseEntity {
  readonly entityType: string
  readonly entityName: string | null
}

export type AlterClientQuotasResponseEntityDraft = AlterClientQuotasResponseEntity

function decodeAlterClientQuotasResponseEntity(reader: Reader, version: number): AlterClientQuotasResponseEntity {
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

function encodeAlterClientQuotasResponseEntity(writer: Writer, draft: AlterClientQuotasResponseEntityDraft, version: number): void {
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

function decodeAlterClientQuotasResponseEntry(reader: Reader, version: number): AlterClientQuotasResponseEntry {
  const errorCode = reader.int16()
  const errorMessage = version >= 1 ? reader.compactNullableString() : reader.nullableString()
  const entity: AlterClientQuotasResponseEntity[] = []
  const entityCount = version >= 1 ? reader.compactCount(3) : reader.count(4)
  for (let i = 0; i < entityCount; i += 1) entity.push(decodeAlterClientQuotasResponseEntity(reader, version))
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    errorCode,
    errorMessage,
    entity,
  }
}

function encodeAlterClientQuotasResponseEntry(writer: Writer, draft: AlterClientQuotasResponseEntryDraft, version: number): void {
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage
  if (version >= 1) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  const entity = draft.entity
  if (version >= 1) {
    writer.compactCount(entity.length)
  } else {
    writer.count(entity.length)
  }
  for (const element of entity) encodeAlterClientQuotasResponseEntity(writer, element, version)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

function decodeAlterClientQuotasResponse(reader: Reader, version: number): AlterClientQuotasResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AlterClientQuotasResponse', version)
  const throttleTimeMs = reader.int32()
  const entries: AlterClientQuotasResponseEntry[] = []
  const entriesCount = version >= 1 ? reader.compactCount(5) : reader.count(8)
  for (let i = 0; i < entriesCount; i += 1) entries.push(decodeAlterClientQuotasResponseEntry(reader, version))
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    entries,
  }
}

function encodeAlterClientQuotasResponse(writer: Writer, draft: AlterClientQuotasResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AlterClientQuotasResponse', version)
  writer.int32(draft.throttleTimeMs)
  const entries = draft.entries
  if (version >= 1) {
    writer.compactCount(entries.length)
  } else {
    writer.count(entries.length)
  }
  for (const element of entries) encodeAlterClientQuotasResponseEntry(writer, element, version)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<49, AlterClientQuotasRequest, AlterClientQuotasRequestDraft, AlterClientQuotasResponse, AlterClientQuotasResponseDraft> = {
  key: 49,
  name: 'AlterClientQuotas',
  versions: { min: 0, max: 1 },
  flexibleSince: 1,
  request: { decode: decodeAlterClientQuotasRequest, encode: encodeAlterClientQuotasRequest },
  response: { decode: decodeAlterClientQuotasResponse, encode: encodeAlterClientQuotasResponse },
}
