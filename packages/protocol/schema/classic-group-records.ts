import { array, bytes, int32, int64, never, record, string, struct, uuid } from './notation.ts'

/**
 * LegacyOffsetCommit (0): how the oldest brokers stored an offset.
 */
export const legacyOffsetCommit = record({
  type: 0,
  name: 'LegacyOffsetCommit',
  versions: [0, 0],
  flexibleSince: never,
  key: {
    group: string,
    topic: string,
    partition: int32,
  },
  value: {
    offset: int64,
    metadata: string,
    commitTimestamp: int64,
  },
})

/**
 * OffsetCommit (1): how far a group has come in a partition.
 *
 * - v1: expireTimestamp, for commits that asked for a life of their own.
 * - v2: without it again.
 * - v3: leaderEpoch.
 * - v4: flexible.
 */
export const offsetCommit = record({
  type: 1,
  name: 'OffsetCommit',
  versions: [0, 4],
  flexibleSince: 4,
  key: {
    group: string,
    topic: string,
    partition: int32,
  },
  value: {
    offset: int64,
    leaderEpoch: int32.since(3).default(-1).ignorable,
    metadata: string,
    commitTimestamp: int64,
    expireTimestamp: int64.since(1).until(1).default(-1n).ignorable,
    topicId: uuid.since(4).ignorable.tag(0),
  },
})

const memberMetadata = struct('MemberMetadata', {
  memberId: string,
  groupInstanceId: string.since(3).nullable.default(null).ignorable,
  clientId: string,
  clientHost: string,
  rebalanceTimeout: int32.since(1).default(-1).ignorable,
  sessionTimeout: int32,
  subscription: bytes,
  assignment: bytes,
})

/**
 * GroupMetadata (2): a classic group and its members.
 *
 * - v1: rebalanceTimeout.
 * - v2: since when the group is as it is.
 * - v3: static members.
 * - v4: flexible.
 */
export const groupMetadata = record({
  type: 2,
  name: 'GroupMetadata',
  versions: [0, 4],
  flexibleSince: 4,
  key: {
    group: string,
  },
  value: {
    protocolType: string,
    generation: int32,
    protocol: string.nullable,
    leader: string.nullable,
    currentStateTimestamp: int64.since(2).default(-1n).ignorable,
    members: array(memberMetadata),
  },
})
