import type { RecordBatch } from '@barnabus/protocol'

interface Beginning {
  readonly epoch: number
  readonly lowestSequence: number
  readonly sinceMs: number
}

/**
 * Transactions that producers want to begin here, and of which nothing is in the log yet: the lowest
 * sequence number that each came with.
 *
 * A producer sends several batches at a time. If the first is told to come again and the next gets
 * in, the first never does: its sequence number is in the past. So nothing may overtake it.
 */
export class Beginnings {
  readonly #byProducer = new Map<bigint, Beginning>()

  /** A batch is to begin a transaction. One of a newer epoch, or with a lower number, counts. */
  expect({ producerId, producerEpoch, baseSequence }: RecordBatch, nowMs: number): void {
    const known = this.#byProducer.get(producerId)
    const counts =
      known === undefined ||
      producerEpoch > known.epoch ||
      (producerEpoch === known.epoch && baseSequence < known.lowestSequence)
    if (!counts) return
    const sinceMs = known?.sinceMs ?? nowMs
    const beginning = { epoch: producerEpoch, lowestSequence: baseSequence, sinceMs }
    this.#byProducer.set(producerId, beginning)
  }

  /** The number that a producer must not begin beyond; undefined: it did not try to. */
  lowestSequenceOf(producerId: bigint): number | undefined {
    return this.#byProducer.get(producerId)?.lowestSequence
  }

  /** A transactional batch or a marker of the producer is in the log: now its order counts. */
  end(producerId: bigint): void {
    this.#byProducer.delete(producerId)
  }

  /** Forgets those that nobody came again with. */
  expire(beforeMs: number): void {
    for (const [producerId, { sinceMs }] of this.#byProducer) {
      if (sinceMs < beforeMs) this.#byProducer.delete(producerId)
    }
  }

  clear(): void {
    this.#byProducer.clear()
  }
}
