// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface ListConfigResourcesRequest {
  /** v1+ */
  readonly resourceTypes: readonly number[]
}

export interface ListConfigResourcesRequestDraft {
  readonly resourceTypes?: readonly number[] | undefined
}

function decodeListConfigResourcesRequest(reader: Reader, version: number): ListConfigResourcesRequest {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ListConfigResourcesRequest', version)
  const resourceTypes: number[] = []
  if (version >= 1) {
    const resourceTypesCount = reader.compactCount(1)
    for (let i = 0; i < resourceTypesCount; i += 1) resourceTypes.push(reader.int8())
  }
  reader.skipTags()
  return {
    resourceTypes,
  }
}

function encodeListConfigResourcesRequest(writer: Writer, draft: ListConfigResourcesRequestDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ListConfigResourcesRequest', version)
  const resourceTypes = draft.resourceTypes ?? []
  if (version >= 1) {
    writer.compactCount(resourceTypes.length)
  } else {
    if (resourceTypes.length > 0) throw protocolErrors.UNSUPPORTED_FIELD('ListConfigResourcesRequest.resourceTypes', version)
  }
  if (version >= 1) {
    for (const element of resourceTypes) writer.int8(element)
  }
  writer.unsignedVarint(0)
}

export interface ListConfigResourcesResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly configResources: readonly ListConfigResourcesResponseConfigResource[]
}

export interface ListConfigResourcesResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly configResources: readonly ListConfigResourcesResponseConfigResourceDraft[]
}

export interface ListConfigResourcesResponseConfigResource {
  readonly resourceName: string
  /** v1+ */
  readonly resourceType: number
}

export interface ListConfigResourcesResponseConfigResourceDraft {
  readonly resourceName: string
  readonly resourceType?: number | undefined
}

function decodeListConfigResourcesResponseConfigResource(reader: Reader, version: number): ListConfigResourcesResponseConfigResource {
  const resourceName = reader.compactString()
  const resourceType = version >= 1 ? reader.int8() : 16
  reader.skipTags()
  return {
    resourceName,
    resourceType,
  }
}

function encodeListConfigResourcesResponseConfigResource(writer: Writer, draft: ListConfigResourcesResponseConfigResourceDraft, version: number): void {
  writer.compactString(draft.resourceName)
  if (version >= 1) {
    writer.int8(draft.resourceType ?? 16)
  }
  writer.unsignedVarint(0)
}

function decodeListConfigResourcesResponse(reader: Reader, version: number): ListConfigResourcesResponse {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ListConfigResourcesResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const configResources: ListConfigResourcesResponseConfigResource[] = []
  const configResourcesCount = version >= 1 ? reader.compactCount(3) : reader.compactCount(2)
  for (let i = 0; i < configResourcesCount; i += 1) configResources.push(decodeListConfigResourcesResponseConfigResource(reader, version))
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    configResources,
  }
}

function encodeListConfigResourcesResponse(writer: Writer, draft: ListConfigResourcesResponseDraft, version: number): void {
  if (version < 0 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ListConfigResourcesResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  const configResources = draft.configResources
  writer.compactCount(configResources.length)
  for (const element of configResources) encodeListConfigResourcesResponseConfigResource(writer, element, version)
  writer.unsignedVarint(0)
}

export const api: ApiCodec<74, ListConfigResourcesRequest, ListConfigResourcesRequestDraft, ListConfigResourcesResponse, ListConfigResourcesResponseDraft> = {
  key: 74,
  name: 'ListConfigResources',
  versions: { min: 0, max: 1 },
  flexibleSince: 0,
  request: { decode: decodeListConfigResourcesRequest, encode: encodeListConfigResourcesRequest },
  response: { decode: decodeListConfigResourcesResponse, encode: encodeListConfigResourcesResponse },
}
