import { Measure, type Samples } from './measure.ts'
import { RebalanceObserver } from './rebalance-observer.ts'
import { countConsumed, countOperation } from './telemetry/instruments.ts'
import type { Participant } from './telemetry/participant.ts'

/** Records that were handed out of what one fetch brought of one partition. */
export interface Consumption {
  readonly topic: string
  readonly partition: number
  readonly records: number
  /** Of their batches, as they were fetched. */
  readonly bytes: number
  /** How many offsets lie before the next record; undefined: not known. */
  readonly lag: bigint | undefined
  /** How many offsets lie behind it. */
  readonly lead: bigint | undefined
}

/** What a consumer counts about one topic, or about all. */
export class TopicConsumption {
  readonly records: Measure
  readonly bytes: Measure
  /** Bytes of each answer. */
  readonly fetchSizes: Measure
  /** Records of each answer. */
  readonly fetchedRecords: Measure

  constructor(samples: Samples) {
    this.records = new Measure(samples)
    this.bytes = new Measure(samples)
    this.fetchSizes = new Measure(samples)
    this.fetchedRecords = new Measure(samples)
  }
}

/** How far a consumer was behind in a partition. */
export class PartitionDistance {
  readonly topic: string
  readonly partition: number
  readonly lags: Measure
  readonly leads: Measure
  lag = NaN
  lead = NaN

  constructor({ topic, partition }: Consumption, samples: Samples) {
    this.topic = topic
    this.partition = partition
    this.lags = new Measure(samples)
    this.leads = new Measure(samples)
  }
}

/** Hooks of an application that take its consumer's time. */
export type HookName = 'onAssigned' | 'onRevoked' | 'onLost'

const nanosecondsPerMs = 1e6

/** What an observer has to know. */
export interface ConsumerObserverOptions {
  readonly by: Participant
  readonly samples: Samples
  readonly nowMs: () => number
}

/** What a consumer counts: by fetch and by pull, never by record. */
export class ConsumerObserver {
  readonly by: Participant
  readonly all: TopicConsumption
  readonly topics = new Map<string, TopicConsumption>()
  readonly partitions = new Map<string, PartitionDistance>()
  readonly lags: Measure
  readonly leads: Measure
  /** What part of the time from one pull to the next was spent waiting in the pull. */
  readonly idleRatios: Measure
  readonly timesBetweenPolls: Measure
  readonly rebalances: RebalanceObserver
  readonly hooks: Readonly<Record<HookName, Measure>>
  readonly #samples: Samples
  readonly #nowMs: () => number
  readonly #spentNs = { 'commit-sync': 0, committed: 0 }
  #polledMs: number | undefined
  #sincePollMs = 0
  #isPolling = false

  constructor({ by, samples, nowMs }: ConsumerObserverOptions) {
    const measure = (): Measure => new Measure(samples)
    this.by = by
    this.#samples = samples
    this.#nowMs = nowMs
    this.all = new TopicConsumption(samples)
    this.lags = measure()
    this.leads = measure()
    this.idleRatios = measure()
    this.timesBetweenPolls = measure()
    this.rebalances = new RebalanceObserver(samples, nowMs)
    this.hooks = { onAssigned: measure(), onRevoked: measure(), onLost: measure() }
  }

  /** When the application last pulled; undefined: never. */
  get polledMs(): number | undefined {
    return this.#polledMs
  }

  /** The application pulls. */
  pullBegan(): void {
    const nowMs = this.#nowMs()
    this.#sincePollMs = this.#polledMs === undefined ? 0 : nowMs - this.#polledMs
    if (this.#polledMs !== undefined) this.timesBetweenPolls.record(this.#sincePollMs, nowMs)
    this.#polledMs = nowMs
    this.#isPolling = true
  }

  /** It has been given something, or nothing came in time. */
  pullEnded(): void {
    if (!this.#isPolling || this.#polledMs === undefined) return
    this.#isPolling = false
    const nowMs = this.#nowMs()
    const pullMs = nowMs - this.#polledMs
    const wholeMs = pullMs + this.#sincePollMs
    countOperation('poll', this.by, { durationMs: pullMs })
    if (wholeMs > 0) this.idleRatios.record(pullMs / wholeMs, nowMs)
  }

  /** A broker answered with records, so many of each topic. */
  fetched(topics: ReadonlyMap<string, number>): void {
    const nowMs = this.#nowMs()
    let bytes = 0
    for (const [topic, ofTopic] of topics) {
      this.#topic(topic).fetchSizes.record(ofTopic, nowMs)
      bytes += ofTopic
    }
    this.all.fetchSizes.record(bytes, nowMs)
  }

  /** Records were handed out. */
  consumed(consumption: Consumption): void {
    const nowMs = this.#nowMs()
    const { records, bytes } = consumption
    for (const counts of [this.all, this.#topic(consumption.topic)]) {
      counts.records.record(records, nowMs)
      counts.bytes.record(bytes, nowMs)
    }
    const { topic, partition } = consumption
    countConsumed(this.by, { topic, partition }, records)
    this.#distance(consumption, nowMs)
  }

  /** All that a fetch brought of one partition was handed out. */
  drained(topic: string, records: number): void {
    const nowMs = this.#nowMs()
    this.all.fetchedRecords.record(records, nowMs)
    this.#topic(topic).fetchedRecords.record(records, nowMs)
  }

  /** Forgets of which partitions nothing is read any more. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of this.partitions.keys()) if (!keys.has(key)) this.partitions.delete(key)
  }

  /** `work`, with the time that it takes counted, whatever comes of it. */
  async timed<Result>(
    task: 'commit-sync' | 'committed',
    work: () => Promise<Result>,
  ): Promise<Result> {
    const startMs = this.#nowMs()
    try {
      return await work()
    } finally {
      this.#spentNs[task] += Math.round((this.#nowMs() - startMs) * nanosecondsPerMs)
    }
  }

  spentNs(task: 'commit-sync' | 'committed'): number {
    return this.#spentNs[task]
  }

  /** A hook of the application, with the time that it takes counted. */
  async hooked(name: HookName, hook: () => void | Promise<void>): Promise<void> {
    const startMs = this.#nowMs()
    try {
      await hook()
    } finally {
      const nowMs = this.#nowMs()
      this.hooks[name].record(nowMs - startMs, nowMs)
    }
  }

  #topic(name: string): TopicConsumption {
    let found = this.topics.get(name)
    if (found === undefined) this.topics.set(name, (found = new TopicConsumption(this.#samples)))
    return found
  }

  #distance(consumption: Consumption, nowMs: number): void {
    const { topic, partition, lag, lead } = consumption
    const key = `${topic}-${partition}`
    let found = this.partitions.get(key)
    if (found === undefined) {
      found = new PartitionDistance(consumption, this.#samples)
      this.partitions.set(key, found)
    }
    if (lag !== undefined) {
      found.lag = Number(lag)
      found.lags.record(found.lag, nowMs)
      this.lags.record(found.lag, nowMs)
    }
    if (lead !== undefined) {
      found.lead = Number(lead)
      found.leads.record(found.lead, nowMs)
      this.leads.record(found.lead, nowMs)
    }
  }
}
