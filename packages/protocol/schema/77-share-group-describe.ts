import { api, array, bool, int16, int32, string, struct, uuid } from './notation.ts'

const topicPartitions = struct('TopicPartitions', {
  topicId: uuid,
  topicName: string,
  partitions: array(int32),
})

const assignment = struct('Assignment', {
  topicPartitions: array(topicPartitions),
})

/**
 * ShareGroupDescribe (77): shows share groups and their members.
 */
export const shareGroupDescribe = api({
  key: 77,
  name: 'ShareGroupDescribe',
  versions: [1, 1],
  flexibleSince: 0,
  request: {
    groupIds: array(string),
    includeAuthorizedOperations: bool,
  },
  response: {
    throttleTimeMs: int32,
    groups: array({
      errorCode: int16,
      errorMessage: string.nullable.default(null),
      groupId: string,
      groupState: string,
      groupEpoch: int32,
      assignmentEpoch: int32,
      assignorName: string,
      members: array({
        memberId: string,
        rackId: string.nullable.default(null),
        memberEpoch: int32,
        clientId: string,
        clientHost: string,
        subscribedTopicNames: array(string),
        assignment: assignment,
      }),
      authorizedOperations: int32.default(-(2 ** 31)),
    }),
  },
})
