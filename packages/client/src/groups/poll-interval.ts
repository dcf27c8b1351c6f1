import type { Clock, Timer } from '@barnabus/base'

/** Who wants to know about an application that is too slow. */
export interface PollListener {
  /** The interval has passed without a pull. */
  late(): void
  /** The application has pulled after all. */
  back(): void
}

/** What to tell whoever runs an application that was late. */
export const lateAdvice =
  'Leaving the group: the application did not pull for max.poll.interval.ms; raise it, or take fewer records at once (max.poll.records)'

/**
 * Watches that the application pulls at least every `max.poll.interval.ms`, while it has something
 * to work on: one that only waits for records is not late.
 *
 * It may pull very often: starting anew costs a look at the clock, not a timer.
 */
export class PollInterval {
  readonly #clock: Clock
  readonly #intervalMs: number
  readonly #listener: PollListener
  /** undefined: nothing is asked of the application. */
  #sinceMs: number | undefined
  #timer: Timer | undefined
  #isLate = false
  #isOver = false

  constructor(clock: Clock, intervalMs: number, listener: PollListener) {
    this.#clock = clock
    this.#intervalMs = intervalMs
    this.#listener = listener
  }

  /** Whether the application let the interval pass, and has not pulled since. */
  get isLate(): boolean {
    return this.#isLate
  }

  /** The application has something to work on, and the whole interval for it. */
  start(): void {
    if (this.#isOver) return
    this.#sinceMs = this.#clock.monotonicMs()
    if (this.#timer === undefined) this.#lookAfter(this.#intervalMs)
    this.#comeBack()
  }

  /** Nothing is asked of the application. */
  stop(): void {
    this.#sinceMs = undefined
    this.#comeBack()
  }

  /** Nothing will be asked of it any more. */
  end(): void {
    this.#isOver = true
    this.#isLate = false
    this.#sinceMs = undefined
    this.#timer?.cancel()
  }

  #comeBack(): void {
    if (!this.#isLate) return
    this.#isLate = false
    this.#listener.back()
  }

  #lookAfter(delayMs: number): void {
    this.#timer = this.#clock.after(delayMs, () => this.#look())
  }

  #look(): void {
    this.#timer = undefined
    if (this.#sinceMs === undefined) return
    const leftMs = this.#sinceMs + this.#intervalMs - this.#clock.monotonicMs()
    if (leftMs > 0) {
      this.#lookAfter(leftMs)
      return
    }
    this.#isLate = true
    this.#listener.late()
  }
}
