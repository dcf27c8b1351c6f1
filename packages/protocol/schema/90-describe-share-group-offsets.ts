import { api, array, int16, int32, int64, string, uuid } from './notation.ts'

/**
 * DescribeShareGroupOffsets (90): tells where share groups start reading.
 *
 * - v1: lag (KIP-1226).
 */
export const describeShareGroupOffsets = api({
  key: 90,
  name: 'DescribeShareGroupOffsets',
  versions: [0, 1],
  flexibleSince: 0,
  request: {
    groups: array({
      groupId: string,
      topics: array({
        topicName: string,
        partitions: array(int32),
      }).nullable,
    }),
  },
  response: {
    throttleTimeMs: int32,
    groups: array({
      groupId: string,
      topics: array({
        topicName: string,
        topicId: uuid,
        partitions: array({
          partitionIndex: int32,
          startOffset: int64,
          leaderEpoch: int32,
          lag: int64.since(1).default(-1n).ignorable,
          errorCode: int16,
          errorMessage: string.nullable.default(null),
        }),
      }),
      errorCode: int16,
      errorMessage: string.nullable.default(null),
    }),
  },
})
