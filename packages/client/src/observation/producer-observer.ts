import { Measure, type Samples } from './measure.ts'
import { countSent } from './telemetry/instruments.ts'

/** A batch, as far as it is counted. */
export interface CountedBatch {
  readonly topic: string
  readonly records: number
  /** As it was sent. */
  readonly bytes: number
  /** Before compression. */
  readonly plainBytes: number
  /** How long it waited to be sent, in ms. */
  readonly waitedMs: number
}

/** What a producer counts about one topic. */
export class TopicProduction {
  readonly records: Measure
  readonly bytes: Measure
  readonly compression: Measure
  readonly retries: Measure
  readonly errors: Measure

  constructor(samples: Samples) {
    this.records = new Measure(samples)
    this.bytes = new Measure(samples)
    this.compression = new Measure(samples)
    this.retries = new Measure(samples)
    this.errors = new Measure(samples)
  }
}

/** What takes a producer's time as a whole. */
export type ProducerTask =
  'flush' | 'txn-init' | 'txn-begin' | 'txn-send-offsets' | 'txn-commit' | 'txn-abort'

/** What became of a batch. */
export interface SettledBatch {
  readonly topic: string
  readonly partition: number
  readonly records: number
  /** When its first record came, by the monotonic clock. */
  readonly createdMs: number
}

/** What an observer has to know. */
export interface ProducerObserverOptions {
  readonly clientId: string
  readonly samples: Samples
  readonly nowMs: () => number
}

const nanosecondsPerMs = 1e6

/** What a producer counts: by request and by batch, never by record. */
export class ProducerObserver {
  readonly clientId: string
  readonly topics = new Map<string, TopicProduction>()
  /** Records of each request. */
  readonly records: Measure
  readonly batchSizes: Measure
  readonly compression: Measure
  readonly queueTimes: Measure
  readonly retries: Measure
  readonly errors: Measure
  readonly splits: Measure
  readonly #samples: Samples
  readonly #nowMs: () => number
  readonly #spentNs = new Map<ProducerTask, number>()

  constructor({ clientId, samples, nowMs }: ProducerObserverOptions) {
    this.clientId = clientId
    this.#samples = samples
    this.#nowMs = nowMs
    this.records = new Measure(samples)
    this.batchSizes = new Measure(samples)
    this.compression = new Measure(samples)
    this.queueTimes = new Measure(samples)
    this.retries = new Measure(samples)
    this.errors = new Measure(samples)
    this.splits = new Measure(samples)
  }

  /** These go to a broker now, in one request. */
  requested(batches: readonly CountedBatch[]): void {
    const nowMs = this.#nowMs()
    let records = 0
    for (const batch of batches) {
      const topic = this.#topic(batch.topic)
      const ratio = batch.bytes / batch.plainBytes
      topic.records.record(batch.records, nowMs)
      topic.bytes.record(batch.bytes, nowMs)
      topic.compression.record(ratio, nowMs)
      this.compression.record(ratio, nowMs)
      this.batchSizes.record(batch.bytes, nowMs)
      this.queueTimes.record(batch.waitedMs, nowMs)
      records += batch.records
    }
    this.records.record(records, nowMs)
  }

  /** They will be sent again. */
  retried(topic: string, records: number): void {
    const nowMs = this.#nowMs()
    this.#topic(topic).retries.record(records, nowMs)
    this.retries.record(records, nowMs)
  }

  /** They were written, as far as anybody told. */
  delivered(batch: SettledBatch): void {
    countSent(this, batch, this.#nowMs())
  }

  /** They were given up. */
  failed(batch: SettledBatch, error: unknown): void {
    const { topic, records } = batch
    const nowMs = this.#nowMs()
    this.#topic(topic).errors.record(records, nowMs)
    this.errors.record(records, nowMs)
    countSent(this, batch, nowMs, error)
  }

  /** One record got into no batch: it is too large, say, or its topic is not there. */
  refused(record: { readonly topic: string } | null): void {
    const nowMs = this.#nowMs()
    this.errors.record(1, nowMs)
    // Of a topic that nothing was sent to nobody wants to know, and there may be many such names.
    this.topics.get(record?.topic ?? '')?.errors.record(1, nowMs)
  }

  /** A batch was too large for its broker. */
  split(): void {
    this.splits.record(1, this.#nowMs())
  }

  /** `work`, with the time that it takes counted, whatever comes of it. */
  async timed<Result>(task: ProducerTask, work: () => Promise<Result>): Promise<Result> {
    const startMs = this.#nowMs()
    try {
      return await work()
    } finally {
      const spentNs = Math.round((this.#nowMs() - startMs) * nanosecondsPerMs)
      this.#spentNs.set(task, this.spentNs(task) + spentNs)
    }
  }

  spentNs(task: ProducerTask): number {
    return this.#spentNs.get(task) ?? 0
  }

  #topic(name: string): TopicProduction {
    let found = this.topics.get(name)
    if (found === undefined) this.topics.set(name, (found = new TopicProduction(this.#samples)))
    return found
  }
}
