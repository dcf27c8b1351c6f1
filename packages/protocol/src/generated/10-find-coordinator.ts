// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface FindCoordinatorRequest {
  /** up to v3 */
  readonly key: string
  /** v1+ */
  readonly keyType: number
  /** v4+ */
  readonly coordinatorKeys: readonly string[]
}

export interface FindCoordinatorRequestDraft {
  readonly key?: string | undefined
  readonly keyType?: number | undefined
  readonly coordinatorKeys?: readonly string[] | undefined
}

function decodeFindCoordinatorRequest(reader: Reader, version: number): FindCoordinatorRequest {
  if (version < 0 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('FindCoordinatorRequest', version)
  const key = version >= 4 ? '' : version >= 3 ? reader.compactString() : reader.string()
  const keyType = version >= 1 ? reader.int8() : 0
  const coordinatorKeys: string[] = []
  if (version >= 4) {
    const coordinatorKeysCount = reader.compactCount(1)
    for (let i = 0; i < coordinatorKeysCount; i += 1) coordinatorKeys.push(reader.compactString())
  }
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    key,
    keyType,
    coordinatorKeys,
  }
}

function encodeFindCoordinatorRequest(writer: Writer, draft: FindCoordinatorRequestDraft, version: number): void {
  if (version < 0 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('FindCoordinatorRequest', version)
  const key = draft.key ?? ''
  if (version >= 4) {
    if (key !== '') throw protocolErrors.UNSUPPORTED_FIELD('FindCoordinatorRequest.key', version)
  } else if (version >= 3) {
    writer.compactString(key)
  } else {
    writer.string(key)
  }
  const keyType = draft.keyType ?? 0
  if (version >= 1) {
    writer.int8(keyType)
  } else {
    if (keyType !== 0) throw protocolErrors.UNSUPPORTED_FIELD('FindCoordinatorRequest.keyType', version)
  }
  const coordinatorKeys = draft.coordinatorKeys ?? []
  if (version >= 4) {
    writer.compactCount(coordinatorKeys.length)
  } else {
    if (coordinatorKeys.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('FindCoordinatorRequest.coordinatorKeys', version)
  }
  if (version >= 4) {
    for (const element of coordinatorKeys) writer.compactString(element)
  }
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export interface FindCoordinatorResponse {
  /** v1+ */
  readonly throttleTimeMs: number
  /** up to v3 */
  readonly errorCode: number
  /** v1-3 */
  readonly errorMessage: string | null
  /** up to v3 */
  readonly nodeId: number
  /** up to v3 */
  readonly host: string
  /** up to v3 */
  readonly port: number
  /** v4+ */
  readonly coordinators: readonly FindCoordinatorResponseCoordinator[]
}

export interface FindCoordinatorResponseDraft {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode?: number | undefined
  readonly errorMessage?: string | null | undefined
  readonly nodeId?: number | undefined
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly coordinators?: readonly FindCoordinatorResponseCoordinatorDraft[] | undefined
}

export interface FindCoordinatorResponseCoordinator {
  readonly key: string
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly errorCode: number
  readonly errorMessage: string | null
}

export type FindCoordinatorResponseCoordinatorDraft = FindCoordinatorResponseCoordinator

function decodeFindCoordinatorResponseCoordinator(reader: Reader, _version: number): FindCoordinatorResponseCoordinator {
  const key = reader.compactString()
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTags()
  return {
    key,
    nodeId,
    host,
    port,
    errorCode,
    errorMessage,
  }
}

function encodeFindCoordinatorResponseCoordinator(writer: Writer, draft: FindCoordinatorResponseCoordinatorDraft, _version: number): void {
  writer.compactString(draft.key)
  writer.int32(draft.nodeId)
  writer.compactString(draft.host)
  writer.int32(draft.port)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  writer.unsignedVarint(0)
}

function decodeFindCoordinatorResponse(reader: Reader, version: number): FindCoordinatorResponse {
  if (version < 0 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('FindCoordinatorResponse', version)
  const throttleTimeMs = version >= 1 ? reader.int32() : 0
  const errorCode = version >= 4 ? 0 : reader.int16()
  const errorMessage = version >= 4 ? '' : version >= 3 ? reader.compactNullableString() : version >= 1 ? reader.nullableString() : ''
  const nodeId = version >= 4 ? 0 : reader.int32()
  const host = version >= 4 ? '' : version >= 3 ? reader.compactString() : reader.string()
  const port = version >= 4 ? 0 : reader.int32()
  const coordinators: FindCoordinatorResponseCoordinator[] = []
  if (version >= 4) {
    const coordinatorsCount = reader.compactCount(14)
    for (let i = 0; i < coordinatorsCount; i += 1) coordinators.push(decodeFindCoordinatorResponseCoordinator(reader, version))
  }
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    nodeId,
    host,
    port,
    coordinators,
  }
}

function encodeFindCoordinatorResponse(writer: Writer, draft: FindCoordinatorResponseDraft, version: number): void {
  if (version < 0 || version > 6) throw protocolErrors.UNSUPPORTED_VERSION('FindCoordinatorResponse', version)
  if (version >= 1) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  const errorCode = draft.errorCode ?? 0
  if (version >= 4) {
    if (errorCode !== 0) throw protocolErrors.UNSUPPORTED_FIELD('FindCoordinatorResponse.errorCode', version)
  } else {
    writer.int16(errorCode)
  }
  const errorMessage = draft.errorMessage === undefined ? '' : draft.errorMessage
  if (version < 4) {
    if (version >= 3) {
      writer.compactNullableString(errorMessage)
    } else if (version >= 1) {
      writer.nullableString(errorMessage)
    }
  }
  const nodeId = draft.nodeId ?? 0
  if (version >= 4) {
    if (nodeId !== 0) throw protocolErrors.UNSUPPORTED_FIELD('FindCoordinatorResponse.nodeId', version)
  } else {
    writer.int32(nodeId)
  }
  const host = draft.host ?? ''
  if (version >= 4) {
    if (host !== '') throw protocolErrors.UNSUPPORTED_FIELD('FindCoordinatorResponse.host', version)
  } else if (version >= 3) {
    writer.compactString(host)
  } else {
    writer.string(host)
  }
  const port = draft.port ?? 0
  if (version >= 4) {
    if (port !== 0) throw protocolErrors.UNSUPPORTED_FIELD('FindCoordinatorResponse.port', version)
  } else {
    writer.int32(port)
  }
  const coordinators = draft.coordinators ?? []
  if (version >= 4) {
    writer.compactCount(coordinators.length)
  } else {
    if (coordinators.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('FindCoordinatorResponse.coordinators', version)
  }
  if (version >= 4) {
    for (const element of coordinators) encodeFindCoordinatorResponseCoordinator(writer, element, version)
  }
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export const api: ApiCodec<10, FindCoordinatorRequest, FindCoordinatorRequestDraft, FindCoordinatorResponse, FindCoordinatorResponseDraft> = {
  key: 10,
  name: 'FindCoordinator',
  versions: { min: 0, max: 6 },
  flexibleSince: 3,
  request: { decode: decodeFindCoordinatorRequest, encode: encodeFindCoordinatorRequest },
  response: { decode: decodeFindCoordinatorResponse, encode: encodeFindCoordinatorResponse },
}
