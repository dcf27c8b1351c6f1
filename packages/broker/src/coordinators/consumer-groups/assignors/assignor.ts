import type { Uuid } from '@barnabus/protocol'

/** Partitions, by the id of their topic. Topics without any are absent. */
export type TopicPartitions = ReadonlyMap<Uuid, ReadonlySet<number>>

/** A member as an assignor sees it. */
export interface AssignorMember {
  readonly memberId: string
  /** Set for static members (KIP-345). */
  readonly instanceId: string | null
  /** What it subscribed to, as far as it exists. */
  readonly topicIds: ReadonlySet<Uuid>
  /** What it was meant to have until now. */
  readonly target: TopicPartitions
}

/** What a group wants to have shared out. */
export interface AssignorInput {
  /** In an order that stays the same for the same members. */
  readonly members: readonly AssignorMember[]
  /** Whether all members subscribed to the very same topics. */
  readonly homogeneous: boolean
  /** How many partitions a topic has that somebody subscribed to. */
  readonly partitionCount: (topicId: Uuid) => number
}

/** What each member is meant to have, by member id. */
export type GroupAssignment = ReadonlyMap<string, TopicPartitions>

/** Shares partitions out among the members of a group (KIP-848). Pure: one input, one answer. */
export interface Assignor {
  /** What members and `group.consumer.assignors` call it. */
  readonly name: string
  assign(input: AssignorInput): GroupAssignment
}
