/** A timer that somebody owns. Cancelling one that has fired, or twice, is harmless. */
export interface Timer {
  cancel(): void
}

/** Time, as everybody else may see it. */
export interface Clock {
  /** Wall-clock milliseconds since 1970. May jump either way; only for what people will read. */
  nowMs(): number
  /** Milliseconds since some fixed moment. Never jumps: sessions, timeouts and waits use this. */
  monotonicMs(): number
  /** Calls `task` once, `delayMs` from now, unless cancelled. Does not keep the process alive. */
  after(delayMs: number, task: () => void): Timer
}

const timeoutMsMax = 2 ** 31 - 1 // What a longer delay would wrap around at, in every JS engine.

/** The clock of the machine. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, task) {
    const timeout = setTimeout(task, Math.min(delayMs, timeoutMsMax))
    timeout.unref()
    return { cancel: () => clearTimeout(timeout) }
  },
}
