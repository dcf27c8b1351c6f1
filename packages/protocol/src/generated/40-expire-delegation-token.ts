// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface ExpireDelegationTokenRequest {
  readonly hmac: Uint8Array
  readonly expiryTimePeriodMs: bigint
}

export interface ExpireDelegationTokenRequestDraft {
  readonly hmac: Uint8Array | readonly Uint8Array[]
  readonly expiryTimePeriodMs: bigint
}

function decodeExpireDelegationTokenRequest(reader: Reader, version: number): ExpireDelegationTokenRequest {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ExpireDelegationTokenRequest', version)
  const hmac = version >= 2 ? reader.compactBytes() : reader.bytes()
  const expiryTimePeriodMs = reader.int64()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    hmac,
    expiryTimePeriodMs,
  }
}

function encodeExpireDelegationTokenRequest(writer: Writer, draft: ExpireDelegationTokenRequestDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ExpireDelegationTokenRequest', version)
  const hmac = draft.hmac
  if (version >= 2) {
    writer.compactBytes(hmac)
  } else {
    writer.bytes(hmac)
  }
  writer.int64(draft.expiryTimePeriodMs)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface ExpireDelegationTokenResponse {
  readonly errorCode: number
  readonly expiryTimestampMs: bigint
  readonly throttleTimeMs: number
}

export type ExpireDelegationTokenResponseDraft = ExpireDelegationTokenResponse

function decodeExpireDelegationTokenResponse(reader: Reader, version: number): ExpireDelegationTokenResponse {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ExpireDelegationTokenResponse', version)
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

function encodeExpireDelegationTokenResponse(writer: Writer, draft: ExpireDelegationTokenResponseDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('ExpireDelegationTokenResponse', version)
  writer.int16(draft.errorCode)
  writer.int64(draft.expiryTimestampMs)
  writer.int32(draft.throttleTimeMs)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<40, ExpireDelegationTokenRequest, ExpireDelegationTokenRequestDraft, ExpireDelegationTokenResponse, ExpireDelegationTokenResponseDraft> = {
  key: 40,
  name: 'ExpireDelegationToken',
  versions: { min: 1, max: 2 },
  flexibleSince: 2,
  request: { decode: decodeExpireDelegationTokenRequest, encode: encodeExpireDelegationTokenRequest },
  response: { decode: decodeExpireDelegationTokenResponse, encode: encodeExpireDelegationTokenResponse },
}
