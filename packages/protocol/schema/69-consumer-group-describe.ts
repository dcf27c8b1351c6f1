import { api, array, bool, int16, int32, int8, string, struct, uuid } from './notation.ts'

const topicPartitions = struct('TopicPartitions', {
  topicId: uuid,
  topicName: string,
  partitions: array(int32),
})

const assignment = struct('Assignment', {
  topicPartitions: array(topicPartitions),
})

/**
 * ConsumerGroupDescribe (69): shows consumer groups and their members.
 *
 * - v1: memberType: classic members of a group on its way over (KIP-1099).
 */
export const consumerGroupDescribe = api({
  key: 69,
  name: 'ConsumerGroupDescribe',
  versions: [0, 1],
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
        instanceId: string.nullable.default(null),
        rackId: string.nullable.default(null),
        memberEpoch: int32,
        clientId: string,
        clientHost: string,
        subscribedTopicNames: array(string),
        subscribedTopicRegex: string.nullable.default(null),
        assignment: assignment,
        targetAssignment: assignment,
        memberType: int8.since(1).default(-1).ignorable,
      }),
      authorizedOperations: int32.default(-(2 ** 31)),
    }),
  },
})
