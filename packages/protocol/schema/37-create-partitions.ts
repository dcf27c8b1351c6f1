import { api, array, bool, int16, int32, string } from './notation.ts'

/**
 * CreatePartitions (37): gives topics more partitions.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: flexible.
 * - v3: THROTTLING_QUOTA_EXCEEDED may be answered (KIP-599).
 */
export const createPartitions = api({
  key: 37,
  name: 'CreatePartitions',
  versions: [0, 3],
  flexibleSince: 2,
  request: {
    topics: array({
      name: string,
      count: int32,
      assignments: array({
        brokerIds: array(int32),
      }).nullable,
    }),
    timeoutMs: int32,
    validateOnly: bool,
  },
  response: {
    throttleTimeMs: int32,
    results: array({
      name: string,
      errorCode: int16,
      errorMessage: string.nullable.default(null),
    }),
  },
})
