import type { Duration } from '../retry/duration.ts'

/**
 * Keeps values that are too large for Kafka. Keys are `topic/id`, where the id (a UUID of version 7)
 * tells when it was made.
 */
export interface ClaimStore {
  /** Resolves when it will be found, whatever happens to the machine. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Undefined: it is not there. */
  get(key: string): Promise<Uint8Array | undefined>
  /** Harmless if it is not there. */
  delete(key: string): Promise<void>
  /** The keys of what was put before that time; they may be deleted meanwhile. */
  list(olderThan: Date): AsyncIterable<string>
}

/** How large values are kept out of Kafka. */
export interface ClaimOptions {
  readonly store: ClaimStore
  /** Values of more bytes than this are put into the store. Left out: 32 KiB. */
  readonly above?: number
}

/** Large values that are kept out of Kafka. */
export interface Claims {
  /**
   * Deletes what was put longer ago than this; gives how many. What is still to be read has to be
   * younger: messages, as long as their topics keep them, and dead letters.
   */
  purge(olderThan: Duration): Promise<number>
}
