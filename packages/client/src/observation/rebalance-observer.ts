import { Measure, type Samples } from './measure.ts'

/** What a membership counts. */
export class RebalanceObserver {
  /** How long rebalances took until they succeeded, in ms. */
  readonly latencies: Measure
  readonly failures: Measure
  readonly #nowMs: () => number
  #begunMs: number | undefined
  #lastMs: number | undefined

  constructor(samples: Samples, nowMs: () => number) {
    this.latencies = new Measure(samples)
    this.failures = new Measure(samples)
    this.#nowMs = nowMs
  }

  /** When the last one succeeded; undefined: none did. */
  get lastMs(): number | undefined {
    return this.#lastMs
  }

  /** One begins, unless one is under way. */
  began(): void {
    this.#begunMs ??= this.#nowMs()
  }

  /** The one that is under way, if any, has succeeded. */
  succeeded(): void {
    if (this.#begunMs === undefined) return
    const nowMs = this.#nowMs()
    this.latencies.record(nowMs - this.#begunMs, nowMs)
    this.#begunMs = undefined
    this.#lastMs = nowMs
  }

  /** It has not, and another attempt follows; the time of both counts. */
  failed(): void {
    if (this.#begunMs !== undefined) this.failures.record(1, this.#nowMs())
  }
}
