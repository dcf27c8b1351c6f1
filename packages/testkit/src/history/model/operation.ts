/** What a history is made of: operations that clients began, and what became of each. */

/** One partition of one topic, as `topic-partition`. */
export type Key = string

/** What tells one sent record from all others of the history. */
export type Value = string

/**
 * `ok`: it took effect. `fail`: it did not and never will. `info`: nobody knows; it may have, or may
 * do so later.
 */
export type Outcome = 'ok' | 'fail' | 'info'

/** When, by whom and with what success; times are of one clock, which never goes back. */
export interface Attempt {
  /** Its place in the history; operations are numbered as they were invoked. */
  readonly index: number
  /** One client, from its start to its end or crash; its operations follow one another. */
  readonly process: string
  readonly invokedAtMs: number
  /** For `info`, when the client gave up; the effect may come later. */
  readonly completedAtMs: number
  readonly outcome: Outcome
  /** Why it was not `ok`. */
  readonly reason?: string
}

/** A record as somebody read it: its value, and a hash of all that it consists of. */
export interface SeenRecord {
  readonly key: Key
  readonly offset: number
  readonly value: Value
  readonly hash?: string
}

/** A send or a poll; the only thing in an operation, or one of several in a transaction. */
export type Step =
  | {
      readonly kind: 'send'
      readonly key: Key
      readonly value: Value
      /** Null when the client was not told. */
      readonly offset: number | null
      readonly hash?: string
    }
  | { readonly kind: 'poll'; readonly records: readonly SeenRecord[] }

/** Offsets that a group commits or has committed: of the next record to read, by key. */
export interface GroupOffsets {
  readonly group: string
  readonly offsets: Readonly<Record<Key, number>>
}

/** Sends and polls. All of a `txn` is one transaction; the others stand by themselves. */
export interface Work extends Attempt {
  readonly kind: 'send' | 'poll' | 'txn'
  readonly steps: readonly Step[]
  /** What it committed for a group; in a `txn`, as a part of the transaction. */
  readonly commits?: GroupOffsets
  /** Keys that a group gave to or took from the process meanwhile. */
  readonly rebalanced?: readonly Key[]
}

/** The process reads these keys from now on, each from an offset on. */
export interface Assign extends Attempt {
  readonly kind: 'assign'
  readonly from: Readonly<Record<Key, number>>
}

/** The process reads what its group gives it from now on. */
export interface Subscribe extends Attempt {
  readonly kind: 'subscribe'
  readonly topics: readonly string[]
}

/** The client was thrown away in the middle of whatever it did. */
export interface Crash extends Attempt {
  readonly kind: 'crash'
}

/** A group's committed offsets were asked for, pending transactions waited out. */
export interface CommittedRead extends Attempt {
  readonly kind: 'committed'
  readonly committed: GroupOffsets
}

/** What an answer said of how far a partition goes; what it did not say is absent. */
export interface Watermarks extends Attempt {
  readonly kind: 'watermarks'
  readonly key: Key
  readonly logStartOffset?: number
  readonly lastStableOffset?: number
  readonly highWatermark?: number
  readonly logEndOffset?: number
}

/** A stored batch: data of a producer, or the marker that ends its transaction. */
export interface StoredBatch {
  readonly producerId: string
  readonly isTransactional: boolean
  /** Null for data. */
  readonly marker: 'commit' | 'abort' | null
  readonly lastOffset: number
  readonly records: readonly StoredRecord[]
}

export interface StoredRecord {
  readonly offset: number
  readonly timestamp: number
  /** Null in a marker. */
  readonly value: Value | null
  readonly hash?: string
}

/** A partition as it is stored, read whole once nothing changes any more. */
export interface StoredLog extends Attempt {
  readonly kind: 'log'
  readonly key: Key
  readonly batches: readonly StoredBatch[]
  /** The aborted transactions that the broker names to readers, as in the answer to a fetch. */
  readonly aborted: readonly { readonly producerId: string; readonly firstOffset: number }[]
  readonly lastStableOffset: number
  readonly highWatermark: number
}

/** The first record at or after a time was asked for; an offset of -1 says that there is none. */
export interface OffsetForTime extends Attempt {
  readonly kind: 'offset-for-time'
  readonly key: Key
  readonly timestamp: number
  readonly offset: number
}

/** Harm was done on purpose. */
export interface Fault extends Attempt {
  readonly kind: 'fault'
  readonly name: string
}

export type Operation =
  Work | Assign | Subscribe | Crash | CommittedRead | Watermarks | StoredLog | OffsetForTime | Fault

export function isWork(operation: Operation): operation is Work {
  return operation.kind === 'send' || operation.kind === 'poll' || operation.kind === 'txn'
}
