import { api, array, bool, int16, int32, int8, string } from './notation.ts'

/**
 * UpdateFeatures (57): finalizes versions of features for the whole cluster.
 *
 * - v1: kinds of downgrade; or only tries to (KIP-584).
 * - v2: one result for all of them.
 */
export const updateFeatures = api({
  key: 57,
  name: 'UpdateFeatures',
  versions: [0, 2],
  flexibleSince: 0,
  request: {
    timeoutMs: int32.default(60000),
    featureUpdates: array({
      feature: string,
      maxVersionLevel: int16,
      allowDowngrade: bool.until(0),
      upgradeType: int8.since(1).default(1),
    }),
    validateOnly: bool.since(1).default(false),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable,
    results: array({
      feature: string,
      errorCode: int16,
      errorMessage: string.nullable,
    }).until(1).ignorable,
  },
})
