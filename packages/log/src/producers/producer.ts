import type { RecordBatch } from '@barnabus/protocol'

/** How many batches of each producer are remembered: as many as it may have in flight. */
const batchesRemembered = 5

const sequenceMax = 0x7fffffff

/** A batch that a producer wrote, as far as it takes to recognise it. */
export interface ProducedBatch {
  readonly lastSequence: number
  readonly lastOffset: bigint
  /** How many records it has, less one. */
  readonly offsetDelta: number
  readonly timestamp: bigint
}

/** An idempotent producer, as one partition knows it. */
export class Producer {
  readonly producerId: bigint
  epoch: number
  lastTimestamp: bigint
  coordinatorEpoch: number
  /** Where its open transaction began; undefined: none is open. */
  transactionStart: bigint | undefined
  /** When we last heard of it, by our clock; for expiry. */
  seenAtMs: number
  readonly #batches: ProducedBatch[] = [] // The oldest comes first; all are of `epoch`.

  constructor(state: {
    readonly producerId: bigint
    readonly epoch: number
    readonly lastTimestamp: bigint
    readonly coordinatorEpoch: number
    readonly transactionStart: bigint | undefined
    readonly seenAtMs: number
  }) {
    this.producerId = state.producerId
    this.epoch = state.epoch
    this.lastTimestamp = state.lastTimestamp
    this.coordinatorEpoch = state.coordinatorEpoch
    this.transactionStart = state.transactionStart
    this.seenAtMs = state.seenAtMs
  }

  /** The last batches of this epoch, the oldest first. */
  get batches(): readonly ProducedBatch[] {
    return this.#batches
  }

  /** -1: it wrote nothing in this epoch. */
  get lastSequence(): number {
    return this.#batches.at(-1)?.lastSequence ?? -1
  }

  /** The remembered batch that is exactly `batch`. */
  duplicateOf(batch: RecordBatch): ProducedBatch | undefined {
    if (batch.producerEpoch !== this.epoch) return undefined
    const { baseSequence, lastSequence } = batch
    return this.#batches.find(
      (known) => known.lastSequence === lastSequence && firstSequenceOf(known) === baseSequence,
    )
  }

  /** Whether a batch of this epoch with this first sequence number comes next. */
  expects(baseSequence: number): boolean {
    const { lastSequence } = this // -1 before the first batch of an epoch that a marker began.
    return baseSequence === (lastSequence === sequenceMax ? 0 : lastSequence + 1)
  }

  /**
   * Notes a batch that is in the log, whatever it is: a producer that was forgotten while it was
   * silent may have begun anew, and in recovery we have not forgotten it.
   */
  add(epoch: number, batch: ProducedBatch): void {
    this.enter(epoch)
    if (this.#batches.length === batchesRemembered) this.#batches.shift()
    this.#batches.push(batch)
    this.lastTimestamp = batch.timestamp
  }

  /** Batches of another epoch are no longer known again. */
  enter(epoch: number): void {
    if (epoch !== this.epoch) this.#batches.length = 0
    this.epoch = epoch
  }
}

/** The sequence number of a batch's first record: they start at 0 again after 2^31 - 1. */
function firstSequenceOf(batch: ProducedBatch): number {
  const first = batch.lastSequence - batch.offsetDelta
  return first >= 0 ? first : first + sequenceMax + 1
}
