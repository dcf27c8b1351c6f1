import { int16, int32, message, string } from './notation.ts'

/**
 * RequestHeader: stands before every request.
 *
 * - v1: clientId.
 * - v2: flexible.
 */
export const requestHeader = message({
  name: 'RequestHeader',
  versions: [1, 2],
  flexibleSince: 2,
  fields: {
    requestApiKey: int16,
    requestApiVersion: int16,
    correlationId: int32,
    clientId: string.nullable.inflexible,
  },
})

/**
 * ResponseHeader: stands before every response.
 *
 * - v1: flexible.
 */
export const responseHeader = message({
  name: 'ResponseHeader',
  versions: [0, 1],
  flexibleSince: 1,
  fields: {
    correlationId: int32,
  },
})
