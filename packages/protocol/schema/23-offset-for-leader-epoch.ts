import { api, array, int16, int32, int64, string } from './notation.ts'

/**
 * OffsetForLeaderEpoch (23): tells where a leader epoch ended, so that a reader can see whether
 * its log was cut.
 *
 * - v2: the current epoch fences stale readers (KIP-320).
 * - v3: replicaId; -2 is somebody debugging.
 * - v4: flexible.
 */
export const offsetForLeaderEpoch = api({
  key: 23,
  name: 'OffsetForLeaderEpoch',
  versions: [2, 4],
  flexibleSince: 4,
  request: {
    replicaId: int32.since(3).default(-2).ignorable,
    topics: array({
      topic: string,
      partitions: array({
        partition: int32,
        currentLeaderEpoch: int32.default(-1).ignorable,
        leaderEpoch: int32,
      }),
    }),
  },
  response: {
    throttleTimeMs: int32.ignorable,
    topics: array({
      topic: string,
      partitions: array({
        errorCode: int16,
        partition: int32,
        leaderEpoch: int32.default(-1).ignorable,
        endOffset: int64.default(-1n),
      }),
    }),
  },
})
