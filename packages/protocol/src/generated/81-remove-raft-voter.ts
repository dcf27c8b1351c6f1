// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface RemoveRaftVoterRequest {
  readonly clusterId: string | null
  readonly voterId: number
  readonly voterDirectoryId: Uuid
}

export type RemoveRaftVoterRequestDraft = RemoveRaftVoterRequest

function decodeRemoveRaftVoterRequest(reader: Reader, version: number): RemoveRaftVoterRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('RemoveRaftVoterRequest', version)
  const clusterId = reader.compactNullableString()
  const voterId = reader.int32()
  const voterDirectoryId = reader.uuid()
  reader.skipTags()
  return {
    clusterId,
    voterId,
    voterDirectoryId,
  }
}

function encodeRemoveRaftVoterRequest(writer: Writer, draft: RemoveRaftVoterRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('RemoveRaftVoterRequest', version)
  writer.compactNullableString(draft.clusterId)
  writer.int32(draft.voterId)
  writer.uuid(draft.voterDirectoryId)
  writer.unsignedVarint(0)
}

export interface RemoveRaftVoterResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
}

export type RemoveRaftVoterResponseDraft = RemoveRaftVoterResponse

function decodeRemoveRaftVoterResponse(reader: Reader, version: number): RemoveRaftVoterResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('RemoveRaftVoterResponse', version)
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

function encodeRemoveRaftVoterResponse(writer: Writer, draft: RemoveRaftVoterResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('RemoveRaftVoterResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<81, RemoveRaftVoterRequest, RemoveRaftVoterRequestDraft, RemoveRaftVoterResponse, RemoveRaftVoterResponseDraft> = {
  key: 81,
  name: 'RemoveRaftVoter',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeRemoveRaftVoterRequest, encode: encodeRemoveRaftVoterRequest },
  response: { decode: decodeRemoveRaftVoterResponse, encode: encodeRemoveRaftVoterResponse },
}
