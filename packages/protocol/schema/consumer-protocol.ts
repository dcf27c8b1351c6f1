import { array, bytes, int32, message, never, string } from './notation.ts'

/**
 * ConsumerProtocolSubscription: what a consumer of a classic group tells the leader, inside
 * JoinGroup.
 *
 * - v1: the partitions it still holds (KIP-429).
 * - v2: since which generation (KIP-792).
 * - v3: rackId (KIP-881).
 */
export const consumerProtocolSubscription = message({
  name: 'ConsumerProtocolSubscription',
  versions: [0, 3],
  flexibleSince: never,
  fields: {
    topics: array(string),
    userData: bytes.nullable.default(null),
    ownedPartitions: array({
      topic: string,
      partitions: array(int32),
    }).since(1).ignorable,
    generationId: int32.since(2).default(-1).ignorable,
    rackId: string.since(3).nullable.default(null).ignorable,
  },
})

/**
 * ConsumerProtocolAssignment: what the leader of a classic group gives a consumer, inside
 * SyncGroup.
 *
 * - v1: as before; it follows the subscription.
 */
export const consumerProtocolAssignment = message({
  name: 'ConsumerProtocolAssignment',
  versions: [0, 3],
  flexibleSince: never,
  fields: {
    assignedPartitions: array({
      topic: string,
      partitions: array(int32),
    }),
    userData: bytes.nullable.default(null),
  },
})
