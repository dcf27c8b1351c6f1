import { api, array, bool, int16, int32, string } from './notation.ts'

/**
 * AlterPartitionReassignments (45): moves partitions to other replicas, or stops moving them.
 *
 * - v1: may refuse to change the replication factor.
 */
export const alterPartitionReassignments = api({
  key: 45,
  name: 'AlterPartitionReassignments',
  versions: [0, 1],
  flexibleSince: 0,
  request: {
    timeoutMs: int32.default(60000),
    allowReplicationFactorChange: bool.since(1).default(true),
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        replicas: array(int32).nullable.default(null),
      }),
    }),
  },
  response: {
    throttleTimeMs: int32,
    allowReplicationFactorChange: bool.since(1).default(true).ignorable,
    errorCode: int16,
    errorMessage: string.nullable,
    responses: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        errorMessage: string.nullable,
      }),
    }),
  },
})
