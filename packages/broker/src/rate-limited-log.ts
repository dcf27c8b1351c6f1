import type { Clock, LogFacts, Logger } from '@barnabus/base'

const sourcesMax = 1024 // Beyond this many at once, sources share one line per interval.

/** Warnings that a peer can cause: at most one per interval and source, then a count of the rest. */
export class RateLimitedLog {
  readonly #logger: Logger
  readonly #clock: Clock
  readonly #intervalMs: number
  readonly #sources = new Map<string, { quietUntilMs: number; suppressed: number }>()

  constructor(logger: Logger, clock: Clock, intervalMs = 1000) {
    this.#logger = logger
    this.#clock = clock
    this.#intervalMs = intervalMs
  }

  warn(source: string, facts: LogFacts, message: string): void {
    const nowMs = this.#clock.monotonicMs()
    const seen = this.#seen(source, nowMs)
    if (nowMs < seen.quietUntilMs) {
      seen.suppressed += 1
      return
    }
    const { suppressed } = seen
    seen.quietUntilMs = nowMs + this.#intervalMs
    seen.suppressed = 0
    this.#logger.warn(suppressed === 0 ? facts : { ...facts, suppressed }, message)
  }

  #seen(source: string, nowMs: number): { quietUntilMs: number; suppressed: number } {
    const known = this.#sources.get(source)
    if (known !== undefined) return known
    if (this.#sources.size >= sourcesMax) this.#forgetQuiet(nowMs)
    const key = this.#sources.size >= sourcesMax ? '' : source
    const seen = this.#sources.get(key) ?? { quietUntilMs: 0, suppressed: 0 }
    this.#sources.set(key, seen)
    return seen
  }

  #forgetQuiet(nowMs: number): void {
    for (const [source, { quietUntilMs }] of this.#sources) {
      if (quietUntilMs <= nowMs) this.#sources.delete(source)
    }
  }
}
