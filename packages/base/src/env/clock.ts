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
  /**
   * Calls `task` once, `delayMs` from now, or soon if that is over already, unless cancelled. Does
   * not keep the process alive, unless somebody waits for it.
   */
  after(delayMs: number, task: () => void, options?: { readonly keepAlive?: boolean }): Timer
  /**
   * Calls `task` once, at the end of this turn: when everything that has already come in, and what
   * follows from it, is done. Sooner than any timer.
   */
  endOfTurn(task: () => void): void
}

const timeoutMsMax = 2 ** 31 - 1 // What a longer delay would wrap around at, in every JS engine.

/** The clock of the machine. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, task, options) {
    const timeout = setTimeout(task, Math.max(0, Math.min(delayMs, timeoutMsMax)))
    if (options?.keepAlive !== true) timeout.unref()
    return { cancel: () => clearTimeout(timeout) }
  },
  endOfTurn: (task) => void setImmediate(task),
}
