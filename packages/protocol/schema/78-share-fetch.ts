import {
  api,
  array,
  bool,
  int16,
  int32,
  int64,
  int8,
  records,
  string,
  struct,
  uuid,
} from './notation.ts'

/**
 * ShareFetch (78): acquires records for a member of a share group, and acknowledges earlier
 * ones.
 *
 * - v2: how strictly to keep to maxRecords (KIP-1206); locks may be renewed (KIP-1222).
 */
export const shareFetch = api({
  key: 78,
  name: 'ShareFetch',
  versions: [1, 2],
  flexibleSince: 0,
  request: {
    groupId: string.nullable.default(null),
    memberId: string.nullable,
    shareSessionEpoch: int32,
    maxWaitMs: int32,
    minBytes: int32,
    maxBytes: int32.default(2 ** 31 - 1),
    maxRecords: int32,
    batchSize: int32,
    shareAcquireMode: int8.since(2).default(0).ignorable,
    isRenewAck: bool.since(2).default(false),
    topics: array({
      topicId: uuid,
      partitions: array({
        partitionIndex: int32,
        acknowledgementBatches: array({
          firstOffset: int64,
          lastOffset: int64,
          acknowledgeTypes: array(int8),
        }),
      }),
    }),
    forgottenTopicsData: array({
      topicId: uuid,
      partitions: array(int32),
    }),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable.default(null),
    acquisitionLockTimeoutMs: int32,
    responses: array({
      topicId: uuid,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        errorMessage: string.nullable.default(null),
        acknowledgeErrorCode: int16,
        acknowledgeErrorMessage: string.nullable.default(null),
        currentLeader: struct({
          leaderId: int32,
          leaderEpoch: int32,
        }),
        records: records,
        acquiredRecords: array({
          firstOffset: int64,
          lastOffset: int64,
          deliveryCount: int16,
        }),
      }),
    }),
    nodeEndpoints: array({
      nodeId: int32,
      host: string,
      port: int32,
      rack: string.nullable.default(null),
    }),
  },
})
