import { api, array, int16, int32, int64, int8, string } from './notation.ts'

/**
 * ListOffsets (2): finds offsets by timestamp: -1 is the end, -2 the start.
 *
 * - v1: one offset per partition, with its timestamp.
 * - v2: isolationLevel: the end may be the last stable offset.
 * - v3: throttled clients are answered first and muted afterwards (KIP-219).
 * - v4: the leader epoch fences stale readers (KIP-320).
 * - v5: OFFSET_NOT_AVAILABLE may be answered.
 * - v6: flexible.
 * - v7: -3 is the record with the largest timestamp (KIP-734).
 * - v8: -4 is the start of what is on local disks (KIP-405).
 * - v9: -5 is the last offset in tiered storage (KIP-1005).
 * - v10: timeoutMs, because looking into tiered storage takes time (KIP-1075).
 * - v11: -6 is the first offset not in tiered storage yet (KIP-1023).
 */
export const listOffsets = api({
  key: 2,
  name: 'ListOffsets',
  versions: [1, 11],
  flexibleSince: 6,
  request: {
    replicaId: int32,
    isolationLevel: int8.since(2),
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        currentLeaderEpoch: int32.since(4).default(-1).ignorable,
        timestamp: int64,
      }),
    }),
    timeoutMs: int32.since(10).ignorable,
  },
  response: {
    throttleTimeMs: int32.since(2).ignorable,
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        timestamp: int64.default(-1n),
        offset: int64.default(-1n),
        leaderEpoch: int32.since(4).default(-1),
      }),
    }),
  },
})
