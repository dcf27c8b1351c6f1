import { api, array, bool, int16, int32, int64, string } from './notation.ts'

/**
 * DescribeLogDirs (35): tells how much each replica takes in each directory of a broker.
 *
 * - v1: throttled clients are answered first and muted afterwards (KIP-219).
 * - v2: flexible.
 * - v3: an error of the whole answer.
 * - v4: the size of the disk, and what is left of it (KIP-827).
 * - v5: isCordoned: takes no new replicas (KIP-1066).
 */
export const describeLogDirs = api({
  key: 35,
  name: 'DescribeLogDirs',
  versions: [1, 5],
  flexibleSince: 2,
  request: {
    topics: array({
      topic: string,
      partitions: array(int32),
    }).nullable,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16.since(3).ignorable,
    results: array({
      errorCode: int16,
      logDir: string,
      topics: array({
        name: string,
        partitions: array({
          partitionIndex: int32,
          partitionSize: int64,
          offsetLag: int64,
          isFutureKey: bool,
        }),
      }),
      totalBytes: int64.since(4).default(-1n).ignorable,
      usableBytes: int64.since(4).default(-1n).ignorable,
      isCordoned: bool.since(5).default(false).ignorable,
    }),
  },
})
