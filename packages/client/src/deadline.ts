import { assert, type Clock } from '@barnabus/base'

import { clientErrors } from './errors.ts'

/** Until when somebody waits, and whether they still do. */
export class Deadline {
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
  readonly #clock: Clock
  readonly #atMs: number

  private constructor(clock: Clock, timeoutMs: number, signal: AbortSignal | undefined) {
    this.timeoutMs = timeoutMs
    this.signal = signal
    this.#clock = clock
    this.#atMs = clock.monotonicMs() + timeoutMs
  }

  static after(clock: Clock, timeoutMs: number, signal?: AbortSignal): Deadline {
    assert(timeoutMs >= 0, 'a deadline lies in the future')
    return new Deadline(clock, timeoutMs, signal)
  }

  /** Never negative. */
  get remainingMs(): number {
    return Math.max(0, this.#atMs - this.#clock.monotonicMs())
  }

  get isOver(): boolean {
    return this.remainingMs === 0
  }

  /** Throws the signal's reason, if whoever waits has given up. */
  throwIfAborted(): void {
    this.signal?.throwIfAborted()
  }

  /**
   * What `promise` comes to. Rejects with API_TIMED_OUT at the deadline (`action` completes
   * 'Cannot …'), or with the signal's reason; the promise goes on for whoever else waits.
   */
  wait<Value>(promise: Promise<Value>, action: string): Promise<Value> {
    const { signal } = this
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(signal?.reason as Error)
      const tooLate = (): void => reject(clientErrors.API_TIMED_OUT(action, this.timeoutMs))
      const timer = this.#clock.after(this.remainingMs, tooLate, { keepAlive: true })
      if (signal?.aborted === true) giveUp()
      signal?.addEventListener('abort', giveUp, { once: true })
      promise.then(resolve, reject).finally(() => {
        timer.cancel()
        signal?.removeEventListener('abort', giveUp)
      })
    })
  }

  /**
   * Waits `ms`, at most until the deadline. Rejects with the signal's reason. Keeps the process
   * alive: somebody waits for what comes after.
   */
  async sleep(ms: number): Promise<void> {
    await sleep(this.#clock, Math.min(ms, this.remainingMs), this.signal)
  }
}

/** Waits `ms`, and keeps the process alive meanwhile. Rejects with the signal's reason. */
function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error)
      return
    }
    const giveUp = (): void => {
      timer.cancel()
      reject(signal?.reason as Error)
    }
    const timer = clock.after(
      ms,
      () => {
        signal?.removeEventListener('abort', giveUp)
        resolve()
      },
      { keepAlive: true },
    )
    signal?.addEventListener('abort', giveUp, { once: true })
  })
}

/** What `promise` comes to, unless the signal is aborted before: then rejects with its reason. */
export function unlessAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error)
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}
