import { api, array, int16, never, string } from './notation.ts'

/**
 * SaslHandshake (17): agrees on a SASL mechanism.
 *
 * - v0: the exchange follows as bare frames.
 * - v1: the exchange follows in SaslAuthenticate.
 */
export const saslHandshake = api({
  key: 17,
  name: 'SaslHandshake',
  versions: [0, 1],
  flexibleSince: never,
  request: {
    mechanism: string,
  },
  response: {
    errorCode: int16,
    mechanisms: array(string),
  },
})
