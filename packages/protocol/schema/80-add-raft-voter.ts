import { api, array, bool, int16, int32, string, uint16, uuid } from './notation.ts'

/**
 * AddRaftVoter (80): lets a node vote in the metadata quorum.
 *
 * - v1: the answer may wait until it is committed.
 */
export const addRaftVoter = api({
  key: 80,
  name: 'AddRaftVoter',
  versions: [0, 1],
  flexibleSince: 0,
  request: {
    clusterId: string.nullable,
    timeoutMs: int32,
    voterId: int32,
    voterDirectoryId: uuid,
    listeners: array({
      name: string,
      host: string,
      port: uint16,
    }),
    ackWhenCommitted: bool.since(1).default(true),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable.ignorable,
  },
})
