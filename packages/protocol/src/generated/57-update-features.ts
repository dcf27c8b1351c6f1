// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { ApiCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface UpdateFeaturesRequest {
  readonly timeoutMs: number
  readonly featureUpdates: readonly UpdateFeaturesRequestFeatureUpdate[]
  /** v1+ */
  readonly validateOnly: boolean
}

export interface UpdateFeaturesRequestDraft {
  readonly timeoutMs?: number | undefined
  readonly featureUpdates: readonly UpdateFeaturesRequestFeatureUpdateDraft[]
  readonly validateOnly?: boolean | undefined
}

export interface UpdateFeaturesRequestFeatureUpdate {
  readonly feature: string
  readonly maxVersionLevel: number
  /** up to v0 */
  readonly allowDowngrade: boolean
  /** v1+ */
  readonly upgradeType: number
}

export interface UpdateFeaturesRequestFeatureUpdateDraft {
  readonly feature: string
  readonly maxVersionLevel: number
  readonly allowDowngrade?: boolean | undefined
  readonly upgradeType?: number | undefined
}

function decodeUpdateFeaturesRequestFeatureUpdate(reader: Reader, version: number): UpdateFeaturesRequestFeatureUpdate {
  const feature = reader.compactString()
  const maxVersionLevel = reader.int16()
  const allowDowngrade = version >= 1 ? false : reader.bool()
  const upgradeType = version >= 1 ? reader.int8() : 1
  reader.skipTags()
  return {
    feature,
    maxVersionLevel,
    allowDowngrade,
    upgradeType,
  }
}

function encodeUpdateFeaturesRequestFeatureUpdate(writer: Writer, draft: UpdateFeaturesRequestFeatureUpdateDraft, version: number): void {
  writer.compactString(draft.feature)
  writer.int16(draft.maxVersionLevel)
  const allowDowngrade = draft.allowDowngrade ?? false
  if (version >= 1) {
    if (allowDowngrade !== false) throw protocolErrors.UNSUPPORTED_FIELD('UpdateFeaturesRequest.featureUpdates.allowDowngrade', version)
  } else {
    writer.bool(allowDowngrade)
  }
  const upgradeType = draft.upgradeType ?? 1
  if (version >= 1) {
    writer.int8(upgradeType)
  } else {
    if (upgradeType !== 1) throw protocolErrors.UNSUPPORTED_FIELD('UpdateFeaturesRequest.featureUpdates.upgradeType', version)
  }
  writer.unsignedVarint(0)
}

function decodeUpdateFeaturesRequest(reader: Reader, version: number): UpdateFeaturesRequest {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('UpdateFeaturesRequest', version)
  const timeoutMs = reader.int32()
  const featureUpdates: UpdateFeaturesRequestFeatureUpdate[] = []
  const featureUpdatesCount = reader.compactCount(5)
  for (let i = 0; i < featureUpdatesCount; i += 1) featureUpdates.push(decodeUpdateFeaturesRequestFeatureUpdate(reader, version))
  const validateOnly = version >= 1 ? reader.bool() : false
  reader.skipTags()
  return {
    timeoutMs,
    featureUpdates,
    validateOnly,
  }
}

function encodeUpdateFeaturesRequest(writer: Writer, draft: UpdateFeaturesRequestDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('UpdateFeaturesRequest', version)
  writer.int32(draft.timeoutMs ?? 60000)
  const featureUpdates = draft.featureUpdates
  writer.compactCount(featureUpdates.length)
  for (const element of featureUpdates) encodeUpdateFeaturesRequestFeatureUpdate(writer, element, version)
  const validateOnly = draft.validateOnly ?? false
  if (version >= 1) {
    writer.bool(validateOnly)
  } else {
    if (validateOnly !== false) throw protocolErrors.UNSUPPORTED_FIELD('UpdateFeaturesRequest.validateOnly', version)
  }
  writer.unsignedVarint(0)
}

export interface UpdateFeaturesResponse {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  /** up to v1 */
  readonly results: readonly UpdateFeaturesResponseResult[]
}

export interface UpdateFeaturesResponseDraft {
  readonly throttleTimeMs: number
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly results?: readonly UpdateFeaturesResponseResultDraft[] | undefined
}

export interface UpdateFeaturesResponseResult {
  readonly feature: string
  readonly errorCode: number
  readonly errorMessage: string | null
}

export type UpdateFeaturesResponseResultDraft = UpdateFeaturesResponseResult

function decodeUpdateFeaturesResponseResult(reader: Reader, _version: number): UpdateFeaturesResponseResult {
  const feature = reader.compactString()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTags()
  return {
    feature,
    errorCode,
    errorMessage,
  }
}

function encodeUpdateFeaturesResponseResult(writer: Writer, draft: UpdateFeaturesResponseResultDraft, _version: number): void {
  writer.compactString(draft.feature)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  writer.unsignedVarint(0)
}

function decodeUpdateFeaturesResponse(reader: Reader, version: number): UpdateFeaturesResponse {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('UpdateFeaturesResponse', version)
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const results: UpdateFeaturesResponseResult[] = []
  if (version < 2) {
    const resultsCount = reader.compactCount(5)
    for (let i = 0; i < resultsCount; i += 1) results.push(decodeUpdateFeaturesResponseResult(reader, version))
  }
  reader.skipTags()
  return {
    throttleTimeMs,
    errorCode,
    errorMessage,
    results,
  }
}

function encodeUpdateFeaturesResponse(writer: Writer, draft: UpdateFeaturesResponseDraft, version: number): void {
  if (version < 0 || version > 2) throw protocolErrors.UNSUPPORTED_VERSION('UpdateFeaturesResponse', version)
  writer.int32(draft.throttleTimeMs)
  writer.int16(draft.errorCode)
  writer.compactNullableString(draft.errorMessage)
  const results = draft.results ?? []
  if (version < 2) {
    writer.compactCount(results.length)
  }
  if (version < 2) {
    for (const element of results) encodeUpdateFeaturesResponseResult(writer, element, version)
  }
  writer.unsignedVarint(0)
}

export const api: ApiCodec<57, UpdateFeaturesRequest, UpdateFeaturesRequestDraft, UpdateFeaturesResponse, UpdateFeaturesResponseDraft> = {
  key: 57,
  name: 'UpdateFeatures',
  versions: { min: 0, max: 2 },
  flexibleSince: 0,
  request: { decode: decodeUpdateFeaturesRequest, encode: encodeUpdateFeaturesRequest },
  response: { decode: decodeUpdateFeaturesResponse, encode: encodeUpdateFeaturesResponse },
}
