import type { Deadline } from '../deadline.ts'
import type { KafkaError } from '../errors/kafka-error.ts'
import type { PartitionOffset, TopicPartition } from '../topic-partition.ts'

/** What the group coordinator knows a member as; goes into OffsetCommit and TxnOffsetCommit. */
export interface GroupMetadata {
  readonly groupId: string
  /** '' while it is no member. */
  readonly memberId: string
  /** The member epoch in the consumer protocol; -1 while it is no member. */
  readonly generationId: number
  readonly groupInstanceId: string | undefined
}

/** The same as a consumer tells it, which knows what became of the partitions meanwhile. */
export interface ConsumerGroupMetadata extends GroupMetadata {
  /**
   * Whether this consumer may say that the group shall go on there; always, for one that has not
   * subscribed. The group's generation alone does not tell: who gave a partition up, and may have got
   * it back, is in the newest generation, too.
   */
  mayCommit(position: PartitionOffset): boolean
}

/**
 * What a consumer does when its partitions change. A member waits for each of these, and goes on
 * with the group even if one rejects.
 */
export interface AssignmentListener {
  /** They are still ours, and will not be when this resolves: the last chance to commit. */
  revoked(partitions: readonly TopicPartition[]): Promise<void>
  /** These came to what was there. Called with none when a rebalance gave nothing new. */
  assigned(partitions: readonly TopicPartition[]): Promise<void>
  /** They were ours, and may already be somebody else's: nothing can be committed. */
  lost(partitions: readonly TopicPartition[]): Promise<void>
}

/** What a member wants to read. */
export type Subscription =
  | { readonly kind: 'topics'; readonly topics: readonly string[] }
  /** Matched by the client against the topics that there are. */
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  /** Matched by the broker, which reads it as RE2J does; consumer protocol only. */
  | { readonly kind: 'broker-pattern'; readonly pattern: string }

/** A member of a consumer group, in whichever protocol. */
export interface GroupMember {
  /** What commits say of themselves now. */
  readonly metadata: GroupMetadata
  /** What the member owns now: what was assigned and not revoked or lost since. */
  readonly assignment: readonly TopicPartition[]
  /**
   * Whether the group let the member in and nothing is under way that could change `assignment`:
   * no join, no revocation.
   */
  readonly isStable: boolean
  /** Why it can never be a member again; the consumer throws this at the next pull. */
  readonly failure: KafkaError | undefined
  /** Calls `listener` once, when `failure` comes to be; at once if it is there. */
  onFailure(listener: (failure: KafkaError) => void): void
  /** Joins the group in the background, or tells it of another wish. */
  subscribe(subscription: Subscription): void
  /**
   * The application pulled: `max.poll.interval.ms` starts again, and a member that had left because
   * of it comes back.
   */
  polled(): void
  /**
   * The application waits in a pull: `max.poll.interval.ms` does not run until it has been handed
   * something, which the consumer says with `polled`.
   */
  waiting(): void
  /** The coordinator refused a request of somebody who said to be us, as `metadata` was then. */
  notice(error: KafkaError, sentAs: GroupMetadata): void
  /** Asks the group to share out its partitions anew. */
  enforceRebalance(reason?: string): void
  /**
   * Gives back the partitions and leaves; a static member's place is kept for it. Never rejects:
   * whoever closes cannot do anything about it, and the group notices by itself.
   */
  close(deadline: Deadline): Promise<void>
}
