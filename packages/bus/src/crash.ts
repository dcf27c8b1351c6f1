import {
  systemClock,
  systemFiles,
  systemNetwork,
  systemRandom,
  type Clock,
  type Env,
  type Network,
  type Socket,
  type Timer,
} from '@barnabus/base'

import type { StepName, Steps } from './steps.ts'

const machine: Env = {
  clock: systemClock,
  files: systemFiles,
  network: systemNetwork,
  random: systemRandom,
}

/**
 * A process that stops dead at a step, as far as the rest of the world can tell: its connections are
 * gone, no new ones come about, none of its timers goes off, and whatever it would do next never happens.
 */
export class Crash implements Steps {
  #step: StepName | undefined
  #occurrence: number
  readonly #world: Env
  readonly #sockets = new Set<Socket>()
  readonly #timers = new Set<Timer>()
  readonly #happened = Promise.withResolvers<void>()
  #count = 0
  #isOver = false

  /** At the `occurrence`th time (1: the first) that this step is reached; undefined: when told to. */
  constructor(step?: StepName, occurrence = 1, world = machine) {
    this.#step = step
    this.#occurrence = occurrence
    this.#world = world
  }

  /** Will happen then, however often the step was reached before. */
  crashAt(step: StepName, occurrence = 1): void {
    this.#step = step
    this.#occurrence = occurrence
    this.#count = 0
  }

  /** For the bus's options. */
  get env(): Env {
    const { network: whole } = this.#world
    const network: Network = {
      listen: (options) => whole.listen(options),
      descriptorsMax: () => whole.descriptorsMax(),
      resolve: (host) => whole.resolve(host),
      connect: async (endpoint, options) => {
        if (this.#isOver) return await never()
        const socket = await whole.connect(endpoint, options)
        this.#sockets.add(socket)
        if (this.isOver) socket.destroy()
        return socket
      },
    }
    return { ...this.#world, clock: this.clockOf(this.#world.clock), network }
  }

  /** The clock as the process sees it. */
  clockOf(clock: Clock): Clock {
    return {
      nowMs: () => clock.nowMs(),
      monotonicMs: () => clock.monotonicMs(),
      endOfTurn: (task) => clock.endOfTurn(task),
      after: (delayMs, task, options) => {
        if (this.#isOver) return { cancel: () => undefined }
        const inner = clock.after(
          delayMs,
          () => {
            this.#timers.delete(timer)
            task()
          },
          options,
        )
        const timer: Timer = {
          cancel: () => {
            this.#timers.delete(timer)
            inner.cancel()
          },
        }
        this.#timers.add(timer)
        return timer
      },
    }
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Resolves when it has happened. */
  get happened(): Promise<void> {
    return this.#happened.promise
  }

  /** Now. */
  crash(): void {
    this.#isOver = true
    for (const socket of this.#sockets) socket.destroy()
    for (const timer of this.#timers) timer.cancel()
    this.#happened.resolve()
  }

  reached(step: StepName): void | Promise<void> {
    if (this.#isOver) return never()
    if (step !== this.#step) return undefined
    this.#count += 1
    if (this.#count < this.#occurrence) return undefined
    this.crash()
    return never()
  }
}

async function never<Value>(): Promise<Value> {
  return await new Promise<Value>(() => undefined)
}
