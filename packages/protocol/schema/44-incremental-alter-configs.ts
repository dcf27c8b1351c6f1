import { api, array, bool, int16, int32, int8, string } from './notation.ts'

/**
 * IncrementalAlterConfigs (44): sets (0), resets (1), appends to (2) or subtracts from (3)
 * single settings.
 *
 * - v1: flexible.
 */
export const incrementalAlterConfigs = api({
  key: 44,
  name: 'IncrementalAlterConfigs',
  versions: [0, 1],
  flexibleSince: 1,
  request: {
    resources: array({
      resourceType: int8,
      resourceName: string,
      configs: array({
        name: string,
        configOperation: int8,
        value: string.nullable,
      }),
    }),
    validateOnly: bool,
  },
  response: {
    throttleTimeMs: int32,
    responses: array({
      errorCode: int16,
      errorMessage: string.nullable,
      resourceType: int8,
      resourceName: string,
    }),
  },
})
