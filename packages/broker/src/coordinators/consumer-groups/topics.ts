import type { Uuid } from '@barnabus/protocol'

/** A topic, as far as a group needs to know it. */
export interface TopicFacts {
  readonly id: Uuid
  readonly name: string
  readonly partitionCount: number
  /** By partition: the racks its replicas are in. */
  racksOf(partition: number): readonly string[]
}

/** The topics there are. */
export interface Topics {
  /** Grows with every topic that is created or deleted or gets partitions. */
  readonly version: number
  /** The version in which a topic was created last. */
  readonly createdVersion: number
  byName(name: string): TopicFacts | undefined
  byId(id: Uuid): TopicFacts | undefined
  names(): Iterable<string>
}
