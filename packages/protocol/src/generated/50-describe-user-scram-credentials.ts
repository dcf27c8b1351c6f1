// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DescribeUserScramCredentialsRequest {
  readonly users: readonly DescribeUserScramCredentialsRequestUser[] | null
}

export type DescribeUserScramCredentialsRequestDraft = DescribeUserScramCredentialsRequest

export interface DescribeUserScramCredentialsRequestUser {
  readonly name: string
}

export type DescribeUserScramCredentialsRequestUserDraft = DescribeUserScramCredentialsRequestUser

function decodeDescribeUserScramCredentialsRequestUser(reader: Reader, _version: number): DescribeUserScramCredentialsRequestUser {
  const name = reader.compactString()
  reader.skipTags()
  return {
    name,
  }
}

function encodeDescribeUserScramCredentialsRequestUser(writer: Writer, draft: DescribeUserScramCredentialsRequestUserDraft, _version: number): void {
  writer.compactString(draft.name)
  writer.unsignedVarint(0)
}

function decodeDescribeUserScramCredentialsRequest(reader: Reader, version: number): DescribeUserScramCredentialsRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeUserScramCredentialsRequest', version)
  let users: DescribeUserScramCredentialsRequestUser[] | null = []
  const usersCount = reader.compactNullableCount(2)
  if (usersCount < 0) {
    users = null
  } else {
    users = []
    for (let i = 0; i < usersCount; i += 1) users.push(decodeDescribeUserScramCredentialsRequestUser(reader, version))
  }
  reader.skipTags()
  return {
    users,
  }
}

function encodeDescribeUserScramCredentialsRequest(writer: Writer, draft: DescribeUserScramCredentialsRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeUserScramCredentialsRequest', version)
  const users = draft.users
  writer.compactCount(users === null ? -1 : users.length)
  if (users !== null) {
    for (const element of users) encodeDescribeUserScramCredentialsRequestUser(writer, element, version)
  }
  writer.unsignedVarint(0)
}

export interface DescribeUserScramCredentialsResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly results: readonly DescribeUserScramCredentialsResponseResult[]
}

export type DescribeUserScramCredentialsResponseDraft = DescribeUserScramCredentialsResponse

export interface DescribeUserScramCredentialsResponseResult {
  readonly user: string
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly credentialInfos: readonly DescribeUserScramCredentialsResponseCredentialInfo[]
}

export type DescribeUserScramCredentialsResponseResultDraft = DescribeUserScramCredentialsResponseResult

export interface DescribeUserScramCredentialsResponseCredentialInfo {
  readonly mechanism: number
  readonly iterations: number
}

export type DescribeUserScramCredentialsResponseCredentialInfoDraft = DescribeUserScramCredentialsResponseCredentialInfo

function decodeDescribeUserScramCredentialsResponseCredentialInfo(reader: Reader, _version: number): DescribeUserScramCredentialsResponseCredentialInfo {
  const mechanism = reader.int8()
  const iterations = reader.int32()
  reader.skipTags()
  return {
    mechanism,
    iterations,
  }
}

function encodeDescribeUserScramCredentialsResponseCredentialInfo(writer: Writer, draft: DescribeUserScramCredentialsResponseCredentialInfoDraft, _version: number): void {
  writer.int8(draft.mechanism)
  writer.int32(draft.iterations)
  writer.unsignedVarint(0)
}

function decodeDescribeUserScramCredentialsResponseResult(reader: Reader, version: number): DescribeUserScramCredentialsResponseResult {
  const user = reader.compactString()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const credentialInfos: DescribeUserScramCredentialsResponseCredentialInfo[] = []
  const credentialInfosCount = reader.compactCount(6)
  for (let i = 0; i < credentialInfosCount; i += 1) credentialInfos.push(decodeDescribeUserScramCredentialsResponseCredentialInfo(reader, version))
  reader.skipTags()
  return {
    user,
    errorCode,
    errorMessage,
    credentialInfos,
  }
}

function encodeDescribeUserScramCredentialsResponseResult(writer: Writer, draft: DescribeUserScramCredentialsResponseResultDraft, version: number): void {
  writer.compactString(draft.user)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  const credentialInfos = draft.credentialInfos
  writer.compactCount(credentialInfos.length)
  for (const element of credentialInfos) encodeDescribeUserScramCredentialsResponseCredentialInfo(writer, element, version)
  writer.unsignedVarint(0)
}

function decodeDescribeUserScramCredentialsResponse(reader: Reader, version: number): DescribeUserScramCredentialsResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeUserScramCredentialsResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const results: DescribeUserScramCredentialsResponseResult[] = []
  const resultsCount = reader.compactCount(6)
  for (let i = 0; i < resultsCount; i += 1) results.push(decodeDescribeUserScramCredentialsResponseResult(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    results,
  }
}

function encodeDescribeUserScramCredentialsResponse(writer: Writer, draft: DescribeUserScramCredentialsResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('DescribeUserScramCredentialsResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  const results = draft.results
  writer.compactCount(results.length)
  for (const element of results) encodeDescribeUserScramCredentialsResponseResult(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<50, DescribeUserScramCredentialsRequest, DescribeUserScramCredentialsRequestDraft, DescribeUserScramCredentialsResponse, DescribeUserScramCredentialsResponseDraft> = {
  key: 50,
  name: 'DescribeUserScramCredentials',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeDescribeUserScramCredentialsRequest, encode: encodeDescribeUserScramCredentialsRequest },
  response: { decode: decodeDescribeUserScramCredentialsResponse, encode: encodeDescribeUserScramCredentialsResponse },
}
