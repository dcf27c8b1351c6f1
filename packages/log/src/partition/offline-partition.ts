import { ErrorCode, type Uuid } from '@barnabus/protocol'
import type { AppendOutcome } from '../append/append-outcome.ts'
import { logErrors } from '../errors.ts'
import { partitionName, type PartitionId } from '../partition-id.ts'
import type { PartitionLog } from '../partition-log.ts'
import type { ReadOutcome } from '../read/read-outcome.ts'

/** A partition whose files are damaged: it refuses everything, and nothing of it is touched. */
export class OfflinePartition implements PartitionLog {
  readonly #id: PartitionId
  readonly #detail: string
  readonly logStartOffset: bigint
  readonly logEndOffset: bigint
  readonly highWatermark: bigint
  readonly lastStableOffset: bigint
  readonly sizeBytes = 0

  constructor(
    id: PartitionId,
    damage: {
      readonly detail: string
      readonly logStartOffset: bigint
      readonly endOffset: bigint
    },
  ) {
    this.#id = id
    this.#detail = damage.detail
    this.logStartOffset = damage.logStartOffset
    this.logEndOffset = damage.endOffset
    this.highWatermark = damage.endOffset
    this.lastStableOffset = damage.endOffset
  }

  get topic(): string {
    return this.#id.topic
  }

  get topicId(): Uuid {
    return this.#id.topicId
  }

  get partition(): number {
    return this.#id.partition
  }

  get state(): 'offline' {
    return 'offline'
  }

  append(): AppendOutcome {
    const message = `The partition is offline: ${this.#detail}`
    return { kind: 'refused', errorCode: ErrorCode.kafkaStorageError, message, recordErrors: [] }
  }

  expectBeginning(): void {
    // Nothing can overtake it: all is refused.
  }

  read(): Promise<ReadOutcome> {
    return Promise.resolve({ kind: 'failed', errorCode: ErrorCode.kafkaStorageError })
  }

  offsetForTimestamp(): Promise<never> {
    return this.#refuse()
  }

  maxTimestampOffset(): Promise<never> {
    return this.#refuse()
  }

  endOffsetFor(): undefined {
    return undefined
  }

  deleteRecordsBefore(): Promise<never> {
    return this.#refuse()
  }

  activeProducers(): readonly [] {
    return []
  }

  onAdvance(): () => void {
    return () => undefined
  }

  configure(): void {
    // Settings matter once it is whole again, and come anew then.
  }

  #refuse(): Promise<never> {
    return Promise.reject(logErrors.PARTITION_OFFLINE(partitionName(this.#id), this.#detail))
  }
}
