import { api, bytes, int16, int32, int64 } from './notation.ts'

/**
 * ExpireDelegationToken (40): lets a token die sooner.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: flexible.
 */
export const expireDelegationToken = api({
  key: 40,
  name: 'ExpireDelegationToken',
  versions: [1, 2],
  flexibleSince: 2,
  request: {
    hmac: bytes,
    expiryTimePeriodMs: int64,
  },
  response: {
    errorCode: int16,
    expiryTimestampMs: int64,
    throttleTimeMs: int32,
  },
})
