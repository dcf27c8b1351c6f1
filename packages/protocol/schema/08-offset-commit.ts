import { api, array, int16, int32, int64, string, uuid } from './notation.ts'

/**
 * OffsetCommit (8): stores how far a group has come.
 *
 * - v2: retentionTimeMs may ask for a life of its own.
 * - v3: throttleTimeMs.
 * - v4: throttled clients are answered first and muted afterwards (KIP-219).
 * - v5: retentionTimeMs is gone: the broker decides.
 * - v6: the leader epoch of the last record read.
 * - v7: static members (KIP-345).
 * - v8: flexible.
 * - v9: for consumer groups too: generationIdOrMemberEpoch may be an epoch (KIP-848).
 * - v10: topics have ids in place of names.
 */
export const offsetCommit = api({
  key: 8,
  name: 'OffsetCommit',
  versions: [2, 10],
  flexibleSince: 8,
  request: {
    groupId: string,
    generationIdOrMemberEpoch: int32.default(-1).ignorable,
    memberId: string.ignorable,
    groupInstanceId: string.since(7).nullable.default(null),
    retentionTimeMs: int64.until(4).default(-1n).ignorable,
    topics: array({
      name: string.until(9).ignorable,
      topicId: uuid.since(10).ignorable,
      partitions: array({
        partitionIndex: int32,
        committedOffset: int64,
        committedLeaderEpoch: int32.since(6).default(-1).ignorable,
        committedMetadata: string.nullable,
      }),
    }),
  },
  response: {
    throttleTimeMs: int32.since(3).ignorable,
    topics: array({
      name: string.until(9).ignorable,
      topicId: uuid.since(10).ignorable,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
      }),
    }),
  },
})
