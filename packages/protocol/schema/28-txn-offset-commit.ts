import { api, array, int16, int32, int64, string } from './notation.ts'

/**
 * TxnOffsetCommit (28): commits offsets of a group as a part of a transaction.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: the leader epoch of the last record read.
 * - v3: flexible; fenced like other members of the group (KIP-447).
 * - v4: TRANSACTION_ABORTABLE may be answered (KIP-890).
 * - v5: adds the group to the transaction by itself (KIP-890).
 */
export const txnOffsetCommit = api({
  key: 28,
  name: 'TxnOffsetCommit',
  versions: [0, 5],
  flexibleSince: 3,
  request: {
    transactionalId: string,
    groupId: string,
    producerId: int64,
    producerEpoch: int16,
    generationId: int32.since(3).default(-1),
    memberId: string.since(3).default(''),
    groupInstanceId: string.since(3).nullable.default(null),
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        committedOffset: int64,
        committedLeaderEpoch: int32.since(2).default(-1).ignorable,
        committedMetadata: string.nullable,
      }),
    }),
  },
  response: {
    throttleTimeMs: int32,
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
      }),
    }),
  },
})
