import type { Clock } from '@barnabus/base'

export interface GroupMemoryOptions {
  readonly bytesMax: number
  readonly clock: Clock
  /** Walks through all groups for how many bytes they hold. */
  readonly count: () => number
  /** Called whenever something is not let in. */
  readonly isFull: () => void
}

// Counting takes time in proportion to what is counted: so much longer than that it has to pause.
const pauseFactor = 10

/**
 * How much memory groups may hold, over all of them.
 *
 * Adds up what is let in. Nobody has to say when something goes: when the limit seems to be
 * reached, it counts what is really there.
 */
export class GroupMemory {
  readonly #options: GroupMemoryOptions
  #bytes = 0
  #nextCountMs = -Infinity

  constructor(options: GroupMemoryOptions) {
    this.#options = options
  }

  /** Whether groups may hold so many bytes more; then they do. What adds nothing may always be. */
  admits(bytes: number): boolean {
    if (bytes <= 0) return true
    const { bytesMax, isFull } = this.#options
    if (this.#bytes + bytes > bytesMax) this.count()
    if (this.#bytes + bytes > bytesMax) {
      isFull()
      return false
    }
    this.#bytes += bytes
    return true
  }

  /** Looks how much is there, unless that was done a moment ago. */
  count(): void {
    const { clock, count } = this.#options
    const startedMs = clock.monotonicMs()
    if (startedMs < this.#nextCountMs) return
    this.#bytes = count()
    const nowMs = clock.monotonicMs()
    this.#nextCountMs = nowMs + (nowMs - startedMs) * pauseFactor
  }
}
