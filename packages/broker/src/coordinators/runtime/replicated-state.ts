import type { TransactionOutcome } from '@barnabus/protocol'

import type { RecordBytes } from './record-bytes.ts'

/** Where a record is in the log, and who wrote it. */
export interface RecordSource {
  readonly offset: bigint
  /** The transactional producer that it belongs to; undefined: it counts at once. */
  readonly producerId: bigint | undefined
}

/**
 * What a shard keeps in memory: the sum of the records in its partition.
 *
 * The same `apply` makes it, live and on a start.
 */
export interface ReplicatedState<StoredRecord> {
  encode(record: StoredRecord): RecordBytes
  /** Undefined: a kind of record that we do not know. Throws protocol errors. */
  decode(bytes: RecordBytes): StoredRecord | undefined
  /** Never decides, never fails: what is in the log was decided before it was written. */
  apply(record: StoredRecord, source: RecordSource): void
  /**
   * A transaction has ended whose records may be in this partition. Returns the keys of what it was
   * about.
   */
  endTransaction?(producerId: bigint, outcome: TransactionOutcome): readonly string[]
}
