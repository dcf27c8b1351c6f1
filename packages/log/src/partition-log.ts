import type { RecordBatch, Uuid } from '@barnabus/protocol'
import type { ActiveProducer } from './active-producer.ts'
import type { AppendContext, AppendOutcome } from './append/append-outcome.ts'
import type { EpochEnd, ReadOutcome, ReadRequest, TimestampedOffset } from './read/read-outcome.ts'
import type { TopicLogSettings } from './settings.ts'

/** One partition: batches at rising offsets, acknowledged when durable, kept until retention. */
export interface PartitionLog {
  readonly topic: string
  readonly topicId: Uuid
  readonly partition: number
  /** Offline: its files are damaged. Every operation answers KAFKA_STORAGE_ERROR; nothing is lost. */
  readonly state: 'online' | 'offline'
  readonly logStartOffset: bigint
  /** The offset after everything appended, durable or not. */
  readonly logEndOffset: bigint
  /** The offset after everything durable: readers see no further. */
  readonly highWatermark: bigint
  /** The offset before which no transaction is open; never past the high watermark. */
  readonly lastStableOffset: bigint
  /** Bytes of the segments' records. */
  readonly sizeBytes: number
  /** Validates, gives offsets, and queues for the next group commit: synchronous, all or nothing. */
  append(batch: Uint8Array, context: AppendContext): AppendOutcome
  /**
   * A client is to begin a transaction with this batch, and may have to come again with it: until
   * something of the transaction is appended, what has a higher sequence number is refused.
   */
  expectBeginning(batch: RecordBatch, nowMs: number): void
  read(request: ReadRequest): Promise<ReadOutcome>
  /** The first visible record with a timestamp of at least `timestamp`; undefined: there is none. */
  offsetForTimestamp(timestamp: bigint): Promise<TimestampedOffset | undefined>
  /** The visible record with the largest timestamp, the first of them if there are several. */
  maxTimestampOffset(): Promise<TimestampedOffset | undefined>
  /** Where `leaderEpoch` ends; undefined: this log knows nothing about it. */
  endOffsetFor(leaderEpoch: number): EpochEnd | undefined
  /**
   * Moves the log's start up to `offset`, never down, and returns it; durable when resolved.
   * Throws OFFSET_OUT_OF_RANGE past the high watermark.
   */
  deleteRecordsBefore(offset: bigint): Promise<bigint>
  activeProducers(): readonly ActiveProducer[]
  /**
   * Calls `listener` when the high watermark or the log's start has moved, once per group commit.
   * It must not throw. The returned function ends it.
   */
  onAdvance(listener: () => void): () => void
  configure(settings: TopicLogSettings): void
}
