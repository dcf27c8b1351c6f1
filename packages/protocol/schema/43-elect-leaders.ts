import { api, array, int16, int32, int8, string } from './notation.ts'

/**
 * ElectLeaders (43): has leaders elected: the preferred ones, or any.
 *
 * - v1: electionType; an error of the whole answer (KIP-460).
 * - v2: flexible.
 */
export const electLeaders = api({
  key: 43,
  name: 'ElectLeaders',
  versions: [0, 2],
  flexibleSince: 2,
  request: {
    electionType: int8.since(1),
    topicPartitions: array({
      topic: string,
      partitions: array(int32),
    }).nullable,
    timeoutMs: int32.default(60000),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16.since(1),
    replicaElectionResults: array({
      topic: string,
      partitionResult: array({
        partitionId: int32,
        errorCode: int16,
        errorMessage: string.nullable,
      }),
    }),
  },
})
