import { api, array, bool, int16, int32, int64, string, struct } from './notation.ts'

const addPartitionsToTxnTopic = struct('AddPartitionsToTxnTopic', {
  name: string,
  partitions: array(int32),
})

const addPartitionsToTxnPartitionResult = struct('AddPartitionsToTxnPartitionResult', {
  partitionIndex: int32,
  partitionErrorCode: int16,
})

const addPartitionsToTxnTopicResult = struct('AddPartitionsToTxnTopicResult', {
  name: string,
  resultsByPartition: array(addPartitionsToTxnPartitionResult),
})

/**
 * AddPartitionsToTxn (24): announces partitions that a transaction will write to.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: PRODUCER_FENCED may be answered.
 * - v3: flexible; the last version for clients.
 * - v4: for brokers: several transactions at once, or only a check (KIP-890).
 * - v5: TRANSACTION_ABORTABLE may be answered (KIP-890).
 */
export const addPartitionsToTxn = api({
  key: 24,
  name: 'AddPartitionsToTxn',
  versions: [0, 5],
  flexibleSince: 3,
  request: {
    transactions: array({
      transactionalId: string,
      producerId: int64,
      producerEpoch: int16,
      verifyOnly: bool.default(false),
      topics: array(addPartitionsToTxnTopic),
    }).since(4),
    v3AndBelowTransactionalId: string.until(3),
    v3AndBelowProducerId: int64.until(3),
    v3AndBelowProducerEpoch: int16.until(3),
    v3AndBelowTopics: array(addPartitionsToTxnTopic).until(3),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16.since(4).ignorable,
    resultsByTransaction: array({
      transactionalId: string,
      topicResults: array(addPartitionsToTxnTopicResult),
    }).since(4),
    resultsByTopicV3AndBelow: array(addPartitionsToTxnTopicResult).until(3),
  },
})
