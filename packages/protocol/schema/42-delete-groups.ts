import { api, array, int16, int32, string } from './notation.ts'

/**
 * DeleteGroups (42): deletes empty groups with their offsets.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: flexible.
 */
export const deleteGroups = api({
  key: 42,
  name: 'DeleteGroups',
  versions: [0, 2],
  flexibleSince: 2,
  request: {
    groupsNames: array(string),
  },
  response: {
    throttleTimeMs: int32,
    results: array({
      groupId: string,
      errorCode: int16,
    }),
  },
})
