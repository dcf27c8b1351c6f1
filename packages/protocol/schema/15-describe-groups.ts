import { api, array, bool, bytes, int16, int32, string } from './notation.ts'

/**
 * DescribeGroups (15): shows classic groups and their members.
 *
 * - v1: throttleTimeMs.
 * - v2: throttled clients are answered first and muted afterwards (KIP-219).
 * - v3: authorized operations on request (KIP-430).
 * - v4: groupInstanceId of members.
 * - v5: flexible.
 * - v6: GROUP_ID_NOT_FOUND in place of a dead group (KIP-1043).
 */
export const describeGroups = api({
  key: 15,
  name: 'DescribeGroups',
  versions: [0, 6],
  flexibleSince: 5,
  request: {
    groups: array(string),
    includeAuthorizedOperations: bool.since(3),
  },
  response: {
    throttleTimeMs: int32.since(1).ignorable,
    groups: array({
      errorCode: int16,
      errorMessage: string.since(6).nullable.default(null),
      groupId: string,
      groupState: string,
      protocolType: string,
      protocolData: string,
      members: array({
        memberId: string,
        groupInstanceId: string.since(4).nullable.default(null).ignorable,
        clientId: string,
        clientHost: string,
        memberMetadata: bytes,
        memberAssignment: bytes,
      }),
      authorizedOperations: int32.since(3).default(-(2 ** 31)),
    }),
  },
})
