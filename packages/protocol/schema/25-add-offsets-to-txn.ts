import { api, int16, int32, int64, string } from './notation.ts'

/**
 * AddOffsetsToTxn (25): announces that a transaction will commit offsets of a group.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: PRODUCER_FENCED may be answered.
 * - v3: flexible.
 * - v4: TRANSACTION_ABORTABLE may be answered (KIP-890).
 */
export const addOffsetsToTxn = api({
  key: 25,
  name: 'AddOffsetsToTxn',
  versions: [0, 4],
  flexibleSince: 3,
  request: {
    transactionalId: string,
    producerId: int64,
    producerEpoch: int16,
    groupId: string,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
  },
})
