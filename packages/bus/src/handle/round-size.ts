const targetMs = 100
const firstSize = 500
const sizeMax = 4000

/**
 * How many messages a round takes: as many as are handled in a tenth of a second. So what is settled
 * together costs little where handlers are quick, and little is done again after a crash where they
 * are slow.
 */
export class RoundSize {
  readonly #min: number
  readonly #max: number
  #size: number

  /** At least `concurrency`, so that everybody has something to do; at most `max`. */
  constructor(concurrency: number, max = sizeMax) {
    this.#max = max
    this.#min = Math.min(concurrency, max)
    this.#size = Math.min(firstSize, max)
  }

  get now(): number {
    return this.#size
  }

  /** A round of so many messages was handled in so many ms. */
  note(count: number, ms: number): void {
    const wanted = Math.round((count * targetMs) / Math.max(ms, 1))
    // A round that was not full says little about fuller ones.
    const bound = count < this.#size ? this.#size : this.#size * 2
    this.#size = Math.max(this.#min, Math.min(wanted, bound, this.#max))
  }
}
