import type { TopicPartition } from '../../topic-partition.ts'
import type { AclOperation } from '../access/acl-operation.ts'

/** A group, with its members and what each of them reads. */
export interface GroupDescription {
  readonly groupId: string
  /** Which protocol its members speak (`consumer`: KIP-848). */
  readonly type: 'classic' | 'consumer'
  /** Kafka's name: `Stable`, `Empty`, `PreparingRebalance`, `Reconciling`, … */
  readonly state: string
  /** `consumer`, `connect`, …; empty: it has only committed offsets. */
  readonly protocolType: string
  /** How partitions are shared out, such as `range`; empty: they are not. */
  readonly assignor: string
  /** Counts changes of the group; undefined for classic ones. */
  readonly groupEpoch: number | undefined
  /** The group epoch that the assignment is for; undefined for classic ones. */
  readonly assignmentEpoch: number | undefined
  readonly coordinatorId: number
  readonly members: readonly GroupMemberDescription[]
  /** What this client may do with it; undefined unless it was asked for. */
  readonly authorizedOperations: readonly AclOperation[] | undefined
}

/** A member of a group. */
export interface GroupMemberDescription {
  readonly memberId: string
  /** Its `group.instance.id`; undefined: it is not a static member. */
  readonly groupInstanceId: string | undefined
  readonly clientId: string
  readonly host: string
  readonly rackId: string | undefined
  readonly subscribedTopics: readonly string[]
  /** A regular expression that the broker keeps; undefined: none. */
  readonly subscribedTopicRegex: string | undefined
  /** What it reads. */
  readonly assignment: readonly TopicPartition[]
  /** What it shall read; the same for classic groups. */
  readonly targetAssignment: readonly TopicPartition[]
  /** undefined for classic groups. */
  readonly memberEpoch: number | undefined
}
