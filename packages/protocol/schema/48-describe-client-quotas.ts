import { api, array, bool, float64, int16, int32, int8, string } from './notation.ts'

/**
 * DescribeClientQuotas (48): lists quotas that match a filter.
 *
 * - v1: flexible.
 */
export const describeClientQuotas = api({
  key: 48,
  name: 'DescribeClientQuotas',
  versions: [0, 1],
  flexibleSince: 1,
  request: {
    components: array({
      entityType: string,
      matchType: int8,
      match: string.nullable,
    }),
    strict: bool,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable,
    entries: array({
      entity: array({
        entityType: string,
        entityName: string.nullable,
      }),
      values: array({
        key: string,
        value: float64,
      }),
    }).nullable,
  },
})
