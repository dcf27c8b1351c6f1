/** Which past an average, a maximum and a rate are about: `count` samples of `windowMs` each. */
export interface Samples {
  readonly count: number
  readonly windowMs: number
}

interface Sample {
  startMs: number
  lastMs: number
  sum: number
  events: number
  max: number
  min: number
}

const second = 1000

/**
 * What was measured: sums since the beginning, and rates, averages and extremes over the samples, as
 * Kafka's own clients compute them. Times are those of the monotonic clock.
 */
export class Measure {
  readonly #samples: Samples
  readonly #ring: Sample[] = []
  #current = 0
  #total = 0
  #events = 0

  constructor(samples: Samples) {
    this.#samples = samples
  }

  /** The sum of everything that was measured. */
  get total(): number {
    return this.#total
  }

  /** How often something was measured. */
  get events(): number {
    return this.#events
  }

  record(value: number, nowMs: number): void {
    this.#total += value
    this.#events += 1
    const sample = this.#sampleAt(nowMs)
    sample.lastMs = nowMs
    sample.sum += value
    sample.events += 1
    if (value > sample.max) sample.max = value
    if (value < sample.min) sample.min = value
  }

  /** NaN where nothing was measured lately; likewise `max` and `min`. */
  average(nowMs: number): number {
    const recent = this.#recent(nowMs)
    return sumOf(recent, 'sum') / sumOf(recent, 'events')
  }

  max(nowMs: number): number {
    const recent = this.#recent(nowMs)
    return recent.length === 0 ? NaN : Math.max(...recent.map(({ max }) => max))
  }

  min(nowMs: number): number {
    const recent = this.#recent(nowMs)
    return recent.length === 0 ? NaN : Math.min(...recent.map(({ min }) => min))
  }

  /** What was measured lately, by the second. */
  rate(nowMs: number): number {
    return this.#perSecond('sum', nowMs)
  }

  /** How often something was measured lately, by the second. */
  eventRate(nowMs: number): number {
    return this.#perSecond('events', nowMs)
  }

  #sampleAt(nowMs: number): Sample {
    const { count, windowMs } = this.#samples
    const current = this.#ring[this.#current]
    if (current !== undefined && nowMs - current.startMs < windowMs) return current
    if (current !== undefined) this.#current = (this.#current + 1) % count
    const next = { startMs: nowMs, lastMs: nowMs, sum: 0, events: 0, max: -Infinity, min: Infinity }
    this.#ring[this.#current] = next
    return next
  }

  #recent(nowMs: number): readonly Sample[] {
    const { count, windowMs } = this.#samples
    return this.#ring.filter(({ lastMs }) => nowMs - lastMs < count * windowMs)
  }

  /** A beginning counts as long as all full samples do, or its first moments would look wild. */
  #perSecond(what: 'sum' | 'events', nowMs: number): number {
    const recent = this.#recent(nowMs)
    if (recent.length === 0) return 0
    const { count, windowMs } = this.#samples
    const elapsedMs = nowMs - Math.min(...recent.map(({ startMs }) => startMs))
    const missing = Math.max(0, count - 1 - Math.floor(elapsedMs / windowMs))
    const spanMs = Math.max(elapsedMs + missing * windowMs, windowMs)
    return spanMs === 0 ? 0 : (sumOf(recent, what) * second) / spanMs
  }
}

function sumOf(samples: readonly Sample[], what: 'sum' | 'events'): number {
  return samples.reduce((sum, sample) => sum + sample[what], 0)
}
