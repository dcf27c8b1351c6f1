import { api, array, int16, int32, string } from './notation.ts'

/**
 * LeaveGroup (13): takes members out of a classic group.
 *
 * - v1: throttleTimeMs.
 * - v2: throttled clients are answered first and muted afterwards (KIP-219).
 * - v3: several members at once, static ones too (KIP-345).
 * - v4: flexible.
 * - v5: reason, for the log of the broker (KIP-800).
 */
export const leaveGroup = api({
  key: 13,
  name: 'LeaveGroup',
  versions: [0, 5],
  flexibleSince: 4,
  request: {
    groupId: string,
    memberId: string.until(2),
    members: array({
      memberId: string,
      groupInstanceId: string.nullable.default(null),
      reason: string.since(5).nullable.default(null).ignorable,
    }).since(3),
  },
  response: {
    throttleTimeMs: int32.since(1).ignorable,
    errorCode: int16,
    members: array({
      memberId: string,
      groupInstanceId: string.nullable,
      errorCode: int16,
    }).since(3),
  },
})
