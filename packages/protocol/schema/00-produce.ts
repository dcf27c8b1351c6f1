import { api, array, int16, int32, int64, records, string, struct, uuid } from './notation.ts'

/**
 * Produce (0): appends batches of records to partitions.
 *
 * - v3: the oldest we read; what transactional producers need.
 * - v5: logStartOffset, to tell a lost sequence from a deleted one.
 * - v6: throttled clients are answered first and muted afterwards (KIP-219).
 * - v7: batches may be compressed with zstd (KIP-110).
 * - v8: errors name the records at fault (KIP-467).
 * - v9: flexible.
 * - v10: errors name the new leader (KIP-951).
 * - v11: TRANSACTION_ABORTABLE may be answered (KIP-890).
 * - v12: adds its partitions to the transaction by itself (KIP-890).
 * - v13: topics have ids in place of names (KIP-516).
 */
export const produce = api({
  key: 0,
  name: 'Produce',
  versions: [3, 13],
  flexibleSince: 9,
  request: {
    transactionalId: string.nullable.default(null),
    acks: int16,
    timeoutMs: int32,
    topicData: array({
      name: string.until(12).ignorable,
      topicId: uuid.since(13).ignorable,
      partitionData: array({
        index: int32,
        records: records.nullable,
      }),
    }),
  },
  response: {
    responses: array({
      name: string.until(12).ignorable,
      topicId: uuid.since(13).ignorable,
      partitionResponses: array({
        index: int32,
        errorCode: int16,
        baseOffset: int64,
        logAppendTimeMs: int64.default(-1n).ignorable,
        logStartOffset: int64.since(5).default(-1n).ignorable,
        recordErrors: array({
          batchIndex: int32,
          batchIndexErrorMessage: string.nullable.default(null),
        }).since(8).ignorable,
        errorMessage: string.since(8).nullable.default(null).ignorable,
        currentLeader: struct({
          leaderId: int32.default(-1),
          leaderEpoch: int32.default(-1),
        })
          .since(10)
          .tag(0),
      }),
    }),
    throttleTimeMs: int32.default(0).ignorable,
    nodeEndpoints: array({
      nodeId: int32,
      host: string,
      port: int32,
      rack: string.nullable.default(null),
    })
      .since(10)
      .tag(0),
  },
})
