import { api, array, bool, int16, int32, int64, int8, string } from './notation.ts'

/**
 * WriteTxnMarkers (27): a transaction coordinator has its verdict written to partitions.
 *
 * - v1: flexible.
 * - v2: transactionVersion (KIP-1228).
 */
export const writeTxnMarkers = api({
  key: 27,
  name: 'WriteTxnMarkers',
  versions: [1, 2],
  flexibleSince: 1,
  request: {
    markers: array({
      producerId: int64,
      producerEpoch: int16,
      transactionResult: bool,
      topics: array({
        name: string,
        partitionIndexes: array(int32),
      }),
      coordinatorEpoch: int32,
      transactionVersion: int8.since(2).default(0).ignorable,
    }),
  },
  response: {
    markers: array({
      producerId: int64,
      topics: array({
        name: string,
        partitions: array({
          partitionIndex: int32,
          errorCode: int16,
        }),
      }),
    }),
  },
})
