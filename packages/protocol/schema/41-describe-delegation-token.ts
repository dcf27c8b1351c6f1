import { api, array, bytes, int16, int32, int64, string } from './notation.ts'

/**
 * DescribeDelegationToken (41): lists tokens by owner.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: flexible.
 * - v3: who asked for the token (KIP-373).
 */
export const describeDelegationToken = api({
  key: 41,
  name: 'DescribeDelegationToken',
  versions: [1, 3],
  flexibleSince: 2,
  request: {
    owners: array({
      principalType: string,
      principalName: string,
    }).nullable,
  },
  response: {
    errorCode: int16,
    tokens: array({
      principalType: string,
      principalName: string,
      tokenRequesterPrincipalType: string.since(3),
      tokenRequesterPrincipalName: string.since(3),
      issueTimestamp: int64,
      expiryTimestamp: int64,
      maxTimestamp: int64,
      tokenId: string,
      hmac: bytes,
      renewers: array({
        principalType: string,
        principalName: string,
      }),
    }),
    throttleTimeMs: int32,
  },
})
