import { api, array, int16, int32, int8, string } from './notation.ts'

/**
 * ListConfigResources (74): names everything that has settings.
 *
 * - v0: client metrics only.
 * - v1: by type; none means all (KIP-1142).
 */
export const listConfigResources = api({
  key: 74,
  name: 'ListConfigResources',
  versions: [0, 1],
  flexibleSince: 0,
  request: {
    resourceTypes: array(int8).since(1),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    configResources: array({
      resourceName: string,
      resourceType: int8.since(1).default(16).ignorable,
    }),
  },
})
