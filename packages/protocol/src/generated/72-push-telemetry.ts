// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface PushTelemetryRequest {
  readonly clientInstanceId: Uuid
  readonly subscriptionId: number
  readonly terminating: boolean
  readonly compressionType: number
  readonly metrics: Uint8Array
}

export interface PushTelemetryRequestDraft {
  readonly clientInstanceId: Uuid
  readonly subscriptionId: number
  readonly terminating: boolean
  readonly compressionType: number
  readonly metrics: Uint8Array | readonly Uint8Array[]
}

function decodePushTelemetryRequest(reader: Reader, version: number): PushTelemetryRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('PushTelemetryRequest', version)
  const clientInstanceId = reader.uuid()
  const subscriptionId = reader.int32()
  const terminating = reader.bool()
  const compressionType = reader.int8()
  const metrics = reader.compactBytes()
  reader.skipTags()
  return {
    clientInstanceId,
    subscriptionId,
    terminating,
    compressionType,
    metrics,
  }
}

function encodePushTelemetryRequest(writer: Writer, draft: PushTelemetryRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('PushTelemetryRequest', version)
  writer.uuid(draft.clientInstanceId)
  writer.int32(draft.subscriptionId)
  writer.bool(draft.terminating)
  writer.int8(draft.compressionType)
  writer.compactBytes(draft.metrics)
  writer.unsignedVarint(0)
}

export interface PushTelemetryResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
}

export type PushTelemetryResponseDraft = PushTelemetryResponse

function decodePushTelemetryResponse(reader: Reader, version: number): PushTelemetryResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('PushTelemetryResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
  }
}

function encodePushTelemetryResponse(writer: Writer, draft: PushTelemetryResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('PushTelemetryResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<72, PushTelemetryRequest, PushTelemetryRequestDraft, PushTelemetryResponse, PushTelemetryResponseDraft> = {
  key: 72,
  name: 'PushTelemetry',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodePushTelemetryRequest, encode: encodePushTelemetryRequest },
  response: { decode: decodePushTelemetryResponse, encode: encodePushTelemetryResponse },
}
