import { api, array, int16, int32, string, struct, uuid } from './notation.ts'

const topicPartitions = struct('TopicPartitions', {
  topicId: uuid,
  partitions: array(int32),
})

/**
 * ConsumerGroupHeartbeat (68): the whole life of a consumer group member: join, subscribe,
 * report, be assigned, leave.
 *
 * - v1: members choose their own ids (KIP-1082); subscription by regular expression (KIP-848).
 */
export const consumerGroupHeartbeat = api({
  key: 68,
  name: 'ConsumerGroupHeartbeat',
  versions: [0, 1],
  flexibleSince: 0,
  request: {
    groupId: string,
    memberId: string,
    memberEpoch: int32,
    instanceId: string.nullable.default(null),
    rackId: string.nullable.default(null),
    rebalanceTimeoutMs: int32.default(-1),
    subscribedTopicNames: array(string).nullable.default(null),
    subscribedTopicRegex: string.since(1).nullable.default(null),
    serverAssignor: string.nullable.default(null),
    topicPartitions: array({
      topicId: uuid,
      partitions: array(int32),
    }).nullable.default(null),
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
