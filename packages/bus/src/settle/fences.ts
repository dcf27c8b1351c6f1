import type { Clock } from '@barnabus/base'

const fencesMax = 3
const withinMs = 5 * 60_000

/**
 * Tells a rival of the same name from a broker that has ended a transaction because it took too long:
 * either fences a producer.
 */
export class Fences {
  readonly #clock: Clock
  readonly #timeoutMs: number
  #begunMs = 0
  #fencedMs: readonly number[] = []

  /** Brokers end transactions after `timeoutMs`. */
  constructor(clock: Clock, timeoutMs: number) {
    this.#clock = clock
    this.#timeoutMs = timeoutMs
  }

  /** A transaction, or something else that a rival would fence, begins. */
  begun(): void {
    this.#begunMs = this.#clock.monotonicMs()
  }

  /** It was fenced. Whether rivals have done that so often lately that it would go on for ever. */
  isRivalry(): boolean {
    const nowMs = this.#clock.monotonicMs()
    if (nowMs - this.#begunMs >= this.#timeoutMs) return false
    this.#fencedMs = [...this.#fencedMs.filter((ms) => nowMs - ms < withinMs), nowMs]
    return this.#fencedMs.length >= fencesMax
  }
}
