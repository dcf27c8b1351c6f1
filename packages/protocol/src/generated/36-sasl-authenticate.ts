// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface SaslAuthenticateRequest {
  readonly authBytes: Uint8Array
}

export interface SaslAuthenticateRequestDraft {
  readonly authBytes: Uint8Array | readonly Uint8Array[]
}

function decodeSaslAuthenticateRequest(reader: Reader, version: number): SaslAuthenticateRequest {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('SaslAuthenticateRequest', version)
  const authBytes = version >= 2 ? reader.compactBytes() : reader.bytes()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    authBytes,
  }
}

function encodeSaslAuthenticateRequest(writer: Writer, draft: SaslAuthenticateRequestDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('SaslAuthenticateRequest', version)
  const authBytes = draft.authBytes
  if (version >= 2) {
    writer.compactBytes(authBytes)
  } else {
    writer.bytes(authBytes)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface SaslAuthenticateResponse {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly authBytes: Uint8Array
  /** v1+ */
  readonly sessionLifetimeMs: bigint
}

export interface SaslAuthenticateResponseDraft {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly authBytes: Uint8Array | readonly Uint8Array[]
  readonly sessionLifetimeMs?: bigint | undefined
}

function decodeSaslAuthenticateResponse(reader: Reader, version: number): SaslAuthenticateResponse {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('SaslAuthenticateResponse', version)
  const errorCode = reader.int16()
  const errorMessage = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  const authBytes = version >= 2 ? reader.compactBytes() : reader.bytes()
  const sessionLifetimeMs = version >= 1 ? reader.int64() : 0n
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    errorCode,
    errorMessage,
    authBytes,
    sessionLifetimeMs,
  }
}

function encodeSaslAuthenticateResponse(writer: Writer, draft: SaslAuthenticateResponseDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('SaslAuthenticateResponse', version)
  writer.int16(draft.errorCode)
  const errorMessage = draft.errorMessage
  if (version >= 2) {
    writer.compactNullableString(errorMessage)
  } else {
    writer.nullableString(errorMessage)
  }
  const authBytes = draft.authBytes
  if (version >= 2) {
    writer.compactBytes(authBytes)
  } else {
    writer.bytes(authBytes)
  }
  if (version >= 1) {
    writer.int64(draft.sessionLifetimeMs ?? 0n)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<36, SaslAuthenticateRequest, SaslAuthenticateRequestDraft, SaslAuthenticateResponse, SaslAuthenticateResponseDraft> = {
  key: 36,
  name: 'SaslAuthenticate',
  versions: { min: 0, max: 2 },
  flexibleSince: 2,
  request: { decode: decodeSaslAuthenticateRequest, encode: encodeSaslAuthenticateRequest },
  response: { decode: decodeSaslAuthenticateResponse, encode: encodeSaslAuthenticateResponse },
}
