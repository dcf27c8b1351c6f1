import { api, int16, int32, string } from './notation.ts'

/**
 * Heartbeat (12): a member of a classic group says it is alive, and learns whether the group
 * moved on.
 *
 * - v1: throttleTimeMs.
 * - v2: throttled clients are answered first and muted afterwards (KIP-219).
 * - v3: static members (KIP-345).
 * - v4: flexible.
 */
export const heartbeat = api({
  key: 12,
  name: 'Heartbeat',
  versions: [0, 4],
  flexibleSince: 4,
  request: {
    groupId: string,
    generationId: int32,
    memberId: string,
    groupInstanceId: string.since(3).nullable.default(null),
  },
  response: {
    throttleTimeMs: int32.since(1).ignorable,
    errorCode: int16,
  },
})
