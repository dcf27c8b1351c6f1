import type { FetchResponseDraft, Uuid } from '@barnabus/protocol'

/** What a consumer asks of one partition, in this request or in an earlier one of its session. */
export interface FetchTarget {
  /** All zeros below v13, where topics go by name. */
  readonly topicId: Uuid
  /** Undefined while nobody here knows a topic of that id. */
  topic: string | undefined
  readonly partition: number
  fetchOffset: bigint
  maxBytes: number
  /** -1: the consumer does not say. */
  currentLeaderEpoch: number
  /** The epoch of the last record the consumer has; -1: none, or it does not say. */
  lastFetchedEpoch: number
}

/** What we answer about one partition, as the response carries it. */
export type PartitionAnswer = FetchResponseDraft['responses'][number]['partitions'][number]

/** A target and what came of it. */
export interface FetchedPartition {
  readonly target: FetchTarget
  readonly answer: PartitionAnswer
}
