import type { Clock, Files, Logger, Timer } from '@barnabus/base'

interface Grave {
  readonly path: string
  readonly dueMs: number
}

/** Removes files that were renamed away, some time later, so that readers of them can finish. */
export class Graveyard {
  readonly #clock: Clock
  readonly #files: Files
  readonly #logger: Logger
  readonly #graves: Grave[] = []
  #timer: Timer | undefined
  #removing: Promise<void> = Promise.resolve()

  constructor(options: { readonly clock: Clock; readonly files: Files; readonly logger: Logger }) {
    this.#clock = options.clock
    this.#files = options.files
    this.#logger = options.logger
  }

  /** Removes the file at `path` in `delayMs`. A crash before that leaves it to the next start. */
  bury(path: string, delayMs: number): void {
    this.#graves.push({ path, dueMs: this.#clock.monotonicMs() + delayMs })
    this.#timer ??= this.#clock.after(delayMs, () => this.#onTimer())
  }

  /** Removes everything now: the space is needed, or we stop. */
  async clear(): Promise<void> {
    this.#timer?.cancel()
    this.#timer = undefined
    await this.#remove(this.#graves.splice(0))
  }

  #onTimer(): void {
    this.#timer = undefined
    const nowMs = this.#clock.monotonicMs()
    const due = this.#graves.filter(({ dueMs }) => dueMs <= nowMs)
    const rest = this.#graves.filter(({ dueMs }) => dueMs > nowMs)
    this.#graves.splice(0, this.#graves.length, ...rest)
    const nextMs = Math.min(...rest.map(({ dueMs }) => dueMs))
    if (rest.length > 0) this.#timer = this.#clock.after(nextMs - nowMs, () => this.#onTimer())
    void this.#remove(due)
  }

  #remove(graves: readonly Grave[]): Promise<void> {
    this.#removing = this.#removing.then(async () => {
      for (const { path } of graves) {
        try {
          await this.#files.remove(path)
        } catch (error) {
          // Harmless: the next start finds it by its name and tries again.
          this.#logger.warn({ error, path }, `Cannot remove "${path}" now`)
        }
      }
    })
    return this.#removing
  }
}
