import { api, array, bytes, int16, int32, int64, string } from './notation.ts'

/**
 * CreateDelegationToken (38): issues a token that logs in for its owner.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: flexible.
 * - v3: for somebody else (KIP-373).
 */
export const createDelegationToken = api({
  key: 38,
  name: 'CreateDelegationToken',
  versions: [1, 3],
  flexibleSince: 2,
  request: {
    ownerPrincipalType: string.since(3).nullable,
    ownerPrincipalName: string.since(3).nullable,
    renewers: array({
      principalType: string,
      principalName: string,
    }),
    maxLifetimeMs: int64,
  },
  response: {
    errorCode: int16,
    principalType: string,
    principalName: string,
    tokenRequesterPrincipalType: string.since(3),
    tokenRequesterPrincipalName: string.since(3),
    issueTimestampMs: int64,
    expiryTimestampMs: int64,
    maxTimestampMs: int64,
    tokenId: string,
    hmac: bytes,
    throttleTimeMs: int32,
  },
})
