import { isOperatingError, pause, systemClock } from '@barnabus/base'
import {
  durationMs,
  type Bus,
  type BusOptions,
  type Duration,
  type StepName,
  type Topic,
} from '@barnabus/bus'
import type { Admin, AdminSettings } from '@barnabus/client'

import { testingErrors } from './errors.ts'
import { lettersOf, type Letter } from './letter.ts'
import { LivingBus, type LivingBusParts } from './living-bus.ts'
import { look, type Sight } from './rest.ts'

const betweenLooksMs = 2
const closingMs = 1000
const longAfterMs = 86_400_000

export interface TestBusParts extends LivingBusParts {
  /** How long nothing may happen, without everything being done, until `idle` gives up. */
  readonly patienceMs: number
  readonly stop: () => Promise<void>
}

/** A bus on a broker of its own, with a time of its own. */
export class TestBus implements AsyncDisposable {
  readonly #parts: TestBusParts
  readonly #buses: LivingBus[] = []
  #main: LivingBus
  #count = 1

  private constructor(parts: TestBusParts, main: LivingBus) {
    this.#parts = parts
    this.#main = main
    this.#buses.push(main)
  }

  /** Only for `startTestBus`. */
  static async begin(parts: TestBusParts): Promise<TestBus> {
    return new TestBus(parts, await LivingBus.connect('bus-1', parts, { instance: 'test' }))
  }

  /** The bus; after `restart` the new one. */
  get bus(): Bus {
    return this.#main.bus
  }

  /** What any client of Kafka needs to get to the broker. */
  get settings(): AdminSettings {
    return this.#parts.settings
  }

  get admin(): Admin {
    return this.#parts.admin
  }

  /** What time it is in this world, in ms since 1970. */
  get nowMs(): number {
    return this.#parts.clock.nowMs
  }

  /** Another bus, as if it were another process; closed together with the world. */
  async connect(options: BusOptions = {}): Promise<Bus> {
    return (await this.#connect(options)).bus
  }

  /**
   * Resolves when everything has happened that can happen now: each message that is due is settled,
   * and whatever was published because of it, too. Rejects with what has stopped a handling, and with
   * TESTING_NO_REST.
   */
  async idle(): Promise<void> {
    let before: string | undefined
    let lastState: string | undefined
    let changedMs = systemClock.monotonicMs()
    for (;;) {
      await Promise.all(this.#buses.map((each) => each.bury()))
      const { state, busy } = await this.#look()
      this.#throwFailure()
      if (busy === undefined && state === before) return
      before = busy === undefined ? state : undefined
      const nowMs = systemClock.monotonicMs()
      if (state !== lastState) changedMs = nowMs
      lastState = state
      const waitedMs = Math.round(nowMs - changedMs)
      if (busy !== undefined && waitedMs > this.#parts.patienceMs)
        throw testingErrors.NO_REST(waitedMs, busy)
      await pause(systemClock, busy === undefined ? 0 : betweenLooksMs, { keepAlive: true })
    }
  }

  /**
   * Lets time pass, and lets everything happen that it brings, in its order: a retry that is due after
   * five of ten minutes is handled then, and what becomes of it has the other five.
   */
  async advance(by: Duration): Promise<void> {
    const byMs = durationMs(by)
    if (byMs === undefined) throw testingErrors.NO_TIME_SPAN(String(by))
    const { clock } = this.#parts
    const untilMs = clock.nowMs + byMs
    for (;;) {
      await this.idle()
      const { nextMs } = clock
      if (nextMs === undefined || nextMs > untilMs) break
      clock.moveTo(nextMs)
    }
    clock.moveTo(untilMs)
    await this.idle()
  }

  /** What a group has given up, in the terms of its topic. */
  async deadLetters<Value>(
    topic: Topic<never, Value>,
    group: string,
  ): Promise<readonly Letter<Value>[]> {
    return await lettersOf(this.bus, topic, group)
  }

  /**
   * Lets the bus stop dead the `occurrence`th time (1: the next) that it gets to this step, as a
   * process does that is killed. Its groups know it at once.
   */
  crashAt(step: StepName, occurrence = 1): void {
    this.#main.crash.crashAt(step, occurrence)
  }

  /** Lets the bus stop dead now. */
  crash(): void {
    this.#main.crash.crash()
  }

  /** Whether the bus has stopped dead. */
  get hasCrashed(): boolean {
    return this.#main.crash.isOver
  }

  /** A new bus in the place of the one that has crashed, or is killed now; it handles nothing yet. */
  async restart(): Promise<Bus> {
    this.crash()
    await this.#main.bury()
    this.#main = await this.#connect({ instance: 'test' })
    return this.bus
  }

  /** Closes all buses and the broker; all that was in it is gone. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closing = Promise.all(this.#buses.map((each) => each.close()))
    // Whoever still waits then for time to pass, or for a handler that does not end, waits in vain.
    const timer = systemClock.after(closingMs, () => {
      this.#parts.clock.moveTo(this.nowMs + longAfterMs)
    })
    await closing
    timer.cancel()
    await this.#parts.admin.close()
    await this.#parts.stop()
  }

  async #connect(options: BusOptions): Promise<LivingBus> {
    this.#count += 1
    const living = await LivingBus.connect(`bus-${this.#count}`, this.#parts, options)
    this.#buses.push(living)
    return living
  }

  /** A bus that dies meanwhile may never answer; then it is looked again. */
  async #look(): Promise<Sight> {
    const { admin, patienceMs } = this.#parts
    const living = this.#buses.filter(({ crash }) => !crash.isOver)
    const signal = AbortSignal.any([
      AbortSignal.timeout(patienceMs),
      ...living.map(({ dead }) => dead),
    ])
    const handlings = living.flatMap((each) => each.handlings)
    try {
      return await look(handlings, { admin, nowMs: this.nowMs, signal })
    } catch (error) {
      // Partitions may change hands while we look.
      if (!signal.aborted && !isOperatingError(error)) throw error
      return { state: '', busy: error instanceof Error ? error.message : String(error) }
    }
  }

  #throwFailure(): void {
    const failed = this.#buses.find(({ crash, failure }) => !crash.isOver && failure !== undefined)
    if (failed !== undefined) throw failed.failure
  }
}
