// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DescribeDelegationTokenRequest {
  readonly owners: readonly DescribeDelegationTokenRequestOwner[] | null
}

export type DescribeDelegationTokenRequestDraft = DescribeDelegationTokenRequest

export interface DescribeDelegationTokenRequestOwner {
  readonly principalType: string
  readonly principalName: string
}

export type DescribeDelegationTokenRequestOwnerDraft = DescribeDelegationTokenRequestOwner

function decodeDescribeDelegationTokenRequestOwner(reader: Reader, version: number): DescribeDelegationTokenRequestOwner {
  const principalType = version >= 2 ? reader.compactString() : reader.string()
  const principalName = version >= 2 ? reader.compactString() : reader.string()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    principalType,
    principalName,
  }
}

function encodeDescribeDelegationTokenRequestOwner(writer: Writer, draft: DescribeDelegationTokenRequestOwnerDraft, version: number): void {
  const principalType = draft.principalType
  if (version >= 2) {
    writer.compactString(principalType)
  } else {
    writer.string(principalType)
  }
  const principalName = draft.principalName
  if (version >= 2) {
    writer.compactString(principalName)
  } else {
    writer.string(principalName)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeDelegationTokenRequest(reader: Reader, version: number): DescribeDelegationTokenRequest {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DescribeDelegationTokenRequest', version)
  let owners: DescribeDelegationTokenRequestOwner[] | null = []
  const ownersCount = version >= 2 ? reader.compactNullableCount(3) : reader.nullableCount(4)
  if (ownersCount < 0) {
    owners = null
  } else {
    owners = []
    for (let i = 0; i < ownersCount; i += 1) owners.push(decodeDescribeDelegationTokenRequestOwner(reader, version))
  }
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    owners,
  }
}

function encodeDescribeDelegationTokenRequest(writer: Writer, draft: DescribeDelegationTokenRequestDraft, version: number): void {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DescribeDelegationTokenRequest', version)
  const owners = draft.owners
  if (version >= 2) {
    writer.compactCount(owners === null ? -1 : owners.length)
  } else {
    writer.count(owners === null ? -1 : owners.length)
  }
  if (owners !== null) {
    for (const element of owners) encodeDescribeDelegationTokenRequestOwner(writer, element, version)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface DescribeDelegationTokenResponse {
  readonly errorCode: number
  readonly tokens: readonly DescribeDelegationTokenResponseToken[]
  readonly throttleTimeMs: number
}

export interface DescribeDelegationTokenResponseDraft {
  readonly errorCode: number
  readonly tokens: readonly DescribeDelegationTokenResponseTokenDraft[]
  readonly throttleTimeMs: number
}

export interface DescribeDelegationTokenResponseToken {
  readonly principalType: string
  readonly principalName: string
  /** v3+ */
  readonly tokenRequesterPrincipalType: string
  /** v3+ */
  readonly tokenRequesterPrincipalName: string
  readonly issueTimestamp: bigint
  readonly expiryTimestamp: bigint
  readonly maxTimestamp: bigint
  readonly tokenId: string
  readonly hmac: Uint8Array
  readonly renewers: readonly DescribeDelegationTokenResponseRenewer[]
}

export interface DescribeDelegationTokenResponseTokenDraft {
  readonly principalType: string
  readonly principalName: string
  readonly tokenRequesterPrincipalType?: string | undefined
  readonly tokenRequesterPrincipalName?: string | undefined
  readonly issueTimestamp: bigint
  readonly expiryTimestamp: bigint
  readonly maxTimestamp: bigint
  readonly tokenId: string
  readonly hmac: Uint8Array | readonly Uint8Array[]
  readonly renewers: readonly DescribeDelegationTokenResponseRenewerDraft[]
}

export interface DescribeDelegationTokenResponseRenewer {
  readonly principalType: string
  readonly principalName: string
}

export type DescribeDelegationTokenResponseRenewerDraft = DescribeDelegationTokenResponseRenewer

function decodeDescribeDelegationTokenResponseRenewer(reader: Reader, version: number): DescribeDelegationTokenResponseRenewer {
  const principalType = version >= 2 ? reader.compactString() : reader.string()
  const principalName = version >= 2 ? reader.compactString() : reader.string()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    principalType,
    principalName,
  }
}

function encodeDescribeDelegationTokenResponseRenewer(writer: Writer, draft: DescribeDelegationTokenResponseRenewerDraft, version: number): void {
  const principalType = draft.principalType
  if (version >= 2) {
    writer.compactString(principalType)
  } else {
    writer.string(principalType)
  }
  const principalName = draft.principalName
  if (version >= 2) {
    writer.compactString(principalName)
  } else {
    writer.string(principalName)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeDelegationTokenResponseToken(reader: Reader, version: number): DescribeDelegationTokenResponseToken {
  const principalType = version >= 2 ? reader.compactString() : reader.string()
  const principalName = version >= 2 ? reader.compactString() : reader.string()
  const tokenRequesterPrincipalType = version >= 3 ? reader.compactString() : ''
  const tokenRequesterPrincipalName = version >= 3 ? reader.compactString() : ''
  const issueTimestamp = reader.int64()
  const expiryTimestamp = reader.int64()
  const maxTimestamp = reader.int64()
  const tokenId = version >= 2 ? reader.compactString() : reader.string()
  const hmac = version >= 2 ? reader.compactBytes() : reader.bytes()
  const renewers: DescribeDelegationTokenResponseRenewer[] = []
  const renewersCount = version >= 2 ? reader.compactCount(3) : reader.count(4)
  for (let i = 0; i < renewersCount; i += 1) renewers.push(decodeDescribeDelegationTokenResponseRenewer(reader, version))
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    principalType,
    principalName,
    tokenRequesterPrincipalType,
    tokenRequesterPrincipalName,
    issueTimestamp,
    expiryTimestamp,
    maxTimestamp,
    tokenId,
    hmac,
    renewers,
  }
}

function encodeDescribeDelegationTokenResponseToken(writer: Writer, draft: DescribeDelegationTokenResponseTokenDraft, version: number): void {
  const principalType = draft.principalType
  if (version >= 2) {
    writer.compactString(principalType)
  } else {
    writer.string(principalType)
  }
  const principalName = draft.principalName
  if (version >= 2) {
    writer.compactString(principalName)
  } else {
    writer.string(principalName)
  }
  const tokenRequesterPrincipalType = draft.tokenRequesterPrincipalType ?? ''
  if (version >= 3) {
    writer.compactString(tokenRequesterPrincipalType)
  } else {
    if (tokenRequesterPrincipalType !== '') throw protocolErrors.UNSUPPORTED_FIELD('DescribeDelegationTokenResponse.tokens.tokenRequesterPrincipalType', version)
  }
  const tokenRequesterPrincipalName = draft.tokenRequesterPrincipalName ?? ''
  if (version >= 3) {
    writer.compactString(tokenRequesterPrincipalName)
  } else {
    if (tokenRequesterPrincipalName !== '') throw protocolErrors.UNSUPPORTED_FIELD('DescribeDelegationTokenResponse.tokens.tokenRequesterPrincipalName', version)
  }
  writer.int64(draft.issueTimestamp)
  writer.int64(draft.expiryTimestamp)
  writer.int64(draft.maxTimestamp)
  const tokenId = draft.tokenId
  if (version >= 2) {
    writer.compactString(tokenId)
  } else {
    writer.string(tokenId)
  }
  const hmac = draft.hmac
  if (version >= 2) {
    writer.compactBytes(hmac)
  } else {
    writer.bytes(hmac)
  }
  const renewers = draft.renewers
  if (version >= 2) {
    writer.compactCount(renewers.length)
  } else {
    writer.count(renewers.length)
  }
  for (const element of renewers) encodeDescribeDelegationTokenResponseRenewer(writer, element, version)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

function decodeDescribeDelegationTokenResponse(reader: Reader, version: number): DescribeDelegationTokenResponse {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DescribeDelegationTokenResponse', version)
  const errorCode = reader.int16()
  const tokens: DescribeDelegationTokenResponseToken[] = []
  const tokensCount = version >= 3 ? reader.compactCount(32) : version >= 2 ? reader.compactCount(30) : reader.count(38)
  for (let i = 0; i < tokensCount; i += 1) tokens.push(decodeDescribeDelegationTokenResponseToken(reader, version))
  const throttleTimeMs = reader.int32()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    errorCode,
    tokens,
    throttleTimeMs,
  }
}

function encodeDescribeDelegationTokenResponse(writer: Writer, draft: DescribeDelegationTokenResponseDraft, version: number): void {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('DescribeDelegationTokenResponse', version)
  writer.int16(draft.errorCode)
  const tokens = draft.tokens
  if (version >= 2) {
    writer.compactCount(tokens.length)
  } else {
    writer.count(tokens.length)
  }
  for (const element of tokens) encodeDescribeDelegationTokenResponseToken(writer, element, version)
  writer.int32(draft.throttleTimeMs)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<41, DescribeDelegationTokenRequest, DescribeDelegationTokenRequestDraft, DescribeDelegationTokenResponse, DescribeDelegationTokenResponseDraft> = {
  key: 41,
  name: 'DescribeDelegationToken',
  versions: { min: 1, max: 3 },
  flexibleSince: 2,
  request: { decode: decodeDescribeDelegationTokenRequest, encode: encodeDescribeDelegationTokenRequest },
  response: { decode: decodeDescribeDelegationTokenResponse, encode: encodeDescribeDelegationTokenResponse },
}
