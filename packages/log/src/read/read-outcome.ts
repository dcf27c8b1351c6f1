import type { ErrorCode } from '@barnabus/protocol'

/** How far a reader may see: acknowledged, decided by transactions, or everything appended. */
export type ReadLimit = 'highWatermark' | 'lastStable' | 'logEnd'

export interface ReadRequest {
  readonly offset: bigint
  readonly maxBytes: number
  readonly upTo: ReadLimit
  /** Whether one batch may come even if it alone is larger than `maxBytes`. */
  readonly minOneBatch: boolean
}

/** A transaction whose records a reader of committed data must skip. */
export interface AbortedTransaction {
  readonly producerId: bigint
  readonly firstOffset: bigint
}

export type ReadOutcome =
  | {
      readonly kind: 'batches'
      /** Each holds one or more whole batches; the first may begin below the offset asked for. */
      readonly batches: readonly Uint8Array[]
      readonly sizeBytes: number
      readonly abortedTransactions: readonly AbortedTransaction[]
    }
  /** Below the log's start or past its end. */
  | { readonly kind: 'outOfRange' }
  | { readonly kind: 'failed'; readonly errorCode: ErrorCode }

/** A record found by its timestamp. */
export interface TimestampedOffset {
  readonly offset: bigint
  readonly timestamp: bigint
  readonly leaderEpoch: number
}

/** Where a leader epoch ends: the answer to OffsetForLeaderEpoch. */
export interface EpochEnd {
  readonly leaderEpoch: number
  readonly endOffset: bigint
}
