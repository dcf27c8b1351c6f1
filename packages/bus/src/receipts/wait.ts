import type { Clock } from '@barnabus/base'

import { busErrors } from '../errors.ts'
import { durationMs, type Duration } from '../retry/duration.ts'

/** How long somebody waits, and who may end it. */
export interface WaitOptions {
  /** Left out: 30 s. */
  readonly timeout?: Duration
  readonly signal?: AbortSignal | undefined
}

const usualMs = 30_000

/** How long that is. Throws TIME_SPAN_REFUSED. */
export function timeoutMsOf({ timeout = usualMs }: WaitOptions): number {
  const timeoutMs = durationMs(timeout)
  if (timeoutMs === undefined) throw busErrors.TIME_SPAN_REFUSED(String(timeout))
  return timeoutMs
}

/** A wait with an end: whatever belongs to it stops on its signal. */
export class Wait {
  readonly #over = new AbortController()
  readonly #cancel: () => void

  /** Ends with what `tooLate` gives, or with the reason of one of the signals. */
  constructor(
    clock: Clock,
    timeoutMs: number,
    { signals, tooLate }: { signals: readonly (AbortSignal | undefined)[]; tooLate: () => Error },
  ) {
    const given = signals.filter((signal) => signal !== undefined)
    const timer = clock.after(timeoutMs, () => this.#over.abort(tooLate()), { keepAlive: true })
    const abort = (): void => this.#over.abort(given.find(({ aborted }) => aborted)?.reason)
    for (const signal of given) signal.addEventListener('abort', abort)
    this.#cancel = () => {
      timer.cancel()
      for (const signal of given) signal.removeEventListener('abort', abort)
    }
    if (given.some(({ aborted }) => aborted)) abort()
  }

  get signal(): AbortSignal {
    return this.#over.signal
  }

  /** What `promise` comes to, unless the wait ends before. */
  async for<Value>(promise: Promise<Value>): Promise<Value> {
    return await unlessAborted(promise, this.signal)
  }

  /** It is over; stops whatever went on for its sake. */
  end(): void {
    this.#cancel()
    this.#over.abort()
  }
}

/** What `promise` comes to, or the reason of a signal that aborts before; it goes on all the same. */
export async function unlessAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return await promise
  const ended = Promise.withResolvers<never>()
  const end = (): void => ended.reject(signal.reason as Error)
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  try {
    return await Promise.race([promise, ended.promise])
  } finally {
    signal.removeEventListener('abort', end)
  }
}
