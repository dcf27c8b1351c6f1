// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Uuid } from '../uuid.ts'
import type { Writer } from '../writer.ts'

export interface GetTelemetrySubscriptionsRequest {
  readonly clientInstanceId: Uuid
}

export type GetTelemetrySubscriptionsRequestDraft = GetTelemetrySubscriptionsRequest

function decodeGetTelemetrySubscriptionsRequest(reader: Reader, version: number): GetTelemetrySubscriptionsRequest {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('GetTelemetrySubscriptionsRequest', version)
  const clientInstanceId = reader.uuid()
  reader.skipTags()
  return {
    clientInstanceId,
  }
}

function encodeGetTelemetrySubscriptionsRequest(writer: Writer, draft: GetTelemetrySubscriptionsRequestDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('GetTelemetrySubscriptionsRequest', version)
  writer.uuid(draft.clientInstanceId)
  writer.unsignedVarint(0)
}

export interface GetTelemetrySubscriptionsResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly clientInstanceId: Uuid
  readonly subscriptionId: number
  readonly acceptedCompressionTypes: readonly number[]
  readonly pushIntervalMs: number
  readonly telemetryMaxBytes: number
  readonly deltaTemporality: boolean
  readonly requestedMetrics: readonly string[]
}

export type GetTelemetrySubscriptionsResponseDraft = GetTelemetrySubscriptionsResponse

function decodeGetTelemetrySubscriptionsResponse(reader: Reader, version: number): GetTelemetrySubscriptionsResponse {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('GetTelemetrySubscriptionsResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const clientInstanceId = reader.uuid()
  const subscriptionId = reader.int32()
  const acceptedCompressionTypes: number[] = []
  const acceptedCompressionTypesCount = reader.compactCount(1)
  for (let i = 0; i < acceptedCompressionTypesCount; i += 1) acceptedCompressionTypes.push(reader.int8())
  const pushIntervalMs = reader.int32()
  const telemetryMaxBytes = reader.int32()
  const deltaTemporality = reader.bool()
  const requestedMetrics: string[] = []
  const requestedMetricsCount = reader.compactCount(1)
  for (let i = 0; i < requestedMetricsCount; i += 1) requestedMetrics.push(reader.compactString())
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    clientInstanceId,
    subscriptionId,
    acceptedCompressionTypes,
    pushIntervalMs,
    telemetryMaxBytes,
    deltaTemporality,
    requestedMetrics,
  }
}

function encodeGetTelemetrySubscriptionsResponse(writer: Writer, draft: GetTelemetrySubscriptionsResponseDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('GetTelemetrySubscriptionsResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.uuid(draft.clientInstanceId)
  writer.int32(draft.subscriptionId)
  const acceptedCompressionTypes = draft.acceptedCompressionTypes
  writer.compactCount(acceptedCompressionTypes.length)
  for (const element of acceptedCompressionTypes) writer.int8(element)
  writer.int32(draft.pushIntervalMs)
  writer.int32(draft.telemetryMaxBytes)
  writer.bool(draft.deltaTemporality)
  const requestedMetrics = draft.requestedMetrics
  writer.compactCount(requestedMetrics.length)
  for (const element of requestedMetrics) writer.compactString(element)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<71, GetTelemetrySubscriptionsRequest, GetTelemetrySubscriptionsRequestDraft, GetTelemetrySubscriptionsResponse, GetTelemetrySubscriptionsResponseDraft> = {
  key: 71,
  name: 'GetTelemetrySubscriptions',
  versions: { min: 0, max: 0 },
  flexibleSince: 0,
  request: { decode: decodeGetTelemetrySubscriptionsRequest, encode: encodeGetTelemetrySubscriptionsRequest },
  response: { decode: decodeGetTelemetrySubscriptionsResponse, encode: encodeGetTelemetrySubscriptionsResponse },
}
