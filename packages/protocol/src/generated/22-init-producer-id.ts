// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface InitProducerIdRequest {
  readonly transactionalId: string | null
  readonly transactionTimeoutMs: number
  /** v3+ */
  readonly producerId: bigint
  /** v3+ */
  readonly producerEpoch: number
}

export interface InitProducerIdRequestDraft {
  readonly transactionalId: string | null
  readonly transactionTimeoutMs: number
  readonly producerId?: bigint | undefined
  readonly producerEpoch?: number | undefined
}

function decodeInitProducerIdRequest(reader: Reader, version: number): InitProducerIdRequest {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('InitProducerIdRequest', version)
  const transactionalId = version >= 2 ? reader.compactNullableString() : reader.nullableString()
  const transactionTimeoutMs = reader.int32()
  const producerId = version >= 3 ? reader.int64() : -1n
  const producerEpoch = version >= 3 ? reader.int16() : -1
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    transactionalId,
    transactionTimeoutMs,
    producerId,
    producerEpoch,
  }
}

function encodeInitProducerIdRequest(writer: Writer, draft: InitProducerIdRequestDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('InitProducerIdRequest', version)
  const transactionalId = draft.transactionalId
  if (version >= 2) {
    writer.compactNullableString(transactionalId)
  } else {
    writer.nullableString(transactionalId)
  }
  writer.int32(draft.transactionTimeoutMs)
  const producerId = draft.producerId ?? -1n
  if (version >= 3) {
    writer.int64(producerId)
  } else {
    if (producerId !== -1n) throw protocolErrors.UNSUPPORTED_FIELD('InitProducerIdRequest.producerId', version)
  }
  const producerEpoch = draft.producerEpoch ?? -1
  if (version >= 3) {
    writer.int16(producerEpoch)
  } else {
    if (producerEpoch !== -1) throw protocolErrors.UNSUPPORTED_FIELD('InitProducerIdRequest.producerEpoch', version)
  }
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export interface InitProducerIdResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly producerId: bigint
  readonly producerEpoch: number
}

export interface InitProducerIdResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly producerId?: bigint | undefined
  readonly producerEpoch: number
}

function decodeInitProducerIdResponse(reader: Reader, version: number): InitProducerIdResponse {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('InitProducerIdResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  if (version >= 2) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    producerId,
    producerEpoch,
  }
}

function encodeInitProducerIdResponse(writer: Writer, draft: InitProducerIdResponseDraft, version: number): void {
  if (version < 0 || version > 5) throw protocolErrors.UNSUPPORTED_VERSION('InitProducerIdResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.int64(draft.producerId ?? -1n)
  writer.int16(draft.producerEpoch)
  if (version >= 2) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<22, InitProducerIdRequest, InitProducerIdRequestDraft, InitProducerIdResponse, InitProducerIdResponseDraft> = {
  key: 22,
  name: 'InitProducerId',
  versions: { min: 0, max: 5 },
  flexibleSince: 2,
  request: { decode: decodeInitProducerIdRequest, encode: encodeInitProducerIdRequest },
  response: { decode: decodeInitProducerIdResponse, encode: encodeInitProducerIdResponse },
}
