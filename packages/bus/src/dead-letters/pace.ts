import type { Clock } from '@barnabus/base'

import type { Desk } from './desk.ts'

/** Keeps something from going on faster than so many a second. */
export class Pace {
  readonly #perSecond: number
  readonly #clock: Clock
  readonly #signal: AbortSignal
  readonly #beganMs: number

  constructor(perSecond: number, { clock, reader }: Pick<Desk, 'clock' | 'reader'>) {
    this.#perSecond = perSecond
    this.#clock = clock
    this.#signal = reader.signal
    this.#beganMs = clock.monotonicMs()
  }

  /** Resolves when more than `count` may have been done; rejects with the signal's reason. */
  async after(count: number): Promise<void> {
    this.#signal.throwIfAborted()
    const dueMs = this.#beganMs + (count / this.#perSecond) * 1000
    const restMs = dueMs - this.#clock.monotonicMs()
    if (restMs <= 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = this.#clock.after(restMs, resolve, { keepAlive: true })
    this.#signal.addEventListener('abort', () => resolve(), { once: true })
    await promise
    timer.cancel()
    this.#signal.throwIfAborted()
  }
}
