// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface SaslHandshakeRequest {
  readonly mechanism: string
}

export type SaslHandshakeRequestDraft = SaslHandshakeRequest

function decodeSaslHandshakeRequest(reader: Reader, version: number): SaslHandshakeRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('SaslHandshakeRequest', version)
  const mechanism = reader.string()
  return {
    mechanism,
  }
}

function encodeSaslHandshakeRequest(writer: Writer, draft: SaslHandshakeRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('SaslHandshakeRequest', version)
  writer.string(draft.mechanism)
}

export interface SaslHandshakeResponse {
  readonly errorCode: number
  readonly mechanisms: readonly string[]
}

export type SaslHandshakeResponseDraft = SaslHandshakeResponse

function decodeSaslHandshakeResponse(reader: Reader, version: number): SaslHandshakeResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('SaslHandshakeResponse', version)
  const errorCode = reader.int16()
  const mechanisms: string[] = []
  const mechanismsCount = reader.count(2)
  for (let i = 0; i < mechanismsCount; i += 1) mechanisms.push(reader.string())
  return {
    errorCode,
    mechanisms,
  }
}

function encodeSaslHandshakeResponse(writer: Writer, draft: SaslHandshakeResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('SaslHandshakeResponse', version)
  writer.int16(draft.errorCode)
  const mechanisms = draft.mechanisms
  writer.count(mechanisms.length)
  for (const element of mechanisms) writer.string(element)
}

export const api: ApiCodec<17, SaslHandshakeRequest, SaslHandshakeRequestDraft, SaslHandshakeResponse, SaslHandshakeResponseDraft> = {
  key: 17,
  name: 'SaslHandshake',
  versions: { min: 0, max: 1 },
  flexibleSince: Infinity,
  request: { decode: decodeSaslHandshakeRequest, encode: encodeSaslHandshakeRequest },
  response: { decode: decodeSaslHandshakeResponse, encode: encodeSaslHandshakeResponse },
}
