import { api, array, int16, int32, string, struct, uuid } from './notation.ts'

const topicPartitions = struct('TopicPartitions', {
  topicId: uuid,
  partitions: array(int32),
})

/**
 * ShareGroupHeartbeat (76): the whole life of a share group member: join, subscribe, be
 * assigned, leave.
 */
export const shareGroupHeartbeat = api({
  key: 76,
  name: 'ShareGroupHeartbeat',
  versions: [1, 1],
  flexibleSince: 0,
  request: {
    groupId: string,
    memberId: string,
    memberEpoch: int32,
    rackId: string.nullable.default(null),
    subscribedTopicNames: array(string).nullable.default(null),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable.default(null),
    memberId: string.nullable.default(null),
    memberEpoch: int32,
    heartbeatIntervalMs: int32,
    assignment: struct({
      topicPartitions: array(topicPartitions),
    }).nullable.default(null),
  },
})
