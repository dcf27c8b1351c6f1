// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface UnregisterBrokerRequest {
  readonly brokerId: number
}

export type UnregisterBrokerRequestDraft = UnregisterBrokerRequest

function decodeUnregisterBrokerRequest(reader: Reader, version: number): UnregisterBrokerRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('UnregisterBrokerRequest', version)
  const brokerId = reader.int32()
  reader.skipTags()
  return {
    brokerId,
  }
}

function encodeUnregisterBrokerRequest(writer: Writer, draft: UnregisterBrokerRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('UnregisterBrokerRequest', version)
  writer.int32(draft.brokerId)
  writer.unsignedVarint(0)
}

export interface UnregisterBrokerResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
}

export type UnregisterBrokerResponseDraft = UnregisterBrokerResponse

function decodeUnregisterBrokerResponse(reader: Reader, version: number): UnregisterBrokerResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('UnregisterBrokerResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
  }
}

function encodeUnregisterBrokerResponse(writer: Writer, draft: UnregisterBrokerResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('UnregisterBrokerResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<64, UnregisterBrokerRequest, UnregisterBrokerRequestDraft, UnregisterBrokerResponse, UnregisterBrokerResponseDraft> = {
  key: 64,
  name: 'UnregisterBroker',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeUnregisterBrokerRequest, encode: encodeUnregisterBrokerRequest },
  response: { decode: decodeUnregisterBrokerResponse, encode: encodeUnregisterBrokerResponse },
}
