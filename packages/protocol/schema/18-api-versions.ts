import { api, array, bool, int16, int32, int64, string } from './notation.ts'

/**
 * ApiVersions (18): tells which APIs, versions and features are served; the first request of a
 * client.
 *
 * - v1: throttleTimeMs.
 * - v2: throttled clients are answered first and muted afterwards (KIP-219).
 * - v3: flexible, but not its response header; names the client software (KIP-511, KIP-584).
 * - v4: a feature may start at version 0.
 */
export const apiVersions = api({
  key: 18,
  name: 'ApiVersions',
  versions: [0, 4],
  flexibleSince: 3,
  request: {
    clientSoftwareName: string.since(3).ignorable,
    clientSoftwareVersion: string.since(3).ignorable,
  },
  response: {
    errorCode: int16,
    apiKeys: array({
      apiKey: int16,
      minVersion: int16,
      maxVersion: int16,
    }),
    throttleTimeMs: int32.since(1).ignorable,
    supportedFeatures: array({
      name: string,
      minVersion: int16,
      maxVersion: int16,
    })
      .since(3)
      .ignorable.tag(0),
    finalizedFeaturesEpoch: int64.since(3).default(-1n).ignorable.tag(1),
    finalizedFeatures: array({
      name: string,
      maxVersionLevel: int16,
      minVersionLevel: int16,
    })
      .since(3)
      .ignorable.tag(2),
    zkMigrationReady: bool.since(3).default(false).ignorable.tag(3),
  },
})
