import { api, array, int16, int32, int8, string } from './notation.ts'

/**
 * DescribeAcls (29): lists access rules that match a filter.
 *
 * - v1: patternType (KIP-290); throttled clients are answered first and muted afterwards
 *   (KIP-219).
 * - v2: flexible.
 * - v3: rules about users (KIP-373).
 */
export const describeAcls = api({
  key: 29,
  name: 'DescribeAcls',
  versions: [1, 3],
  flexibleSince: 2,
  request: {
    resourceTypeFilter: int8,
    resourceNameFilter: string.nullable,
    patternTypeFilter: int8.default(3),
    principalFilter: string.nullable,
    hostFilter: string.nullable,
    operation: int8,
    permissionType: int8,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable,
    resources: array({
      resourceType: int8,
      resourceName: string,
      patternType: int8.default(3),
      acls: array({
        principal: string,
        host: string,
        operation: int8,
        permissionType: int8,
      }),
    }),
  },
})
