// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface EndTxnRequest {
  readonly transactionalId: string
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly committed: boolean
}

export type EndTxnRequestDraft = EndTxnRequest

function decodeEndTxnRequest(reader: Reader, version: number): EndTxnRequest {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('EndTxnRequest', version)
  const transactionalId = version >= 3 ? reader.compactString() : reader.string()
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const committed = reader.bool()
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    transactionalId,
    producerId,
    producerEpoch,
    committed,
  }
}

function encodeEndTxnRequest(writer: Writer, draft: EndTxnRequestDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('EndTxnRequest', version)
  const transactionalId = draft.transactionalId
  if (version >= 3) {
    writer.compactString(transactionalId)
  } else {
    writer.string(transactionalId)
  }
  writer.int64(draft.producerId)
  writer.int16(draft.producerEpoch)
  writer.bool(draft.committed)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export interface EndTxnResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  /** v5+ */
  readonly producerId: bigint
  /** v5+ */
  readonly producerEpoch: number
}

export interface EndTxnResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly producerId?: bigint | undefined
  readonly producerEpoch?: number | undefined
}

function decodeEndTxnResponse(reader: Reader, version: number): EndTxnResponse {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('EndTxnResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const producerId = version >= 5 ? reader.int64() : -1n
  const producerEpoch = version >= 5 ? reader.int16() : -1
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    producerId,
    producerEpoch,
  }
}

function encodeEndTxnResponse(writer: Writer, draft: EndTxnResponseDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('EndTxnResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  if (version >= 5) {
    writer.int64(draft.producerId ?? -1n)
  }
  if (version >= 5) {
    writer.int16(draft.producerEpoch ?? -1)
  }
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<26, EndTxnRequest, EndTxnRequestDraft, EndTxnResponse, EndTxnResponseDraft> = {
  key: 26,
  name: 'EndTxn',
  versions: { min: 0, max: 5 },
  flexibleSince: 3,
  request: { decode: decodeEndTxnRequest, encode: encodeEndTxnRequest },
  response: { decode: decodeEndTxnResponse, encode: encodeEndTxnResponse },
}
