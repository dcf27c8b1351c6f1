/** The consumer's settings that are about its group, by Kafka's names. */
export interface MembershipSettings {
  readonly 'group.id': string
  /** Empty or null: the member is not static. */
  readonly 'group.instance.id': string | null
  readonly 'group.protocol': 'classic' | 'consumer'
  /** Empty or null: the broker chooses. */
  readonly 'group.remote.assignor': string | null
  readonly 'session.timeout.ms': number
  readonly 'heartbeat.interval.ms': number
  readonly 'max.poll.interval.ms': number
  /** Names of assignors, short or as Java's classes are called, or of those in the options. */
  readonly 'partition.assignment.strategy': readonly string[]
  readonly 'client.rack': string
  readonly 'exclude.internal.topics': boolean
}
