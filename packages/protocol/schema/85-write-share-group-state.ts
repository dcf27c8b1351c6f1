import { api, array, int16, int32, int64, int8, string, uuid } from './notation.ts'

/**
 * WriteShareGroupState (85): stores what became of the records of share partitions.
 *
 * - v1: deliveryCompleteCount (KIP-1226).
 */
export const writeShareGroupState = api({
  key: 85,
  name: 'WriteShareGroupState',
  versions: [0, 1],
  flexibleSince: 0,
  request: {
    groupId: string,
    topics: array({
      topicId: uuid,
      partitions: array({
        partition: int32,
        stateEpoch: int32,
        leaderEpoch: int32,
        startOffset: int64,
        deliveryCompleteCount: int32.since(1).default(-1).ignorable,
        stateBatches: array({
          firstOffset: int64,
          lastOffset: int64,
          deliveryState: int8,
          deliveryCount: int16,
        }),
      }),
    }),
  },
  response: {
    results: array({
      topicId: uuid,
      partitions: array({
        partition: int32,
        errorCode: int16,
        errorMessage: string.nullable.default(null),
      }),
    }),
  },
})
