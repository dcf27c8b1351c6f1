import {
  ApiKey,
  ErrorCode,
  type ApiVersionsResponseDraft,
  type VersionRange,
} from '@barnabus/protocol'

import { defineApi } from '../define-api.ts'
import { features } from '../features.ts'
import { advertisedVersions } from '../served-versions.ts'

const softwareName = /^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$/

/**
 * ApiVersions (18), v0-4: what we serve, in which versions.
 *
 * v3 (KIP-511) brings the name and the version of the client's library, and features (KIP-584).
 */
export const apiVersions = defineApi({
  key: ApiKey.ApiVersions,

  handle({ broker, connection, apiVersion }, request) {
    if (apiVersion >= 3) {
      const { clientSoftwareName, clientSoftwareVersion } = request
      if (!softwareName.test(clientSoftwareName) || !softwareName.test(clientSoftwareVersion)) {
        return { errorCode: ErrorCode.invalidRequest, apiKeys: [] }
      }
      connection.clientSoftwareName = clientSoftwareName
      connection.clientSoftwareVersion = clientSoftwareVersion
    }
    const apiKeys = broker.apis.map((api) => keyWithVersions(api.key, advertisedVersions(api)))
    return { errorCode: ErrorCode.none, apiKeys, ...featuresFor(apiVersion) }
  },
})

/** Old clients cannot read a version 0, and never need to (KAFKA-17011). */
function featuresFor(apiVersion: number): Partial<ApiVersionsResponseDraft> {
  if (apiVersion < 3) return {}
  const lowest = apiVersion < 4 ? 1 : 0
  return {
    supportedFeatures: features.map(({ name, minVersion, maxVersion }) => {
      return { name, minVersion: Math.max(minVersion, lowest), maxVersion }
    }),
    finalizedFeaturesEpoch: 0n,
    finalizedFeatures: features.map(({ name, finalized }) => {
      return { name, minVersionLevel: finalized, maxVersionLevel: finalized }
    }),
  }
}

/** What a client hears that asked in a version we do not know: which of ApiVersions we do (KIP-511). */
export function unsupportedVersion(versions: VersionRange): ApiVersionsResponseDraft {
  return {
    errorCode: ErrorCode.unsupportedVersion,
    apiKeys: [keyWithVersions(ApiKey.ApiVersions, versions)],
  }
}

function keyWithVersions(
  apiKey: ApiKey,
  { min, max }: VersionRange,
): ApiVersionsResponseDraft['apiKeys'][number] {
  return { apiKey, minVersion: min, maxVersion: max }
}
