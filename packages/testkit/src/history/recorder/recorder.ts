import type { Clock } from '@barnabus/base'

import type { Attempt, Operation } from '../model/operation.ts'

type WithoutAttempt<T> = T extends unknown ? Omit<T, keyof Attempt> : never

/** What became of an attempt, and what it was. */
export type Told = Pick<Attempt, 'outcome' | 'reason'> & WithoutAttempt<Operation>

/** Writes down who began what, when, and how it ended. */
export class Recorder {
  readonly #clock: Clock
  readonly #operations: Operation[] = []
  #begun = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Everything so far that has ended, in the order in which it began. */
  get operations(): readonly Operation[] {
    return this.#operations.toSorted((left, right) => left.index - right.index)
  }

  /** Takes down one attempt. What `run` gives undefined for has had no effect and is left out. */
  async attempt<T extends Told | undefined>(process: string, run: () => Promise<T>): Promise<T> {
    const index = this.#begun
    this.#begun += 1
    const invokedAtMs = this.#clock.monotonicMs()
    const told = await run()
    if (told !== undefined) this.#put({ process, index, invokedAtMs }, told)
    return told
  }

  /** Takes down what had begun at `invokedAtMs` and has just ended. */
  note(process: string, invokedAtMs: number, told: Told): void {
    const index = this.#begun
    this.#begun += 1
    this.#put({ process, index, invokedAtMs }, told)
  }

  #put(begun: Pick<Attempt, 'process' | 'index' | 'invokedAtMs'>, told: Told): void {
    this.#operations.push({ ...begun, completedAtMs: this.#clock.monotonicMs(), ...told })
  }
}
