import type { Uuid } from '@barnabus/protocol'

/** A partition as the metadata log knows it. All replicas share this process's disk. */
export interface PartitionImage {
  readonly partition: number
  /** The node that serves it; any other answers NOT_LEADER_OR_FOLLOWER. */
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly replicaIds: readonly number[]
}

/** A topic as the metadata log knows it. Never changed in place: a change makes a new object. */
export interface TopicImage {
  readonly name: string
  readonly id: Uuid
  /** By partition index, without gaps. */
  readonly partitions: readonly PartitionImage[]
  /** Only what was set for this topic; raw text, as validated when it was set. */
  readonly configs: ReadonlyMap<string, string>
  readonly isInternal: boolean
}

/** What exists, according to the metadata log so far. */
export interface MetadataImage {
  readonly topics: ReadonlyMap<string, TopicImage>
  topicById(id: Uuid): TopicImage | undefined
  /** The topic whose name differs from `name` at most in `.` against `_`. */
  topicLike(name: string): TopicImage | undefined
  /** Over all topics. */
  readonly partitionCount: number
  /** Ids of topics that are gone. Never used again. */
  readonly deletedTopicIds: ReadonlySet<Uuid>
  /** Dynamic configs of groups, by group id; absent if none were set. */
  readonly groupConfigs: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Dynamic configs of one broker, by its node id; empty if none were set. */
  brokerConfigs(nodeId: number): ReadonlyMap<string, string>
  /** Dynamic configs that hold for every broker ("cluster default"). */
  readonly clusterConfigs: ReadonlyMap<string, string>
  /** No producer id from here on was ever given out. */
  readonly nextProducerId: bigint
}
