import { systemClock, type Clock, type Timer } from '@barnabus/base'

/** Waits shorter than this are not what a test is about: they pass by themselves. */
export const shortMs = 1000

interface Alarm {
  readonly atMs: number
  readonly task: () => void
}

/**
 * The time of a world for tests. What its calendar says stands still, for everybody, until the test
 * moves it; so do the waits of the bus, but for short ones.
 *
 * What Kafka's protocol needs time for (fetches that wait, heartbeats, retries of requests) goes on
 * by the clock of the machine: none of it decides what a bus does.
 */
export class WorldClock {
  #nowMs: number
  #movedMs = 0
  readonly #alarms = new Set<Alarm>()

  constructor(nowMs: number) {
    this.#nowMs = nowMs
  }

  get nowMs(): number {
    return this.#nowMs
  }

  /** For brokers and clients. */
  readonly machine: Clock = {
    nowMs: () => this.#nowMs,
    monotonicMs: () => systemClock.monotonicMs(),
    after: (delayMs, task, options) => systemClock.after(delayMs, task, options),
    endOfTurn: (task) => systemClock.endOfTurn(task),
  }

  /** For buses. */
  readonly bus: Clock = {
    nowMs: () => this.#nowMs,
    monotonicMs: () => systemClock.monotonicMs() + this.#movedMs,
    after: (delayMs, task, options) => this.#after(delayMs, task, options),
    endOfTurn: (task) => systemClock.endOfTurn(task),
  }

  /** When the next of the waits is over that do not pass by themselves. */
  get nextMs(): number | undefined {
    return this.#next()?.atMs
  }

  /** Lets time pass, and ends on its way whatever waits, in the order of time. */
  moveTo(untilMs: number): void {
    for (;;) {
      const next = this.#next()
      if (next === undefined || next.atMs > untilMs) break
      this.#alarms.delete(next)
      this.#move(Math.max(next.atMs, this.#nowMs))
      next.task()
    }
    this.#move(untilMs)
  }

  /** A short wait may also end because the test moves time. */
  #after(delayMs: number, task: () => void, options?: { readonly keepAlive?: boolean }): Timer {
    const alarm: Alarm = {
      atMs: this.#nowMs + Math.max(delayMs, 0),
      task: () => {
        timer?.cancel()
        task()
      },
    }
    this.#alarms.add(alarm)
    const passes = (): void => {
      if (this.#alarms.delete(alarm)) task()
    }
    const timer = delayMs < shortMs ? systemClock.after(delayMs, passes, options) : undefined
    return {
      cancel: () => {
        timer?.cancel()
        this.#alarms.delete(alarm)
      },
    }
  }

  #next(): Alarm | undefined {
    let next: Alarm | undefined
    for (const alarm of this.#alarms) if (next === undefined || alarm.atMs < next.atMs) next = alarm
    return next
  }

  #move(toMs: number): void {
    this.#movedMs += toMs - this.#nowMs
    this.#nowMs = toMs
  }
}
