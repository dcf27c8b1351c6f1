import type { Clock, Timer } from '@barnabus/base'

interface Alarm {
  deadlineMs: number
  task: () => void
  timer: Timer
  /** When `timer` fires: never after the deadline. */
  timerAtMs: number
}

/**
 * Timers by name, on the monotonic clock.
 *
 * Putting one off, which every heartbeat does, costs no timer: it looks at its deadline when it
 * fires.
 */
export class Timers {
  readonly #clock: Clock
  readonly #alarms = new Map<string, Alarm>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Calls `task` once, `delayMs` from now, in place of what was to happen under this name. */
  schedule(name: string, delayMs: number, task: () => void): void {
    const deadlineMs = this.#clock.monotonicMs() + delayMs
    const alarm = this.#alarms.get(name)
    if (alarm !== undefined && alarm.timerAtMs <= deadlineMs) {
      alarm.deadlineMs = deadlineMs
      alarm.task = task
      return
    }
    alarm?.timer.cancel()
    this.#alarms.set(name, {
      deadlineMs,
      task,
      timer: this.#clock.after(delayMs, () => this.#fired(name)),
      timerAtMs: deadlineMs,
    })
  }

  cancel(name: string): void {
    this.#alarms.get(name)?.timer.cancel()
    this.#alarms.delete(name)
  }

  cancelAll(): void {
    for (const { timer } of this.#alarms.values()) timer.cancel()
    this.#alarms.clear()
  }

  has(name: string): boolean {
    return this.#alarms.has(name)
  }

  #fired(name: string): void {
    const alarm = this.#alarms.get(name)
    if (alarm === undefined) return
    const leftMs = alarm.deadlineMs - this.#clock.monotonicMs()
    if (leftMs > 0) {
      alarm.timer = this.#clock.after(leftMs, () => this.#fired(name))
      alarm.timerAtMs = alarm.deadlineMs
      return
    }
    this.#alarms.delete(name)
    alarm.task()
  }
}
