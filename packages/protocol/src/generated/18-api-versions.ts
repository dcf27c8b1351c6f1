// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import { Writer } from '../writer.ts'

export interface ApiVersionsRequest {
  /** v3+ */
  readonly clientSoftwareName: string
  /** v3+ */
  readonly clientSoftwareVersion: string
}

export interface ApiVersionsRequestDraft {
  readonly clientSoftwareName?: string | undefined
  readonly clientSoftwareVersion?: string | undefined
}

function decodeApiVersionsRequest(reader: Reader, version: number): ApiVersionsRequest {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('ApiVersionsRequest', version)
  const clientSoftwareName = version >= 3 ? reader.compactString() : ''
  const clientSoftwareVersion = version >= 3 ? reader.compactString() : ''
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    clientSoftwareName,
    clientSoftwareVersion,
  }
}

function encodeApiVersionsRequest(writer: Writer, draft: ApiVersionsRequestDraft, version: number): void {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('ApiVersionsRequest', version)
  if (version >= 3) {
    writer.compactString(draft.clientSoftwareName ?? '')
  }
  if (version >= 3) {
    writer.compactString(draft.clientSoftwareVersion ?? '')
  }
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

export interface ApiVersionsResponse {
  readonly errorCode: number
  readonly apiKeys: readonly ApiVersionsResponseApiKey[]
  /** v1+ */
  readonly throttleTimeMs: number
  /** v3+ */
  readonly supportedFeatures: readonly ApiVersionsResponseSupportedFeature[]
  /** v3+ */
  readonly finalizedFeaturesEpoch: bigint
  /** v3+ */
  readonly finalizedFeatures: readonly ApiVersionsResponseFinalizedFeature[]
  /** v3+ */
  readonly zkMigrationReady: boolean
}

export interface ApiVersionsResponseDraft {
  readonly errorCode: number
  readonly apiKeys: readonly ApiVersionsResponseApiKeyDraft[]
  readonly throttleTimeMs?: number | undefined
  readonly supportedFeatures?: readonly ApiVersionsResponseSupportedFeatureDraft[] | undefined
  readonly finalizedFeaturesEpoch?: bigint | undefined
  readonly finalizedFeatures?: readonly ApiVersionsResponseFinalizedFeatureDraft[] | undefined
  readonly zkMigrationReady?: boolean | undefined
}

export interface ApiVersionsResponseFinalizedFeature {
  readonly name: string
  readonly maxVersionLevel: number
  readonly minVersionLevel: number
}

export type ApiVersionsResponseFinalizedFeatureDraft = ApiVersionsResponseFinalizedFeature

export interface ApiVersionsResponseSupportedFeature {
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
}

export type ApiVersionsResponseSupportedFeatureDraft = ApiVersionsResponseSupportedFeature

export interface ApiVersionsResponseApiKey {
  readonly apiKey: number
  readonly minVersion: number
  readonly maxVersion: number
}

export type ApiVersionsResponseApiKeyDraft = ApiVersionsResponseApiKey

function decodeApiVersionsResponseApiKey(reader: Reader, version: number): ApiVersionsResponseApiKey {
  const apiKey = reader.int16()
  const minVersion = reader.int16()
  const maxVersion = reader.int16()
  if (version >= 3) {
    reader.skipTags()
  }
  return {
    apiKey,
    minVersion,
    maxVersion,
  }
}

function encodeApiVersionsResponseApiKey(writer: Writer, draft: ApiVersionsResponseApiKeyDraft, version: number): void {
  writer.int16(draft.apiKey)
  writer.int16(draft.minVersion)
  writer.int16(draft.maxVersion)
  if (version >= 3) {
    writer.unsignedVarint(0)
  }
}

function decodeApiVersionsResponseSupportedFeature(reader: Reader, _version: number): ApiVersionsResponseSupportedFeature {
  const name = reader.compactString()
  const minVersion = reader.int16()
  const maxVersion = reader.int16()
  reader.skipTags()
  return {
    name,
    minVersion,
    maxVersion,
  }
}

function encodeApiVersionsResponseSupportedFeature(writer: Writer, draft: ApiVersionsResponseSupportedFeatureDraft, _version: number): void {
  writer.compactString(draft.name)
  writer.int16(draft.minVersion)
  writer.int16(draft.maxVersion)
  writer.unsignedVarint(0)
}

function decodeApiVersionsResponseFinalizedFeature(reader: Reader, _version: number): ApiVersionsResponseFinalizedFeature {
  const name = reader.compactString()
  const maxVersionLevel = reader.int16()
  const minVersionLevel = reader.int16()
  reader.skipTags()
  return {
    name,
    maxVersionLevel,
    minVersionLevel,
  }
}

function encodeApiVersionsResponseFinalizedFeature(writer: Writer, draft: ApiVersionsResponseFinalizedFeatureDraft, _version: number): void {
  writer.compactString(draft.name)
  writer.int16(draft.maxVersionLevel)
  writer.int16(draft.minVersionLevel)
  writer.unsignedVarint(0)
}

function decodeApiVersionsResponse(reader: Reader, version: number): ApiVersionsResponse {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('ApiVersionsResponse', version)
  const errorCode = reader.int16()
  const apiKeys: ApiVersionsResponseApiKey[] = []
  const apiKeysCount = version >= 3 ? reader.compactCount(7) : reader.count(6)
  for (let i = 0; i < apiKeysCount; i += 1) apiKeys.push(decodeApiVersionsResponseApiKey(reader, version))
  const throttleTimeMs = version >= 1 ? reader.int32() : 0
  let supportedFeatures: ApiVersionsResponseSupportedFeature[] = []
  let finalizedFeaturesEpoch: bigint = -1n
  let finalizedFeatures: ApiVersionsResponseFinalizedFeature[] = []
  let zkMigrationReady: boolean = false
  if (version >= 3) {
    const tagCount = reader.tagCount()
    for (let t = 0, tag = -1; t < tagCount; t += 1) {
      tag = reader.tag(tag)
      if (tag === 0) {
        const end = reader.tagEnd()
        const supportedFeaturesCount = reader.compactCount(6)
        supportedFeatures = []
        for (let i = 0; i < supportedFeaturesCount; i += 1) supportedFeatures.push(decodeApiVersionsResponseSupportedFeature(reader, version))
        reader.endTag(tag, end)
      } else if (tag === 1) {
        const end = reader.tagEnd()
        finalizedFeaturesEpoch = reader.int64()
        reader.endTag(tag, end)
      } else if (tag === 2) {
        const end = reader.tagEnd()
        const finalizedFeaturesCount = reader.compactCount(6)
        finalizedFeatures = []
        for (let i = 0; i < finalizedFeaturesCount; i += 1) finalizedFeatures.push(decodeApiVersionsResponseFinalizedFeature(reader, version))
        reader.endTag(tag, end)
      } else if (tag === 3) {
        const end = reader.tagEnd()
        zkMigrationReady = reader.bool()
        reader.endTag(tag, end)
      } else {
        reader.skipTag()
      }
    }
  }
  return {
    errorCode,
    apiKeys,
    throttleTimeMs,
    supportedFeatures,
    finalizedFeaturesEpoch,
    finalizedFeatures,
    zkMigrationReady,
  }
}

function encodeApiVersionsResponse(writer: Writer, draft: ApiVersionsResponseDraft, version: number): void {
  if (version < 0 || version > 4) throw protocolErrors.UNSUPPORTED_VERSION('ApiVersionsResponse', version)
  writer.int16(draft.errorCode)
  const apiKeys = draft.apiKeys
  if (version >= 3) {
    writer.compactCount(apiKeys.length)
  } else {
    writer.count(apiKeys.length)
  }
  for (const element of apiKeys) encodeApiVersionsResponseApiKey(writer, element, version)
  if (version >= 1) {
    writer.int32(draft.throttleTimeMs ?? 0)
  }
  const supportedFeatures = draft.supportedFeatures ?? []
  const finalizedFeaturesEpoch = draft.finalizedFeaturesEpoch ?? -1n
  const finalizedFeatures = draft.finalizedFeatures ?? []
  const zkMigrationReady = draft.zkMigrationReady ?? false
  if (version >= 3) {
    const hasSupportedFeatures = supportedFeatures.length > 0
    const hasFinalizedFeaturesEpoch = finalizedFeaturesEpoch !== -1n
    const hasFinalizedFeatures = finalizedFeatures.length > 0
    const hasZkMigrationReady = zkMigrationReady !== false
    writer.unsignedVarint(Number(hasSupportedFeatures) + Number(hasFinalizedFeaturesEpoch) + Number(hasFinalizedFeatures) + Number(hasZkMigrationReady))
    if (hasSupportedFeatures) {
      const content = new Writer()
      content.compactCount(supportedFeatures.length)
      for (const element of supportedFeatures) encodeApiVersionsResponseSupportedFeature(content, element, version)
      writer.tagged(0, content)
    }
    if (hasFinalizedFeaturesEpoch) {
      const content = new Writer()
      content.int64(finalizedFeaturesEpoch)
      writer.tagged(1, content)
    }
    if (hasFinalizedFeatures) {
      const content = new Writer()
      content.compactCount(finalizedFeatures.length)
      for (const element of finalizedFeatures) encodeApiVersionsResponseFinalizedFeature(content, element, version)
      writer.tagged(2, content)
    }
    if (hasZkMigrationReady) {
      const content = new Writer()
      content.bool(zkMigrationReady)
      writer.tagged(3, content)
    }
  }
}

export const api: ApiCodec<18, ApiVersionsRequest, ApiVersionsRequestDraft, ApiVersionsResponse, ApiVersionsResponseDraft> = {
  key: 18,
  name: 'ApiVersions',
  versions: { min: 0, max: 4 },
  flexibleSince: 3,
  request: { decode: decodeApiVersionsRequest, encode: encodeApiVersionsRequest },
  response: { decode: decodeApiVersionsResponse, encode: encodeApiVersionsResponse },
}
