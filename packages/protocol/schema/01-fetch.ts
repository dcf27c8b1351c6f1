import { api, array, int16, int32, int64, int8, records, string, struct, uuid } from './notation.ts'

/**
 * Fetch (1): reads batches of records from partitions, waiting for them if asked to.
 *
 * - v5: followers report their logStartOffset.
 * - v7: sessions: only what changed is asked for and answered (KIP-227).
 * - v8: throttled clients are answered first and muted afterwards (KIP-219).
 * - v9: the leader epoch fences stale readers (KIP-320).
 * - v10: answers may hold zstd (KIP-110).
 * - v11: consumers may read from a replica in their own rack (KIP-392).
 * - v12: flexible; a reader whose log has diverged is told where (KIP-595).
 * - v13: topics have ids in place of names (KIP-516).
 * - v14: OFFSET_MOVED_TO_TIERED_STORAGE may be answered (KIP-405).
 * - v15: replicaState in place of replicaId (KIP-903).
 * - v16: errors name the new leader (KIP-951).
 * - v17: followers name their directory (KIP-853).
 * - v18: followers tell their high watermark (KIP-1166).
 */
export const fetch = api({
  key: 1,
  name: 'Fetch',
  versions: [4, 18],
  flexibleSince: 12,
  request: {
    clusterId: string.since(12).nullable.default(null).ignorable.tag(0),
    replicaId: int32.until(14).default(-1),
    replicaState: struct({
      replicaId: int32.default(-1),
      replicaEpoch: int64.default(-1n),
    })
      .since(15)
      .tag(1),
    maxWaitMs: int32,
    minBytes: int32,
    maxBytes: int32.default(2 ** 31 - 1).ignorable,
    isolationLevel: int8.default(0).ignorable,
    sessionId: int32.since(7).default(0).ignorable,
    sessionEpoch: int32.since(7).default(-1).ignorable,
    topics: array({
      topic: string.until(12).ignorable,
      topicId: uuid.since(13).ignorable,
      partitions: array({
        partition: int32,
        currentLeaderEpoch: int32.since(9).default(-1).ignorable,
        fetchOffset: int64,
        lastFetchedEpoch: int32.since(12).default(-1),
        logStartOffset: int64.since(5).default(-1n).ignorable,
        partitionMaxBytes: int32,
        replicaDirectoryId: uuid.since(17).ignorable.tag(0),
        highWatermark: int64
          .since(18)
          .default(2n ** 63n - 1n)
          .ignorable.tag(1),
      }),
    }),
    forgottenTopicsData: array({
      topic: string.until(12).ignorable,
      topicId: uuid.since(13).ignorable,
      partitions: array(int32),
    }).since(7),
    rackId: string.since(11).default('').ignorable,
  },
  response: {
    throttleTimeMs: int32.ignorable,
    errorCode: int16.since(7).ignorable,
    sessionId: int32.since(7).default(0),
    responses: array({
      topic: string.until(12).ignorable,
      topicId: uuid.since(13).ignorable,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        highWatermark: int64,
        lastStableOffset: int64.default(-1n).ignorable,
        logStartOffset: int64.since(5).default(-1n).ignorable,
        divergingEpoch: struct({
          epoch: int32.default(-1),
          endOffset: int64.default(-1n),
        })
          .since(12)
          .tag(0),
        currentLeader: struct({
          leaderId: int32.default(-1),
          leaderEpoch: int32.default(-1),
        })
          .since(12)
          .tag(1),
        snapshotId: struct({
          endOffset: int64.default(-1n),
          epoch: int32.default(-1),
        })
          .since(12)
          .tag(2),
        abortedTransactions: array({
          producerId: int64,
          firstOffset: int64,
        }).nullable.ignorable,
        preferredReadReplica: int32.since(11).default(-1),
        records: records.nullable,
      }),
    }),
    nodeEndpoints: array({
      nodeId: int32,
      host: string,
      port: int32,
      rack: string.nullable.default(null),
    })
      .since(16)
      .tag(0),
  },
})
