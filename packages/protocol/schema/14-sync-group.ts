import { api, array, bytes, int16, int32, string } from './notation.ts'

/**
 * SyncGroup (14): hands out the assignment of a classic group, which only its leader sends.
 *
 * - v1: throttleTimeMs.
 * - v2: throttled clients are answered first and muted afterwards (KIP-219).
 * - v3: static members (KIP-345).
 * - v4: flexible.
 * - v5: protocol type and name are checked, and repeated in the answer (KIP-559).
 */
export const syncGroup = api({
  key: 14,
  name: 'SyncGroup',
  versions: [0, 5],
  flexibleSince: 4,
  request: {
    groupId: string,
    generationId: int32,
    memberId: string,
    groupInstanceId: string.since(3).nullable.default(null),
    protocolType: string.since(5).nullable.default(null).ignorable,
    protocolName: string.since(5).nullable.default(null).ignorable,
    assignments: array({
      memberId: string,
      assignment: bytes,
    }),
  },
  response: {
    throttleTimeMs: int32.since(1).ignorable,
    errorCode: int16,
    protocolType: string.since(5).nullable.default(null).ignorable,
    protocolName: string.since(5).nullable.default(null).ignorable,
    assignment: bytes,
  },
})
