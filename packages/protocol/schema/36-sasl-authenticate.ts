import { api, bytes, int16, int64, string } from './notation.ts'

/**
 * SaslAuthenticate (36): carries one step of a SASL exchange.
 *
 * - v1: how long the session may last (KIP-368).
 * - v2: flexible.
 */
export const saslAuthenticate = api({
  key: 36,
  name: 'SaslAuthenticate',
  versions: [0, 2],
  flexibleSince: 2,
  request: {
    authBytes: bytes,
  },
  response: {
    errorCode: int16,
    errorMessage: string.nullable,
    authBytes: bytes,
    sessionLifetimeMs: int64.since(1).default(0n).ignorable,
  },
})
