// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface HeartbeatRequest {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  /** v3+ */
  readonly groupInstanceId: string | null
}

export interface HeartbeatRequestDraft {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
}

function decodeHeartbeatRequest(reader: Reader, version: number): HeartbeatRequest {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('HeartbeatRequest', version)
  const groupId = version >= 4 ? reader.compactString() : reader.string()
  const generationId = reader.int32()
  const memberId = version >= 4 ? reader.compactString() : reader.string()
  const groupInstanceId = version >= 4 ? reader.compactNullableString() : version >= 3 ? reader.nullableString() : null
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    groupId,
    generationId,
    memberId,
    groupInstanceId,
  }
}

function encodeHeartbeatRequest(writer: Writer, draft: HeartbeatRequestDraft, version: number): void {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('HeartbeatRequest', version)
  const groupId = draft.groupId
  if (version >= 4) {
    writer.compactString(groupId)
  } else {
    writer.string(groupId)
  }
  writer.int32(draft.generationId)
  const memberId = draft.memberId
  if (version >= 4) {
    writer.compactString(memberId)
  } else {
    writer.string(memberId)
  }
  const groupInstanceId = draft.groupInstanceId ?? null
  if (version >= 4) {
    writer.compactNullableString(groupInstanceId)
  } else if (version >= 3) {
    writer.nullableString(groupInstanceId)
  } else {
    if (groupInstanceId !== null) throw protocolErrors.UNSUPPORTED_FIELD('HeartbeatRequest.groupInstanceId', version)
  }
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export interface HeartbeatResponse {
  /** v1+ */
  readonly throttleTimeMs: number
  readonly errorCode: number
}

export interface HeartbeatResponseDraft {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
}

function decodeHeartbeatResponse(reader: Reader, version: number): HeartbeatResponse {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('HeartbeatResponse', version)
  const throttleTimeMs = version >= 1 ? reader.int32() : 0
  const errorCode = reader.int16()
  if (version >= 4) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
  }
}

function encodeHeartbeatResponse(writer: Writer, draft: HeartbeatResponseDraft, version: number): void {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('HeartbeatResponse', version)
  if (version >= 1) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  writer.int16(draft.errorCode)
  if (version >= 4) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<12, HeartbeatRequest, HeartbeatRequestDraft, HeartbeatResponse, HeartbeatResponseDraft> = {
  key: 12,
  name: 'Heartbeat',
  versions: { min: 0, max: 4 },
  flexibleSince: 4,
  request: { decode: decodeHeartbeatRequest, encode: encodeHeartbeatRequest },
  response: { decode: decodeHeartbeatResponse, encode: encodeHeartbeatResponse },
}
