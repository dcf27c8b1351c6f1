// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface AddOffsetsToTxnRequest {
  readonly transactionalId: string
  readonly producerId: bigint
  readonly producerEpoch: number
  readonly groupId: string
}

export type AddOffsetsToTxnRequestDraft = AddOffsetsToTxnRequest

function decodeAddOffsetsToTxnRequest(reader: Reader, version: number): AddOffsetsToTxnRequest {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('AddOffsetsToTxnRequest', version)
  const transactionalId = version >= 3 ? reader.compactString() : reader.string()
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const groupId = version >= 3 ? reader.compactString() : reader.string()
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    transactionalId,
    producerId,
    producerEpoch,
    groupId,
  }
}

function encodeAddOffsetsToTxnRequest(writer: Writer, draft: AddOffsetsToTxnRequestDraft, version: number): void {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('AddOffsetsToTxnRequest', version)
  const transactionalId = draft.transactionalId
  if (version >= 3) {
    writer.compactString(transactionalId)
  } else {
    writer.string(transactionalId)
  }
  writer.int64(draft.producerId)
  writer.int16(draft.producerEpoch)
  const groupId = draft.groupId
  if (version >= 3) {
    writer.compactString(groupId)
  } else {
    writer.string(groupId)
  }
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export interface AddOffsetsToTxnResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
}

export type AddOffsetsToTxnResponseDraft = AddOffsetsToTxnResponse

function decodeAddOffsetsToTxnResponse(reader: Reader, version: number): AddOffsetsToTxnResponse {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('AddOffsetsToTxnResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
  }
}

function encodeAddOffsetsToTxnResponse(writer: Writer, draft: AddOffsetsToTxnResponseDraft, version: number): void {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('AddOffsetsToTxnResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<25, AddOffsetsToTxnRequest, AddOffsetsToTxnRequestDraft, AddOffsetsToTxnResponse, AddOffsetsToTxnResponseDraft> = {
  key: 25,
  name: 'AddOffsetsToTxn',
  versions: { min: 0, max: 4 },
  flexibleSince: 3,
  request: { decode: decodeAddOffsetsToTxnRequest, encode: encodeAddOffsetsToTxnRequest },
  response: { decode: decodeAddOffsetsToTxnResponse, encode: encodeAddOffsetsToTxnResponse },
}
