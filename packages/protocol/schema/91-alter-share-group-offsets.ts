import { api, array, int16, int32, int64, string, uuid } from './notation.ts'

/**
 * AlterShareGroupOffsets (91): moves where an empty share group starts reading.
 */
export const alterShareGroupOffsets = api({
  key: 91,
  name: 'AlterShareGroupOffsets',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    groupId: string,
    topics: array({
      topicName: string,
      partitions: array({
        partitionIndex: int32,
        startOffset: int64,
      }),
    }),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable.default(null),
    responses: array({
      topicName: string,
      topicId: uuid,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        errorMessage: string.nullable.default(null),
      }),
    }),
  },
})
