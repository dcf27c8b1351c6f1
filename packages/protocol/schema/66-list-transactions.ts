import { api, array, int16, int32, int64, string } from './notation.ts'

/**
 * ListTransactions (66): lists transactions by state and producer.
 *
 * - v1: by how long they have been running (KIP-994).
 * - v2: by a pattern of their ids (KIP-1152).
 */
export const listTransactions = api({
  key: 66,
  name: 'ListTransactions',
  versions: [0, 2],
  flexibleSince: 0,
  request: {
    stateFilters: array(string),
    producerIdFilters: array(int64),
    durationFilter: int64.since(1).default(-1n),
    transactionalIdPattern: string.since(2).nullable.default(null),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    unknownStateFilters: array(string),
    transactionStates: array({
      transactionalId: string,
      producerId: int64,
      transactionState: string,
    }),
  },
})
