import { api, bool, int16, int32, int64, string } from './notation.ts'

/**
 * EndTxn (26): commits or aborts a transaction.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: PRODUCER_FENCED may be answered.
 * - v3: flexible.
 * - v4: TRANSACTION_ABORTABLE may be answered (KIP-890).
 * - v5: every transaction ends with a new producer epoch, which the answer tells (KIP-890).
 */
export const endTxn = api({
  key: 26,
  name: 'EndTxn',
  versions: [0, 5],
  flexibleSince: 3,
  request: {
    transactionalId: string,
    producerId: int64,
    producerEpoch: int16,
    committed: bool,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    producerId: int64.since(5).default(-1n).ignorable,
    producerEpoch: int16.since(5).default(-1).ignorable,
  },
})
