// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface RenewDelegationTokenRequest {
  readonly hmac: Uint8Array
  readonly renewPeriodMs: bigint
}

export interface RenewDelegationTokenRequestDraft {
  readonly hmac: Uint8Array | readonly Uint8Array[]
  readonly renewPeriodMs: bigint
}

function decodeRenewDelegationTokenRequest(reader: Reader, version: number): RenewDelegationTokenRequest {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('RenewDelegationTokenRequest', version)
  const hmac = version >= 2 ? reader.compactBytes() : reader.bytes()
  const renewPeriodMs = reader.int64()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    hmac,
    renewPeriodMs,
  }
}

function encodeRenewDelegationTokenRequest(writer: Writer, draft: RenewDelegationTokenRequestDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('RenewDelegationTokenRequest', version)
  const hmac = draft.hmac
  if (version >= 2) {
    writer.compactBytes(hmac)
  } else {
    writer.bytes(hmac)
  }
  writer.int64(draft.renewPeriodMs)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface RenewDelegationTokenResponse {
  readonly errorCode: number
  readonly expiryTimestampMs: bigint
  readonly throttleTimeMs: number
}

export type RenewDelegationTokenResponseDraft = RenewDelegationTokenResponse

function decodeRenewDelegationTokenResponse(reader: Reader, version: number): RenewDelegationTokenResponse {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('RenewDelegationTokenResponse', version)
  const errorCode = reader.int16()
  const expiryTimestampMs = reader.int64()
  const throttleTimeMs = reader.int32()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    errorCode,
    expiryTimestampMs,
    throttleTimeMs,
  }
}

function encodeRenewDelegationTokenResponse(writer: Writer, draft: RenewDelegationTokenResponseDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('RenewDelegationTokenResponse', version)
  writer.int16(draft.errorCode)
  writer.int64(draft.expiryTimestampMs)
  writer.int32(draft.throttleTimeMs)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<39, RenewDelegationTokenRequest, RenewDelegationTokenRequestDraft, RenewDelegationTokenResponse, RenewDelegationTokenResponseDraft> = {
  key: 39,
  name: 'RenewDelegationToken',
  versions: { min: 1, max: 2 },
  flexibleSince: 2,
  request: { decode: decodeRenewDelegationTokenRequest, encode: encodeRenewDelegationTokenRequest },
  response: { decode: decodeRenewDelegationTokenResponse, encode: encodeRenewDelegationTokenResponse },
}
