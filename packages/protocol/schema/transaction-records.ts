import { array, int16, int32, int64, int8, record, string } from './notation.ts'

/**
 * TransactionLog (0): a transactional id, its producer and its transaction.
 *
 * - v1: flexible; the tagged fields are for the newer protocol (KIP-890).
 */
export const transactionLog = record({
  type: 0,
  name: 'TransactionLog',
  versions: [0, 1],
  flexibleSince: 1,
  key: {
    transactionalId: string,
  },
  value: {
    producerId: int64,
    previousProducerId: int64.since(1).default(-1n).tag(0),
    nextProducerId: int64.since(1).default(-1n).tag(1),
    producerEpoch: int16,
    nextProducerEpoch: int16.since(1).default(-1).tag(3),
    transactionTimeoutMs: int32,
    transactionStatus: int8,
    transactionPartitions: array({
      topic: string,
      partitionIds: array(int32),
    }).nullable,
    transactionLastUpdateTimestampMs: int64,
    transactionStartTimestampMs: int64,
    clientTransactionVersion: int16.since(1).default(0).tag(2),
  },
})
