import { array, bytes, int32, int64, int8, record, string, struct, uuid } from './notation.ts'

/**
 * ConsumerGroupMetadata (3): a consumer group and its epoch.
 */
export const consumerGroupMetadata = record({
  type: 3,
  name: 'ConsumerGroupMetadata',
  versions: [0, 0],
  flexibleSince: 0,
  key: {
    groupId: string,
  },
  value: {
    epoch: int32,
    metadataHash: int64.default(0n).tag(0),
  },
})

/**
 * ConsumerGroupPartitionMetadata (4): the partitions of subscribed topics; since 4.1 a hash in
 * the group stands for them.
 */
export const consumerGroupPartitionMetadata = record({
  type: 4,
  name: 'ConsumerGroupPartitionMetadata',
  versions: [0, 0],
  flexibleSince: 0,
  key: {
    groupId: string,
  },
  value: {
    topics: array({
      topicId: uuid,
      topicName: string,
      numPartitions: int32,
      partitionMetadata: array({
        partition: int32,
        racks: array(string),
      }),
    }),
  },
})

/**
 * ConsumerGroupMemberMetadata (5): a member of a consumer group and what it asked for.
 */
export const consumerGroupMemberMetadata = record({
  type: 5,
  name: 'ConsumerGroupMemberMetadata',
  versions: [0, 0],
  flexibleSince: 0,
  key: {
    groupId: string,
    memberId: string,
  },
  value: {
    instanceId: string.nullable,
    rackId: string.nullable,
    clientId: string,
    clientHost: string,
    subscribedTopicNames: array(string),
    subscribedTopicRegex: string.nullable,
    rebalanceTimeoutMs: int32.default(-1),
    serverAssignor: string.nullable,
    // Null for members of the new protocol, and then null has to be written: left out, Kafka would
    // take the member for a classic one without protocols.
    classicMemberMetadata: struct({
      sessionTimeoutMs: int32,
      supportedProtocols: array({
        name: string,
        metadata: bytes,
      }),
    }).nullable.tag(0),
  },
})

/**
 * ConsumerGroupTargetAssignmentMetadata (6): the epoch that the target assignment of a consumer
 * group belongs to.
 */
export const consumerGroupTargetAssignmentMetadata = record({
  type: 6,
  name: 'ConsumerGroupTargetAssignmentMetadata',
  versions: [0, 0],
  flexibleSince: 0,
  key: {
    groupId: string,
  },
  value: {
    assignmentEpoch: int32,
    assignmentTimestamp: int64.default(0n).ignorable.tag(0),
  },
})

/**
 * ConsumerGroupTargetAssignmentMember (7): what a member of a consumer group is to have in the
 * end.
 */
export const consumerGroupTargetAssignmentMember = record({
  type: 7,
  name: 'ConsumerGroupTargetAssignmentMember',
  versions: [0, 0],
  flexibleSince: 0,
  key: {
    groupId: string,
    memberId: string,
  },
  value: {
    topicPartitions: array({
      topicId: uuid,
      partitions: array(int32),
    }),
  },
})

const topicPartitions = struct('TopicPartitions', {
  topicId: uuid,
  partitions: array(int32),
  assignmentEpochs: array(int32).nullable.tag(0),
})

/**
 * ConsumerGroupCurrentMemberAssignment (8): what a member of a consumer group has now, and what
 * it must give back first.
 */
export const consumerGroupCurrentMemberAssignment = record({
  type: 8,
  name: 'ConsumerGroupCurrentMemberAssignment',
  versions: [0, 0],
  flexibleSince: 0,
  key: {
    groupId: string,
    memberId: string,
  },
  value: {
    memberEpoch: int32,
    previousMemberEpoch: int32,
    state: int8,
    assignedPartitions: array(topicPartitions),
    partitionsPendingRevocation: array(topicPartitions),
  },
})

/**
 * ConsumerGroupRegularExpression (16): the topics that a regular expression stood for when last
 * looked.
 */
export const consumerGroupRegularExpression = record({
  type: 16,
  name: 'ConsumerGroupRegularExpression',
  versions: [0, 0],
  flexibleSince: 0,
  key: {
    groupId: string,
    regularExpression: string,
  },
  value: {
    topics: array(string),
    version: int64,
    timestamp: int64,
  },
})
