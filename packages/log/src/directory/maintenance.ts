import type { Clock, Timer } from '@barnabus/base'

/** Something to be done again and again, as long as the directory is open. */
export interface Chore {
  readonly everyMs: number
  run(): Promise<void>
}

/** Does each chore at its interval, never two times at once. Chores handle their own errors. */
export class Maintenance {
  readonly #clock: Clock
  readonly #timers = new Map<Chore, Timer>()
  readonly #running = new Set<Promise<void>>()
  #stopped = false

  constructor(clock: Clock, chores: readonly Chore[]) {
    this.#clock = clock
    for (const chore of chores) this.#schedule(chore)
  }

  /** Ends after what is being done. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers.values()) timer.cancel()
    await Promise.all(this.#running)
  }

  #schedule(chore: Chore): void {
    const timer = this.#clock.after(chore.everyMs, () => {
      const running = this.#run(chore)
      this.#running.add(running)
      void running.finally(() => this.#running.delete(running))
    })
    this.#timers.set(chore, timer)
  }

  async #run(chore: Chore): Promise<void> {
    await chore.run()
    if (!this.#stopped) this.#schedule(chore)
  }
}
