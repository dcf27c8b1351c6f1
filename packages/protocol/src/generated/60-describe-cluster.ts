// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface DescribeClusterRequest {
  readonly includeClusterAuthorizedOperations: boolean
  /** v1+ */
  readonly endpointType: number
  /** v2+ */
  readonly includeFencedBrokers: boolean
}

export interface DescribeClusterRequestDraft {
  readonly includeClusterAuthorizedOperations: boolean
  readonly endpointType?: number | undefined
  readonly includeFencedBrokers?: boolean | undefined
}

function decodeDescribeClusterRequest(reader: Reader, version: number): DescribeClusterRequest {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DescribeClusterRequest', version)
  const includeClusterAuthorizedOperations = reader.bool()
  const endpointType = version >= 1 ? reader.int8() : 1
  const includeFencedBrokers = version >= 2 ? reader.bool() : false
  reader.skipTags()
  return {
    includeClusterAuthorizedOperations,
    endpointType,
    includeFencedBrokers,
  }
}

function encodeDescribeClusterRequest(writer: Writer, draft: DescribeClusterRequestDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DescribeClusterRequest', version)
  writer.bool(draft.includeClusterAuthorizedOperations)
  const endpointType = draft.endpointType ?? 1
  if (version >= 1) {
    writer.int8(endpointType)
  } else {
    if (endpointType !== 1) throw protocolErrors.UNSUPPORTED_FIELD('DescribeClusterRequest.endpointType', version)
  }
  const includeFencedBrokers = draft.includeFencedBrokers ?? false
  if (version >= 2) {
    writer.bool(includeFencedBrokers)
  } else {
    if (includeFencedBrokers !== false) throw protocolErrors.UNSUPPORTED_FIELD('DescribeClusterRequest.includeFencedBrokers', version)
  }
  writer.unsignedVarint(0)
}

export interface DescribeClusterResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  /** v1+ */
  readonly endpointType: number
  readonly clusterId: string
  readonly controllerId: number
  readonly brokers: readonly DescribeClusterResponseBroker[]
  readonly clusterAuthorizedOperations: number
}

export interface DescribeClusterResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly endpointType?: number | undefined
  readonly clusterId: string
  readonly controllerId?: number | undefined
  readonly brokers: readonly DescribeClusterResponseBrokerDraft[]
  readonly clusterAuthorizedOperations?: number | undefined
}

export interface DescribeClusterResponseBroker {
  readonly brokerId: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
  /** v2+ */
  readonly isFenced: boolean
}

export interface DescribeClusterResponseBrokerDraft {
  readonly brokerId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
  readonly isFenced?: boolean | undefined
}

function decodeDescribeClusterResponseBroker(reader: Reader, version: number): DescribeClusterResponseBroker {
  const brokerId = reader.int32()
  const host = reader.compactString()
  const port = reader.int32()
  const rack = reader.compactNullableString()
  const isFenced = version >= 2 ? reader.bool() : false
  reader.skipTags()
  return {
    brokerId,
    host,
    port,
    rack,
    isFenced,
  }
}

function encodeDescribeClusterResponseBroker(writer: Writer, draft: DescribeClusterResponseBrokerDraft, version: number): void {
  writer.int32(draft.brokerId)
  writer.compactString(draft.host)
  writer.int32(draft.port)
  writer.compactNullableString(draft.rack ?? null)
  const isFenced = draft.isFenced ?? false
  if (version >= 2) {
    writer.bool(isFenced)
  } else {
    if (isFenced !== false) throw protocolErrors.UNSUPPORTED_FIELD('DescribeClusterResponse.brokers.isFenced', version)
  }
  writer.unsignedVarint(0)
}

function decodeDescribeClusterResponse(reader: Reader, version: number): DescribeClusterResponse {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DescribeClusterResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const endpointType = version >= 1 ? reader.int8() : 1
  const clusterId = reader.compactString()
  const controllerId = reader.int32()
  const brokers: DescribeClusterResponseBroker[] = []
  const brokersCount = version >= 2 ? reader.compactCount(12) : reader.compactCount(11)
  for (let i = 0; i < brokersCount; i += 1) brokers.push(decodeDescribeClusterResponseBroker(reader, version))
  const clusterAuthorizedOperations = reader.int32()
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    endpointType,
    clusterId,
    controllerId,
    brokers,
    clusterAuthorizedOperations,
  }
}

function encodeDescribeClusterResponse(writer: Writer, draft: DescribeClusterResponseDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('DescribeClusterResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage ?? null)
  const endpointType = draft.endpointType ?? 1
  if (version >= 1) {
    writer.int8(endpointType)
  } else {
    if (endpointType !== 1) throw protocolErrors.UNSUPPORTED_FIELD('DescribeClusterResponse.endpointType', version)
  }
  writer.compactString(draft.clusterId)
  writer.int32(draft.controllerId ?? -1)
  const brokers = draft.brokers
  writer.compactCount(brokers.length)
  for (const element of brokers) encodeDescribeClusterResponseBroker(writer, element, version)
  writer.int32(draft.clusterAuthorizedOperations ?? -2147483648)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<60, DescribeClusterRequest, DescribeClusterRequestDraft, DescribeClusterResponse, DescribeClusterResponseDraft> = {
  key: 60,
  name: 'DescribeCluster',
  versions: { min: 0, max: 2 },
  flexibleSince: 0,
  request: { decode: decodeDescribeClusterRequest, encode: encodeDescribeClusterRequest },
  response: { decode: decodeDescribeClusterResponse, encode: encodeDescribeClusterResponse },
}
