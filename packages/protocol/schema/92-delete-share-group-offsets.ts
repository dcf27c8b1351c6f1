import { api, array, int16, int32, string, uuid } from './notation.ts'

/**
 * DeleteShareGroupOffsets (92): forgets where a share group starts reading topics.
 */
export const deleteShareGroupOffsets = api({
  key: 92,
  name: 'DeleteShareGroupOffsets',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    groupId: string,
    topics: array({
      topicName: string,
    }),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable.default(null),
    responses: array({
      topicName: string,
      topicId: uuid,
      errorCode: int16,
      errorMessage: string.nullable.default(null),
    }),
  },
})
