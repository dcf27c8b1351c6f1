import { api, array, bool, int16, int32, int8, string } from './notation.ts'

/**
 * AlterConfigs (33): replaces all settings of a topic or broker; those not named are reset.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: flexible.
 */
export const alterConfigs = api({
  key: 33,
  name: 'AlterConfigs',
  versions: [0, 2],
  flexibleSince: 2,
  request: {
    resources: array({
      resourceType: int8,
      resourceName: string,
      configs: array({
        name: string,
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
