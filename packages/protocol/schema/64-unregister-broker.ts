import { api, int16, int32, string } from './notation.ts'

/**
 * UnregisterBroker (64): forgets a broker that will not come back.
 */
export const unregisterBroker = api({
  key: 64,
  name: 'UnregisterBroker',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    brokerId: int32,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable,
  },
})
