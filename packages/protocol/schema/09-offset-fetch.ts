import { api, array, bool, int16, int32, int64, string, uuid } from './notation.ts'

/**
 * OffsetFetch (9): tells how far a group has come; offset -1 where it never committed.
 *
 * - v2: null topics means all of the group; an error of the whole answer.
 * - v3: throttleTimeMs.
 * - v4: throttled clients are answered first and muted afterwards (KIP-219).
 * - v5: the leader epoch that was committed.
 * - v6: flexible.
 * - v7: requireStable waits for pending transactions (KIP-447).
 * - v8: several groups at once (KIP-709).
 * - v9: for consumer groups too, with the epoch of the member (KIP-848).
 * - v10: topics have ids in place of names.
 */
export const offsetFetch = api({
  key: 9,
  name: 'OffsetFetch',
  versions: [1, 10],
  flexibleSince: 6,
  request: {
    groupId: string.until(7),
    topics: array({
      name: string,
      partitionIndexes: array(int32),
    })
      .until(7)
      .nullableSince(2),
    groups: array({
      groupId: string,
      memberId: string.since(9).nullable.default(null).ignorable,
      memberEpoch: int32.since(9).default(-1).ignorable,
      topics: array({
        name: string.until(9).ignorable,
        topicId: uuid.since(10).ignorable,
        partitionIndexes: array(int32),
      }).nullable,
    }).since(8),
    requireStable: bool.since(7).default(false),
  },
  response: {
    throttleTimeMs: int32.since(3).ignorable,
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        committedOffset: int64,
        committedLeaderEpoch: int32.since(5).default(-1).ignorable,
        metadata: string.nullable,
        errorCode: int16,
      }),
    }).until(7),
    errorCode: int16.since(2).until(7).default(0).ignorable,
    groups: array({
      groupId: string,
      topics: array({
        name: string.until(9).ignorable,
        topicId: uuid.since(10).ignorable,
        partitions: array({
          partitionIndex: int32,
          committedOffset: int64,
          committedLeaderEpoch: int32.default(-1).ignorable,
          metadata: string.nullable,
          errorCode: int16,
        }),
      }),
      errorCode: int16.default(0),
    }).since(8),
  },
})
