// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface AlterUserScramCredentialsRequest {
  readonly deletions: readonly AlterUserScramCredentialsRequestDeletion[]
  readonly upsertions: readonly AlterUserScramCredentialsRequestUpsertion[]
}

export interface AlterUserScramCredentialsRequestDraft {
  readonly deletions: readonly AlterUserScramCredentialsRequestDeletionDraft[]
  readonly upsertions: readonly AlterUserScramCredentialsRequestUpsertionDraft[]
}

export interface AlterUserScramCredentialsRequestUpsertion {
  readonly name: string
  readonly mechanism: number
  readonly iterations: number
  readonly salt: Uint8Array
  readonly saltedPassword: Uint8Array
}

export interface AlterUserScramCredentialsRequestUpsertionDraft {
  readonly name: string
  readonly mechanism: number
  readonly iterations: number
  readonly salt: Uint8Array | readonly Uint8Array[]
  readonly saltedPassword: Uint8Array | readonly Uint8Array[]
}

export interface AlterUserScramCredentialsRequestDeletion {
  readonly name: string
  readonly mechanism: number
}

export type AlterUserScramCredentialsRequestDeletionDraft = AlterUserScramCredentialsRequestDeletion

function decodeAlterUserScramCredentialsRequestDeletion(reader: Reader, _version: number): AlterUserScramCredentialsRequestDeletion {
  const name = reader.compactString()
  const mechanism = reader.int8()
  reader.skipTags()
  return {
    name,
    mechanism,
  }
}

function encodeAlterUserScramCredentialsRequestDeletion(writer: Writer, draft: AlterUserScramCredentialsRequestDeletionDraft, _version: number): void {
  writer.compactString(draft.name)
  writer.int8(draft.mechanism)
  writer.unsignedVarint(0)
}

function decodeAlterUserScramCredentialsRequestUpsertion(reader: Reader, _version: number): AlterUserScramCredentialsRequestUpsertion {
  const name = reader.compactString()
  const mechanism = reader.int8()
  const iterations = reader.int32()
  const salt = reader.compactBytes()
  const saltedPassword = reader.compactBytes()
  reader.skipTags()
  return {
    name,
    mechanism,
    iterations,
    salt,
    saltedPassword,
  }
}

function encodeAlterUserScramCredentialsRequestUpsertion(writer: Writer, draft: AlterUserScramCredentialsRequestUpsertionDraft, _version: number): void {
  writer.compactString(draft.name)
  writer.int8(draft.mechanism)
  writer.int32(draft.iterations)
  writer.compactBytes(draft.salt)
  writer.compactBytes(draft.saltedPassword)
  writer.unsignedVarint(0)
}

function decodeAlterUserScramCredentialsRequest(reader: Reader, version: number): AlterUserScramCredentialsRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('AlterUserScramCredentialsRequest', version)
  const deletions: AlterUserScramCredentialsRequestDeletion[] = []
  const deletionsCount = reader.compactCount(3)
  for (let i = 0; i < deletionsCount; i += 1) deletions.push(decodeAlterUserScramCredentialsRequestDeletion(reader, version))
  const upsertions: AlterUserScramCredentialsRequestUpsertion[] = []
  const upsertionsCount = reader.compactCount(9)
  for (let i = 0; i < upsertionsCount; i += 1) upsertions.push(decodeAlterUserScramCredentialsRequestUpsertion(reader, version))
  reader.skipTags()
  return {
    deletions,
    upsertions,
  }
}

function encodeAlterUserScramCredentialsRequest(writer: Writer, draft: AlterUserScramCredentialsRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('AlterUserScramCredentialsRequest', version)
  const deletions = draft.deletions
  writer.compactCount(deletions.length)
  for (const element of deletions) encodeAlterUserScramCredentialsRequestDeletion(writer, element, version)
  const upsertions = draft.upsertions
  writer.compactCount(upsertions.length)
  for (const element of upsertions) encodeAlterUserScramCredentialsRequestUpsertion(writer, element, version)
  writer.unsignedVarint(0)
}

export interface AlterUserScramCredentialsResponse {
  readonly throttleTimeMs: number
  readonly results: readonly AlterUserScramCredentialsResponseResult[]
}

export type AlterUserScramCredentialsResponseDraft = AlterUserScramCredentialsResponse

export interface AlterUserScramCredentialsResponseResult {
  readonly user: string
  readonly errorCode: number
  readonly errorMessage: string | null
}

export type AlterUserScramCredentialsResponseResultDraft = AlterUserScramCredentialsResponseResult

function decodeAlterUserScramCredentialsResponseResult(reader: Reader, _version: number): AlterUserScramCredentialsResponseResult {
  const user = reader.compactString()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTags()
  return {
    user,
    errorCode,
    errorMessage,
  }
}

function encodeAlterUserScramCredentialsResponseResult(writer: Writer, draft: AlterUserScramCredentialsResponseResultDraft, _version: number): void {
  writer.compactString(draft.user)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  writer.unsignedVarint(0)
}

function decodeAlterUserScramCredentialsResponse(reader: Reader, version: number): AlterUserScramCredentialsResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('AlterUserScramCredentialsResponse', version)
  const throttleTimeMs = reader.int32()
  const results: AlterUserScramCredentialsResponseResult[] = []
  const resultsCount = reader.compactCount(5)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeAlterUserScramCredentialsResponseResult(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    results,
  }
}

function encodeAlterUserScramCredentialsResponse(writer: Writer, draft: AlterUserScramCredentialsResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('AlterUserScramCredentialsResponse', version)
  writer.int32(draft.throttleTimeMs)
  const results = draft.results
  writer.compactCount(results.length)
  for (const element of results) encodeAlterUserScramCredentialsResponseResult(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<51, AlterUserScramCredentialsRequest, AlterUserScramCredentialsRequestDraft, AlterUserScramCredentialsResponse, AlterUserScramCredentialsResponseDraft> = {
  key: 51,
  name: 'AlterUserScramCredentials',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeAlterUserScramCredentialsRequest, encode: encodeAlterUserScramCredentialsRequest },
  response: { decode: decodeAlterUserScramCredentialsResponse, encode: encodeAlterUserScramCredentialsResponse },
}
