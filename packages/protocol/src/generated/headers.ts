// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { MessageCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface RequestHeader {
  readonly requestApiKey: number
  readonly requestApiVersion: number
  readonly correlationId: number
  readonly clientId: string | null
}

export type RequestHeaderDraft = RequestHeader

function decodeRequestHeader(reader: Reader, version: number): RequestHeader {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('RequestHeader', version)
  const requestApiKey = reader.int16()
  const requestApiVersion = reader.int16()
  const correlationId = reader.int32()
  const clientId = reader.nullableString()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    requestApiKey,
    requestApiVersion,
    correlationId,
    clientId,
  }
}

function encodeRequestHeader(writer: Writer, draft: RequestHeaderDraft, version: number): void {
  if (version < 1 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('RequestHeader', version)
  writer.int16(draft.requestApiKey)
  writer.int16(draft.requestApiVersion)
  writer.int32(draft.correlationId)
  writer.nullableString(draft.clientId)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const requestHeader: MessageCodec<RequestHeader, RequestHeaderDraft> = {
  name: 'RequestHeader',
  versions: { min: 1, max: 2 },
  flexibleSince: 2,
  decode: decodeRequestHeader,
  encode: encodeRequestHeader,
}

export interface ResponseHeader {
  readonly correlationId: number
}

export type ResponseHeaderDraft = ResponseHeader

function decodeResponseHeader(reader: Reader, version: number): ResponseHeader {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ResponseHeader', version)
  const correlationId = reader.int32()
  if (version >= 1) {
    reader.skipTags()
  }
  return {
    correlationId,
  }
}

function encodeResponseHeader(writer: Writer, draft: ResponseHeaderDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ResponseHeader', version)
  writer.int32(draft.correlationId)
  if (version >= 1) {
    writer.unsignedVarint(0)
  }
}

export const responseHeader: MessageCodec<ResponseHeader, ResponseHeaderDraft> = {
  name: 'ResponseHeader',
  versions: { min: 0, max: 1 },
  flexibleSince: 1,
  decode: decodeResponseHeader,
  encode: encodeResponseHeader,
}
