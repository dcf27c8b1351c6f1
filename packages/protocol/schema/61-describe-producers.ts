import { api, array, int16, int32, int64, string } from './notation.ts'

/**
 * DescribeProducers (61): shows the producers that partitions remember, and their open
 * transactions.
 */
export const describeProducers = api({
  key: 61,
  name: 'DescribeProducers',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    topics: array({
      name: string,
      partitionIndexes: array(int32),
    }),
  },
  response: {
    throttleTimeMs: int32,
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        errorMessage: string.nullable.default(null),
        activeProducers: array({
          producerId: int64,
          producerEpoch: int32,
          lastSequence: int32.default(-1),
          lastTimestamp: int64.default(-1n),
          coordinatorEpoch: int32,
          currentTxnStartOffset: int64.default(-1n),
        }),
      }),
    }),
  },
})
