// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface CreateDelegationTokenRequest {
  /** v3+ */
  readonly ownerPrincipalType: string | null
  /** v3+ */
  readonly ownerPrincipalName: string | null
  readonly renewers: readonly CreateDelegationTokenRequestRenewer[]
  readonly maxLifetimeMs: bigint
}

export interface CreateDelegationTokenRequestDraft {
  readonly ownerPrincipalType?: string | null | undefined
  readonly ownerPrincipalName?: string | null | undefined
  readonly renewers: readonly CreateDelegationTokenRequestRenewerDraft[]
  readonly maxLifetimeMs: bigint
}

export interface CreateDelegationTokenRequestRenewer {
  readonly principalType: string
  readonly principalName: string
}

export type CreateDelegationTokenRequestRenewerDraft = CreateDelegationTokenRequestRenewer

function decodeCreateDelegationTokenRequestRenewer(reader: Reader, version: number): CreateDelegationTokenRequestRenewer {
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

function encodeCreateDelegationTokenRequestRenewer(writer: Writer, draft: CreateDelegationTokenRequestRenewerDraft, version: number): void {
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

function decodeCreateDelegationTokenRequest(reader: Reader, version: number): CreateDelegationTokenRequest {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreateDelegationTokenRequest', version)
  const ownerPrincipalType = version >= 3 ? reader.compactNullableString() : ''
  const ownerPrincipalName = version >= 3 ? reader.compactNullableString() : ''
  const renewers: CreateDelegationTokenRequestRenewer[] = []
  const renewersCount = version >= 2 ? reader.compactCount(3) : reader.count(4)
  for (let i = 0; i < renewersCount; i += 1) renewers.push(decodeCreateDelegationTokenRequestRenewer(reader, version))
  const maxLifetimeMs = reader.int64()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    ownerPrincipalType,
    ownerPrincipalName,
    renewers,
    maxLifetimeMs,
  }
}

function encodeCreateDelegationTokenRequest(writer: Writer, draft: CreateDelegationTokenRequestDraft, version: number): void {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreateDelegationTokenRequest', version)
  const ownerPrincipalType = draft.ownerPrincipalType === undefined ? '' : draft.ownerPrincipalType
  if (version >= 3) {
    writer.compactNullableString(ownerPrincipalType)
  } else {
    if (ownerPrincipalType === null || ownerPrincipalType !== '') throw protocolErrors.UNSUPPORTED_FIELD('CreateDelegationTokenRequest.ownerPrincipalType', version)
  }
  const ownerPrincipalName = draft.ownerPrincipalName === undefined ? '' : draft.ownerPrincipalName
  if (version >= 3) {
    writer.compactNullableString(ownerPrincipalName)
  } else {
    if (ownerPrincipalName === null || ownerPrincipalName !== '') throw protocolErrors.UNSUPPORTED_FIELD('CreateDelegationTokenRequest.ownerPrincipalName', version)
  }
  const renewers = draft.renewers
  if (version >= 2) {
    writer.compactCount(renewers.length)
  } else {
    writer.count(renewers.length)
  }
  for (const element of renewers) encodeCreateDelegationTokenRequestRenewer(writer, element, version)
  writer.int64(draft.maxLifetimeMs)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface CreateDelegationTokenResponse {
  readonly errorCode: number
  readonly principalType: string
  readonly principalName: string
  /** v3+ */
  readonly tokenRequesterPrincipalType: string
  /** v3+ */
  readonly tokenRequesterPrincipalName: string
  readonly issueTimestampMs: bigint
  readonly expiryTimestampMs: bigint
  readonly maxTimestampMs: bigint
  readonly tokenId: string
  readonly hmac: Uint8Array
  readonly throttleTimeMs: number
}

export interface CreateDelegationTokenResponseDraft {
  readonly errorCode: number
  readonly principalType: string
  readonly principalName: string
  readonly tokenRequesterPrincipalType?: string | undefined
  readonly tokenRequesterPrincipalName?: string | undefined
  readonly issueTimestampMs: bigint
  readonly expiryTimestampMs: bigint
  readonly maxTimestampMs: bigint
  readonly tokenId: string
  readonly hmac: Uint8Array | readonly Uint8Array[]
  readonly throttleTimeMs: number
}

function decodeCreateDelegationTokenResponse(reader: Reader, version: number): CreateDelegationTokenResponse {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreateDelegationTokenResponse', version)
  const errorCode = reader.int16()
  const principalType = version >= 2 ? reader.compactString() : reader.string()
  const principalName = version >= 2 ? reader.compactString() : reader.string()
  const tokenRequesterPrincipalType = version >= 3 ? reader.compactString() : ''
  const tokenRequesterPrincipalName = version >= 3 ? reader.compactString() : ''
  const issueTimestampMs = reader.int64()
  const expiryTimestampMs = reader.int64()
  const maxTimestampMs = reader.int64()
  const tokenId = version >= 2 ? reader.compactString() : reader.string()
  const hmac = version >= 2 ? reader.compactBytes() : reader.bytes()
  const throttleTimeMs = reader.int32()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    errorCode,
    principalType,
    principalName,
    tokenRequesterPrincipalType,
    tokenRequesterPrincipalName,
    issueTimestampMs,
    expiryTimestampMs,
    maxTimestampMs,
    tokenId,
    hmac,
    throttleTimeMs,
  }
}

function encodeCreateDelegationTokenResponse(writer: Writer, draft: CreateDelegationTokenResponseDraft, version: number): void {
  if (version < 1 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('CreateDelegationTokenResponse', version)
  writer.int16(draft.errorCode)
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
    if (tokenRequesterPrincipalType !== '') throw protocolErrors.UNSUPPORTED_FIELD('CreateDelegationTokenResponse.tokenRequesterPrincipalType', version)
  }
  const tokenRequesterPrincipalName = draft.tokenRequesterPrincipalName ?? ''
  if (version >= 3) {
    writer.compactString(tokenRequesterPrincipalName)
  } else {
    if (tokenRequesterPrincipalName !== '') throw protocolErrors.UNSUPPORTED_FIELD('CreateDelegationTokenResponse.tokenRequesterPrincipalName', version)
  }
  writer.int64(draft.issueTimestampMs)
  writer.int64(draft.expiryTimestampMs)
  writer.int64(draft.maxTimestampMs)
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
  writer.int32(draft.throttleTimeMs)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<38, CreateDelegationTokenRequest, CreateDelegationTokenRequestDraft, CreateDelegationTokenResponse, CreateDelegationTokenResponseDraft> = {
  key: 38,
  name: 'CreateDelegationToken',
  versions: { min: 1, max: 3 },
  flexibleSince: 2,
  request: { decode: decodeCreateDelegationTokenRequest, encode: encodeCreateDelegationTokenRequest },
  response: { decode: decodeCreateDelegationTokenResponse, encode: encodeCreateDelegationTokenResponse },
}
