import { api, int16, int32, string, uuid } from './notation.ts'

/**
 * RemoveRaftVoter (81): takes the vote in the metadata quorum from a node.
 */
export const removeRaftVoter = api({
  key: 81,
  name: 'RemoveRaftVoter',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    clusterId: string.nullable,
    voterId: int32,
    voterDirectoryId: uuid,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable.ignorable,
  },
})
