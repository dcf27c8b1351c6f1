import { api, array, int16, int32, string } from './notation.ts'

/**
 * ListGroups (16): names the groups that this broker coordinates.
 *
 * - v1: throttleTimeMs.
 * - v2: throttled clients are answered first and muted afterwards (KIP-219).
 * - v3: flexible.
 * - v4: by state (KIP-518).
 * - v5: by type (KIP-848).
 */
export const listGroups = api({
  key: 16,
  name: 'ListGroups',
  versions: [0, 5],
  flexibleSince: 3,
  request: {
    statesFilter: array(string).since(4),
    typesFilter: array(string).since(5),
  },
  response: {
    throttleTimeMs: int32.since(1).ignorable,
    errorCode: int16,
    groups: array({
      groupId: string,
      protocolType: string,
      groupState: string.since(4).ignorable,
      groupType: string.since(5).ignorable,
    }),
  },
})
