import { api, array, int16, int32, int8, string } from './notation.ts'

/**
 * DeleteAcls (31): removes access rules that match filters.
 *
 * - v1: patternTypeFilter (KIP-290); throttled clients are answered first and muted afterwards
 *   (KIP-219).
 * - v2: flexible.
 * - v3: rules about users (KIP-373).
 */
export const deleteAcls = api({
  key: 31,
  name: 'DeleteAcls',
  versions: [1, 3],
  flexibleSince: 2,
  request: {
    filters: array({
      resourceTypeFilter: int8,
      resourceNameFilter: string.nullable,
      patternTypeFilter: int8.default(3),
      principalFilter: string.nullable,
      hostFilter: string.nullable,
      operation: int8,
      permissionType: int8,
    }),
  },
  response: {
    throttleTimeMs: int32,
    filterResults: array({
      errorCode: int16,
      errorMessage: string.nullable,
      matchingAcls: array({
        errorCode: int16,
        errorMessage: string.nullable,
        resourceType: int8,
        resourceName: string,
        patternType: int8.default(3),
        principal: string,
        host: string,
        operation: int8,
        permissionType: int8,
      }),
    }),
  },
})
