import { api, bytes, int16, int32, int64 } from './notation.ts'

/**
 * RenewDelegationToken (39): lets a token live longer.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: flexible.
 */
export const renewDelegationToken = api({
  key: 39,
  name: 'RenewDelegationToken',
  versions: [1, 2],
  flexibleSince: 2,
  request: {
    hmac: bytes,
    renewPeriodMs: int64,
  },
  response: {
    errorCode: int16,
    expiryTimestampMs: int64,
    throttleTimeMs: int32,
  },
})
