import { api, array, bool, int16, int32, int64, int8, string, struct, uuid } from './notation.ts'

/**
 * ShareAcknowledge (79): accepts, releases or rejects records that a member acquired.
 *
 * - v2: locks may be renewed (KIP-1222).
 */
export const shareAcknowledge = api({
  key: 79,
  name: 'ShareAcknowledge',
  versions: [1, 2],
  flexibleSince: 0,
  request: {
    groupId: string.nullable.default(null),
    memberId: string.nullable,
    shareSessionEpoch: int32,
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
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable.default(null),
    acquisitionLockTimeoutMs: int32.since(2).ignorable,
    responses: array({
      topicId: uuid,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        errorMessage: string.nullable.default(null),
        currentLeader: struct({
          leaderId: int32,
          leaderEpoch: int32,
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
