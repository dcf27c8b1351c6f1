import { ApiKey } from './api-keys.ts'
import { apiInfo, isApiKey } from './apis.ts'
import { protocolErrors } from './errors.ts'
import type { Reader } from './reader.ts'
import type { Writer } from './writer.ts'

/** What stands before every request: what it is, and how to answer it. */
export interface RequestHeader {
  readonly apiKey: ApiKey
  readonly apiVersion: number
  readonly correlationId: number
  readonly clientId: string | null
}

/** What tells a client which request is answered. The API itself is not on the wire. */
export interface ResponseHeader {
  readonly apiKey: ApiKey
  readonly apiVersion: number
  readonly correlationId: number
}

/**
 * Reads the header of a request, whatever its version, and leaves `reader` at the body.
 *
 * Throws UNKNOWN_API. Whether `apiVersion` is one we serve is for the caller to decide.
 */
export function decodeRequestHeader(reader: Reader): RequestHeader {
  const apiKey = reader.int16()
  if (!isApiKey(apiKey)) throw protocolErrors.UNKNOWN_API(apiKey)
  const apiVersion = reader.int16()
  const correlationId = reader.int32()
  const clientId = reader.nullableString() // Of the old kind in all versions.
  if (isFlexible(apiKey, apiVersion)) reader.skipTags()
  return { apiKey, apiVersion, correlationId, clientId }
}

/** Writes what `decodeRequestHeader` reads. */
export function encodeRequestHeader(writer: Writer, header: RequestHeader): void {
  writer.int16(header.apiKey)
  writer.int16(header.apiVersion)
  writer.int32(header.correlationId)
  writer.nullableString(header.clientId)
  if (isFlexible(header.apiKey, header.apiVersion)) writer.unsignedVarint(0)
}

/** Reads the header of the response to a request that was sent with this API and version. */
export function decodeResponseHeader(
  reader: Reader,
  sent: { readonly apiKey: ApiKey; readonly apiVersion: number },
): ResponseHeader {
  const correlationId = reader.int32()
  if (hasFlexibleResponseHeader(sent.apiKey, sent.apiVersion)) reader.skipTags()
  return { ...sent, correlationId }
}

/** Writes the header of the response to a request that came with this API and version. */
export function encodeResponseHeader(writer: Writer, header: ResponseHeader): void {
  writer.int32(header.correlationId)
  if (hasFlexibleResponseHeader(header.apiKey, header.apiVersion)) writer.unsignedVarint(0)
}

function isFlexible(key: ApiKey, version: number): boolean {
  return version >= apiInfo(key).flexibleSince
}

/** ApiVersions is answered to clients that cannot know yet which header we would use (KIP-511). */
function hasFlexibleResponseHeader(key: ApiKey, version: number): boolean {
  return key !== ApiKey.ApiVersions && isFlexible(key, version)
}
