import { api, array, int16, int32, int64, string, uuid } from './notation.ts'

/**
 * InitializeShareGroupState (83): starts the stored state of share partitions.
 */
export const initializeShareGroupState = api({
  key: 83,
  name: 'InitializeShareGroupState',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    groupId: string,
    topics: array({
      topicId: uuid,
      partitions: array({
        partition: int32,
        stateEpoch: int32,
        startOffset: int64,
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
