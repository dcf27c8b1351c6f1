import { api, array, int16, int32, int64, string, uuid } from './notation.ts'

/**
 * ReadShareGroupStateSummary (87): reads where share partitions start, without the rest of
 * their state.
 *
 * - v1: deliveryCompleteCount (KIP-1226).
 */
export const readShareGroupStateSummary = api({
  key: 87,
  name: 'ReadShareGroupStateSummary',
  versions: [0, 1],
  flexibleSince: 0,
  request: {
    groupId: string,
    topics: array({
      topicId: uuid,
      partitions: array({
        partition: int32,
        leaderEpoch: int32,
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
        stateEpoch: int32,
        leaderEpoch: int32,
        startOffset: int64,
        deliveryCompleteCount: int32.since(1).default(-1).ignorable,
      }),
    }),
  },
})
