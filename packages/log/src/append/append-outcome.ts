import type { ErrorCode } from '@barnabus/protocol'

/** What the log must know about a batch besides its bytes. */
export interface AppendContext {
  readonly leaderEpoch: number
  /** `client`: everything is checked. `coordinator`: our own records; control batches may pass. */
  readonly origin: 'client' | 'coordinator'
  /** The wall clock when the request came: log append time, and what timestamps are held against. */
  readonly requestedAtMs: number
  /** Whether the request's version may carry zstd (Produce from 7 on). Default: true. */
  readonly zstdAllowed?: boolean
  /**
   * Whether the coordinator knows the partition as part of the producer's transaction: without that
   * no client begins one here. Default: false.
   */
  readonly isInTransaction?: boolean
  /**
   * Whether each transaction of the producer has an epoch of its own (KIP-890): the first batch of
   * one has sequence number 0, and its marker a newer epoch than its batches. Default: false.
   */
  readonly epochPerTransaction?: boolean
}

/** Why one record made us refuse its batch (KIP-467). */
export interface RecordError {
  /** The record's place in the batch, from 0. */
  readonly batchIndex: number
  readonly message: string
}

/** The batch has its place in the log; readers see it once `durable` has resolved. */
export interface Appended {
  readonly kind: 'appended'
  readonly baseOffset: bigint
  readonly lastOffset: bigint
  /** What all records of the batch were stamped with; -1 under CreateTime. */
  readonly logAppendTimeMs: bigint
  /** Resolves when the batch may be acknowledged; rejects when it cannot be made durable. */
  readonly durable: Promise<void>
}

/** The producer sent this batch before: the same answer again. */
export interface Duplicate {
  readonly kind: 'duplicate'
  readonly baseOffset: bigint
  readonly lastOffset: bigint
  readonly logAppendTimeMs: bigint
  readonly durable: Promise<void>
}

/** Nothing was appended and nothing changed. */
export interface Refused {
  readonly kind: 'refused'
  readonly errorCode: ErrorCode
  readonly message: string
  readonly recordErrors: readonly RecordError[]
}

export type AppendOutcome = Appended | Duplicate | Refused
