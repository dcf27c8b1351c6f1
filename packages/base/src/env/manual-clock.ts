import type { Clock, Timer } from './clock.ts'

interface Alarm {
  readonly atMs: number
  readonly task: () => void
}

/** A clock that stands still until somebody moves it: for tests, and for whoever rehearses time. */
export class ManualClock implements Clock {
  #wallMs: number
  #monotonicMs = 0
  readonly #alarms = new Set<Alarm>()

  constructor(wallMs = 1_700_000_000_000) {
    this.#wallMs = wallMs
  }

  nowMs(): number {
    return this.#wallMs
  }

  monotonicMs(): number {
    return this.#monotonicMs
  }

  after(delayMs: number, task: () => void): Timer {
    const alarm = { atMs: this.#monotonicMs + Math.max(0, delayMs), task }
    this.#alarms.add(alarm)
    return { cancel: () => void this.#alarms.delete(alarm) }
  }

  /** A turn is no time. */
  endOfTurn(task: () => void): void {
    setImmediate(task)
  }

  /** Lets time pass, and calls on its way whatever is due, in the order of its time. */
  advance(byMs: number): void {
    const untilMs = this.#monotonicMs + byMs
    for (;;) {
      const next = this.#earliest()
      if (next === undefined || next.atMs > untilMs) break
      this.#move(next.atMs)
      this.#alarms.delete(next)
      next.task()
    }
    this.#move(untilMs)
  }

  /** Sets the wall clock, as administrators and time servers do; nothing waits for that. */
  jumpTo(wallMs: number): void {
    this.#wallMs = wallMs
  }

  #move(monotonicMs: number): void {
    this.#wallMs += monotonicMs - this.#monotonicMs
    this.#monotonicMs = monotonicMs
  }

  #earliest(): Alarm | undefined {
    let earliest: Alarm | undefined
    for (const alarm of this.#alarms) {
      if (earliest === undefined || alarm.atMs < earliest.atMs) earliest = alarm
    }
    return earliest
  }
}
