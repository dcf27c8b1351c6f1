import type { Clock } from '@barnabus/base'

const longMs = 7 * 24 * 60 * 60 * 1000

/** Wakes whoever waits for it. Nobody is woken who comes later: look first, then wait. */
export class Bell {
  readonly #clock: Clock
  readonly #sleepers = new Set<() => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  ring(): void {
    for (const wake of this.#sleepers) wake()
  }

  /**
   * True when it rang, false when `timeoutMs` passed before (undefined: some days, so look again).
   * Rejects with the signal's reason. Keeps the process alive: somebody waits for what comes after.
   */
  wait(timeoutMs: number | undefined, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error)
        return
      }
      const end = (): void => {
        this.#sleepers.delete(wake)
        timer.cancel()
        signal?.removeEventListener('abort', giveUp)
      }
      const wake = (): void => {
        end()
        resolve(true)
      }
      const giveUp = (): void => {
        end()
        reject(signal?.reason as Error)
      }
      const tooLate = (): void => {
        end()
        resolve(false)
      }
      const timer = this.#clock.after(timeoutMs ?? longMs, tooLate, { keepAlive: true })
      this.#sleepers.add(wake)
      signal?.addEventListener('abort', giveUp, { once: true })
    })
  }
}
