import type { TestRecord } from './test-records.ts'

/** The codecs of record batches, in the order of their numbers. */
export const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const

export type Codec = (typeof codecs)[number]

/** Where the program of a client comes from. */
export type Toolchain = 'kcat' | 'python' | 'node' | 'node-rdkafka' | 'go' | 'java'

/**
 * A Kafka client that somebody else wrote, unmodified, behind the command line all of them share:
 * `produce --bootstrap B --topic T --codec C --input records.jsonl`,
 * `consume --bootstrap B --topic T --count N`, `version`.
 */
export interface Client {
  readonly name: string
  readonly toolchain: Toolchain
  /** The file with the program, in the toolchain's own folder. */
  readonly program: string
  readonly codecs: readonly Codec[]
  /** Sentences about how its program has to use it. */
  readonly notes: readonly string[]
  readonly idempotent: boolean
  /** Whether a record can be given a time; otherwise it gets that of its sending. */
  readonly setsTimestamps: boolean
  /** Whether it can only read as a member of a group. */
  readonly readsInGroup: boolean
  readonly sendingLimits: readonly SendingLimit[]
  readonly readingLimits: readonly ReadingLimit[]
}

/** Something a client cannot send. Such records are left out of what it gets, and counted. */
export interface SendingLimit {
  /** Completes "It cannot send …". */
  readonly what: string
  readonly concerns: (record: TestRecord) => boolean
}

/** Something a client does not show as it is. What it should show instead is what is compared. */
export interface ReadingLimit {
  /** A sentence about what it shows. */
  readonly what: string
  readonly shows: (record: TestRecord) => TestRecord
}
