// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface AddRaftVoterRequest {
  readonly clusterId: string | null
  readonly timeoutMs: number
  readonly voterId: number
  readonly voterDirectoryId: Uuid
  readonly listeners: readonly AddRaftVoterRequestListener[]
  /** v1+ */
  readonly ackWhenCommitted: boolean
}

export interface AddRaftVoterRequestDraft {
  readonly clusterId: string | null
  readonly timeoutMs: number
  readonly voterId: number
  readonly voterDirectoryId: Uuid
  readonly listeners: readonly AddRaftVoterRequestListenerDraft[]
  readonly ackWhenCommitted?: boolean | undefined
}

export interface AddRaftVoterRequestListener {
  readonly name: string
  readonly host: string
  readonly port: number
}

export type AddRaftVoterRequestListenerDraft = AddRaftVoterRequestListener

function decodeAddRaftVoterRequestListener(reader: Reader, _version: number): AddRaftVoterRequestListener {
  const name = reader.compactString()
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTags()
  return {
    name,
    host,
    port,
  }
}

function encodeAddRaftVoterRequestListener(writer: Writer, draft: AddRaftVoterRequestListenerDraft, _version: number): void {
  writer.compactString(draft.name)
  writer.compactString(draft.host)
  writer.uint16(draft.port)
  writer.unsignedVarint(0)
}

function decodeAddRaftVoterRequest(reader: Reader, version: number): AddRaftVoterRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AddRaftVoterRequest', version)
  const clusterId = reader.compactNullableString()
  const timeoutMs = reader.int32()
  const voterId = reader.int32()
  const voterDirectoryId = reader.uuid()
  const listeners: AddRaftVoterRequestListener[] = []
  const listenersCount = reader.compactCount(5)
  for (let i = 0; i < listenersCount; i += 1) listeners.push(decodeAddRaftVoterRequestListener(reader, version))
  const ackWhenCommitted = version >= 1 ? reader.bool() : true
  reader.skipTags()
  return {
    clusterId,
    timeoutMs,
    voterId,
    voterDirectoryId,
    listeners,
    ackWhenCommitted,
  }
}

function encodeAddRaftVoterRequest(writer: Writer, draft: AddRaftVoterRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AddRaftVoterRequest', version)
  writer.compactNullableString(draft.clusterId)
  writer.int32(draft.timeoutMs)
  writer.int32(draft.voterId)
  writer.uuid(draft.voterDirectoryId)
  const listeners = draft.listeners
  writer.compactCount(listeners.length)
  for (const element of listeners) encodeAddRaftVoterRequestListener(writer, element, version)
  const ackWhenCommitted = draft.ackWhenCommitted ?? true
  if (version >= 1) {
    writer.bool(ackWhenCommitted)
  } else {
    if (ackWhenCommitted !== true) throw protocolErrors.UNSUPPORTED_FIELD('AddRaftVoterRequest.ackWhenCommitted', version)
  }
  writer.unsignedVarint(0)
}

export interface AddRaftVoterResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
}

export type AddRaftVoterResponseDraft = AddRaftVoterResponse

function decodeAddRaftVoterResponse(reader: Reader, version: number): AddRaftVoterResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AddRaftVoterResponse', version)
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

function encodeAddRaftVoterResponse(writer: Writer, draft: AddRaftVoterResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('AddRaftVoterResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<80, AddRaftVoterRequest, AddRaftVoterRequestDraft, AddRaftVoterResponse, AddRaftVoterResponseDraft> = {
  key: 80,
  name: 'AddRaftVoter',
  versions: { min: 0, max: 1 },
  flexibleSince: 0,
  request: { decode: decodeAddRaftVoterRequest, encode: encodeAddRaftVoterRequest },
  response: { decode: decodeAddRaftVoterResponse, encode: encodeAddRaftVoterResponse },
}
