import { api, array, int16, int32, int64, string, struct, uint16, uuid } from './notation.ts'

const replicaState = struct('ReplicaState', {
  replicaId: int32,
  replicaDirectoryId: uuid.since(2),
  logEndOffset: int64,
  lastFetchTimestamp: int64.since(1).default(-1n).ignorable,
  lastCaughtUpTimestamp: int64.since(1).default(-1n).ignorable,
})

/**
 * DescribeQuorum (55): shows the voters and observers of the metadata quorum.
 *
 * - v1: when replicas were last heard of (KIP-836).
 * - v2: error messages, nodes, directory ids (KIP-853).
 */
export const describeQuorum = api({
  key: 55,
  name: 'DescribeQuorum',
  versions: [0, 2],
  flexibleSince: 0,
  request: {
    topics: array({
      topicName: string,
      partitions: array({
        partitionIndex: int32,
      }),
    }),
  },
  response: {
    errorCode: int16,
    errorMessage: string.since(2).nullable.ignorable,
    topics: array({
      topicName: string,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        errorMessage: string.since(2).nullable.ignorable,
        leaderId: int32,
        leaderEpoch: int32,
        highWatermark: int64,
        currentVoters: array(replicaState),
        observers: array(replicaState),
      }),
    }),
    nodes: array({
      nodeId: int32,
      listeners: array({
        name: string,
        host: string,
        port: uint16,
      }),
    }).since(2),
  },
})
