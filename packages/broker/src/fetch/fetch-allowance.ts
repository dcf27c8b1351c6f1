import { assert } from '@barnabus/base'

/** How much one partition may contribute to an answer. */
export interface PartitionAllowance {
  readonly maxBytes: number
  /** At least one batch, whatever its size: otherwise a large one could never be read. */
  readonly minOneBatch: boolean
}

/**
 * Hands out the bytes of one answer to its partitions, in order (KIP-74).
 *
 * The first partition that has anything gives at least one batch, above all limits. From then on
 * both limits bind: the partition's, and what the ones before it left of the answer's.
 */
export class FetchAllowance {
  #leftBytes: number
  #minOneBatch = true

  /** Limits come from the wire; a negative one means nothing beyond the first batch. */
  constructor(maxBytes: number) {
    this.#leftBytes = Math.max(0, maxBytes)
  }

  /** Nothing fits any more: later partitions wait for the next answer. */
  get isSpent(): boolean {
    return this.#leftBytes === 0 && !this.#minOneBatch
  }

  forPartition(partitionMaxBytes: number): PartitionAllowance {
    const maxBytes = Math.max(0, Math.min(partitionMaxBytes, this.#leftBytes))
    return { maxBytes, minOneBatch: this.#minOneBatch }
  }

  take(sizeBytes: number): void {
    assert(sizeBytes >= 0, 'take: a read cannot give bytes back')
    if (sizeBytes > 0) this.#minOneBatch = false
    this.#leftBytes = Math.max(0, this.#leftBytes - sizeBytes)
  }
}
