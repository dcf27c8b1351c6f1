import { api, array, int16, int32, string, uuid } from './notation.ts'

/**
 * DeleteShareGroupState (86): deletes the stored state of share partitions.
 */
export const deleteShareGroupState = api({
  key: 86,
  name: 'DeleteShareGroupState',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    groupId: string,
    topics: array({
      topicId: uuid,
      partitions: array({
        partition: int32,
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
