import type { TopicPartitions } from './assignors/assignor.ts'
import type { Member, MemberAssignment, MemberSubscription } from './member.ts'

/** The topics that a regular expression was found to match. */
export interface ResolvedRegex {
  readonly topics: ReadonlySet<string>
  /** Which topics there were: a later version of the metadata may hold more. */
  readonly version: bigint
  /** Wall-clock milliseconds. */
  readonly resolvedAtMs: number
}

/** What a member is meant to have, as of when. */
export interface TargetMetadata {
  /** The group epoch it was worked out for. */
  readonly epoch: number
  /** Wall-clock milliseconds; 0: not known. */
  readonly assignedAtMs: number
}

/**
 * A change to a consumer group, as `__consumer_offsets` keeps it. A null value is a tombstone: what
 * the key names is gone.
 */
export type GroupRecord = { readonly groupId: string } & (
  | {
      readonly kind: 'group-epoch'
      readonly value: { readonly epoch: number; readonly metadataHash: bigint } | null
    }
  | {
      readonly kind: 'subscription'
      readonly memberId: string
      readonly value: MemberSubscription | null
    }
  | { readonly kind: 'target-epoch'; readonly value: TargetMetadata | null }
  | { readonly kind: 'target'; readonly memberId: string; readonly value: TopicPartitions | null }
  | {
      readonly kind: 'assignment'
      readonly memberId: string
      readonly value: MemberAssignment | null
    }
  | { readonly kind: 'regex'; readonly regex: string; readonly value: ResolvedRegex | null }
  /** What Kafka 4.0 kept instead of a hash. Read so that it can be removed; never written. */
  | { readonly kind: 'partition-metadata'; readonly value: null | 'present' }
)

/** What a member says of itself, to be written down. */
export function subscriptionRecord(groupId: string, member: Member): GroupRecord {
  const { memberId, instanceId, rackId, clientId, clientHost } = member
  const { subscribedTopicNames, subscribedTopicRegex } = member
  const { rebalanceTimeoutMs, serverAssignor, classic } = member
  const value = {
    ...{ memberId, instanceId, rackId, clientId, clientHost },
    ...{ subscribedTopicNames, subscribedTopicRegex },
    ...{ rebalanceTimeoutMs, serverAssignor, classic },
  }
  return { kind: 'subscription', groupId, memberId, value }
}

/** What a member has, to be written down. */
export function assignmentRecord(groupId: string, member: Member): GroupRecord {
  const { memberId, memberEpoch, previousMemberEpoch, state, assigned, pendingRevocation } = member
  const value = { memberEpoch, previousMemberEpoch, state, assigned, pendingRevocation }
  return { kind: 'assignment', groupId, memberId, value }
}

/** Removes a member: first what it has, last what it is. */
export function memberTombstones(groupId: string, memberId: string): readonly GroupRecord[] {
  return [
    { kind: 'assignment', groupId, memberId, value: null },
    { kind: 'target', groupId, memberId, value: null },
    { kind: 'subscription', groupId, memberId, value: null },
  ]
}
