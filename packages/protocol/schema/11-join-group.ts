import { api, array, bool, bytes, int16, int32, string } from './notation.ts'

/**
 * JoinGroup (11): enters a classic group, or comes back for its next generation.
 *
 * - v1: rebalanceTimeoutMs; before it, the session timeout counts.
 * - v2: throttleTimeMs.
 * - v3: throttled clients are answered first and muted afterwards (KIP-219).
 * - v4: a new member is given its id first and asks again with it (KIP-394).
 * - v5: static members (KIP-345).
 * - v6: flexible.
 * - v7: the answer repeats the protocol type (KIP-559).
 * - v8: reason, for the log of the broker (KIP-800).
 * - v9: skipAssignment: a returning static leader need not assign (KIP-814).
 */
export const joinGroup = api({
  key: 11,
  name: 'JoinGroup',
  versions: [0, 9],
  flexibleSince: 6,
  request: {
    groupId: string,
    sessionTimeoutMs: int32,
    rebalanceTimeoutMs: int32.since(1).default(-1).ignorable,
    memberId: string,
    groupInstanceId: string.since(5).nullable.default(null),
    protocolType: string,
    protocols: array({
      name: string,
      metadata: bytes,
    }),
    reason: string.since(8).nullable.default(null).ignorable,
  },
  response: {
    throttleTimeMs: int32.since(2).ignorable,
    errorCode: int16,
    generationId: int32.default(-1),
    protocolType: string.since(7).nullable.default(null).ignorable,
    protocolName: string.nullableSince(7),
    leader: string,
    skipAssignment: bool.since(9).default(false),
    memberId: string,
    members: array({
      memberId: string,
      groupInstanceId: string.since(5).nullable.default(null).ignorable,
      metadata: bytes,
    }),
  },
})
