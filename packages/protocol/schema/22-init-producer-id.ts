import { api, int16, int32, int64, string } from './notation.ts'

/**
 * InitProducerId (22): gives a producer its id, and fences those of the same transactional id.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: flexible.
 * - v3: a producer may come back with the id it has (KIP-360).
 * - v4: PRODUCER_FENCED may be answered.
 * - v5: TRANSACTION_ABORTABLE may be answered (KIP-890).
 */
export const initProducerId = api({
  key: 22,
  name: 'InitProducerId',
  versions: [0, 5],
  flexibleSince: 2,
  request: {
    transactionalId: string.nullable,
    transactionTimeoutMs: int32,
    producerId: int64.since(3).default(-1n),
    producerEpoch: int16.since(3).default(-1),
  },
  response: {
    throttleTimeMs: int32.ignorable,
    errorCode: int16,
    producerId: int64.default(-1n),
    producerEpoch: int16,
  },
})
