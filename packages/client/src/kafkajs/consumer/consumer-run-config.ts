import type { KafkaMessage } from '../messages.ts'
import type { Batch } from './batch.ts'
import type { OffsetsByTopicPartition, TopicOffsets } from './offsets-by-topic.ts'

/** What a program is given with a message. */
export interface EachMessagePayload {
  readonly topic: string
  readonly partition: number
  readonly message: KafkaMessage
  /**
   * Says that the program works: `rebalanceTimeout` starts again. Rejects while the group is being
   * rebalanced, so that a program that passes it on makes way.
   */
  readonly heartbeat: () => Promise<void>
  /** Pauses this partition; what it gives resumes it. */
  readonly pause: () => () => void
}

/** What a program is given with a batch. */
export interface EachBatchPayload {
  readonly batch: Batch
  /** The program is done with the message at that offset, and with all before it. */
  readonly resolveOffset: (offset: string) => void
  /** See `EachMessagePayload`. */
  readonly heartbeat: () => Promise<void>
  readonly pause: () => () => void
  /** Commits these offsets, or, if interval or threshold say so, what is resolved. */
  readonly commitOffsetsIfNecessary: (offsets?: {
    readonly topics: readonly TopicOffsets[]
  }) => Promise<void>
  readonly uncommittedOffsets: () => OffsetsByTopicPartition
  readonly isRunning: () => boolean
  /** Whether somebody sought, or the partition goes to another member: the rest is not wanted. */
  readonly isStale: () => boolean
}

export type EachMessageHandler = (payload: EachMessagePayload) => Promise<void>
export type EachBatchHandler = (payload: EachBatchPayload) => Promise<void>

/** How a consumer runs. */
export interface ConsumerRunConfig {
  readonly autoCommit?: boolean | undefined
  readonly autoCommitInterval?: number | null | undefined
  readonly autoCommitThreshold?: number | null | undefined
  readonly eachBatchAutoResolve?: boolean | undefined
  readonly partitionsConsumedConcurrently?: number | undefined
  readonly eachBatch?: EachBatchHandler | undefined
  readonly eachMessage?: EachMessageHandler | undefined
}
