import type { TopicPartition } from '../../topic-partition.ts'
import type { GroupMetadata } from '../group-member.ts'

/** How a group moves from one assignment to the next. */
export type RebalanceProtocol = 'eager' | 'cooperative'

/** What a member of the group said when it joined. */
export interface MemberSubscription {
  readonly memberId: string
  readonly groupInstanceId: string | undefined
  readonly topics: readonly string[]
  readonly userData: Uint8Array | null
  /** What it still owns; empty in the eager protocol. */
  readonly ownedPartitions: readonly TopicPartition[]
  /** In which generation it owned that; -1: it does not say. */
  readonly generationId: number
  readonly rackId: string | undefined
}

/** A partition that there is. */
export interface AssignablePartition {
  readonly partition: number
  /** Where its replicas are, as far as brokers say. */
  readonly racks: ReadonlySet<string>
}

/** A group whose leader shares out partitions. */
export interface GroupToAssign {
  readonly members: readonly MemberSubscription[]
  /** The partitions, by number, of every topic that somebody wants and that there is. */
  readonly topics: ReadonlyMap<string, readonly AssignablePartition[]>
}

/** What a member is given. */
export interface MemberAssignment {
  readonly partitions: readonly TopicPartition[]
  /** What its assignor is handed beside that. */
  readonly userData?: Uint8Array
}

/** A strategy by which the leader of a group shares out partitions; `partition.assignment.strategy`. */
export interface PartitionAssignor {
  /** What all members of a group must call it. */
  readonly name: string
  /** What it gives sense in; a cooperative one must not move a partition that is still owned. */
  readonly protocols: readonly RebalanceProtocol[]
  /** What a member says to the leader's assignor when it joins; `last` is its last assignment. */
  subscriptionUserData?(
    topics: readonly string[],
    last: { readonly partitions: readonly TopicPartition[]; readonly generationId: number },
  ): Uint8Array | null
  /** Shares out all partitions, by member id. Called by the leader only. */
  assign(group: GroupToAssign): ReadonlyMap<string, MemberAssignment>
  /** The member was given this. */
  onAssignment?(assignment: MemberAssignment, metadata: GroupMetadata): void
}
