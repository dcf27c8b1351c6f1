import { api, array, int16, int32, int8, string } from './notation.ts'

/**
 * CreateAcls (30): adds access rules.
 *
 * - v1: resourcePatternType (KIP-290); throttled clients are answered first and muted
 *   afterwards (KIP-219).
 * - v2: flexible.
 * - v3: rules about users (KIP-373).
 */
export const createAcls = api({
  key: 30,
  name: 'CreateAcls',
  versions: [1, 3],
  flexibleSince: 2,
  request: {
    creations: array({
      resourceType: int8,
      resourceName: string,
      resourcePatternType: int8.default(3),
      principal: string,
      host: string,
      operation: int8,
      permissionType: int8,
    }),
  },
  response: {
    throttleTimeMs: int32,
    results: array({
      errorCode: int16,
      errorMessage: string.nullable,
    }),
  },
})
