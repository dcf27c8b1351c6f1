import { api, array, bool, int16, int32, string, uuid } from './notation.ts'

/**
 * Metadata (3): describes brokers, topics and partitions, and may create topics by the way.
 *
 * - v0: an empty list of topics means all of them.
 * - v1: null means all topics, an empty list none.
 * - v2: clusterId.
 * - v3: throttleTimeMs.
 * - v4: the client decides whether topics may be created.
 * - v5: offlineReplicas.
 * - v6: throttled clients are answered first and muted afterwards (KIP-219).
 * - v7: leaderEpoch (KIP-320).
 * - v8: authorized operations on request (KIP-430).
 * - v9: flexible.
 * - v10: topic ids; names may be null on paper, but not before 12.
 * - v11: operations on the cluster moved to DescribeCluster (KIP-700).
 * - v12: topics may be named by id alone (KIP-516).
 * - v13: an error of the whole answer, for clients to start over (KIP-1102).
 */
export const metadata = api({
  key: 3,
  name: 'Metadata',
  versions: [0, 13],
  flexibleSince: 9,
  request: {
    topics: array({
      topicId: uuid.since(10).ignorable,
      name: string.nullableSince(10),
    }).nullableSince(1),
    allowAutoTopicCreation: bool.since(4).default(true),
    includeClusterAuthorizedOperations: bool.since(8).until(10),
    includeTopicAuthorizedOperations: bool.since(8),
  },
  response: {
    throttleTimeMs: int32.since(3).ignorable,
    brokers: array({
      nodeId: int32,
      host: string,
      port: int32,
      rack: string.since(1).nullable.default(null).ignorable,
    }),
    clusterId: string.since(2).nullable.default(null).ignorable,
    controllerId: int32.since(1).default(-1).ignorable,
    topics: array({
      errorCode: int16,
      name: string.nullableSince(12),
      topicId: uuid.since(10).ignorable,
      isInternal: bool.since(1).default(false).ignorable,
      partitions: array({
        errorCode: int16,
        partitionIndex: int32,
        leaderId: int32,
        leaderEpoch: int32.since(7).default(-1).ignorable,
        replicaNodes: array(int32),
        isrNodes: array(int32),
        offlineReplicas: array(int32).since(5).ignorable,
      }),
      topicAuthorizedOperations: int32.since(8).default(-(2 ** 31)),
    }),
    clusterAuthorizedOperations: int32
      .since(8)
      .until(10)
      .default(-(2 ** 31)),
    errorCode: int16.since(13).ignorable,
  },
})
