import type { Clock } from '@barnabus/base'
import { ErrorCode, type TransactionOutcome } from '@barnabus/protocol'

import type { Partition } from '../../partitions/partition.ts'
import { encodeBatches, type BatchTerms, type TransactionalProducer } from './encode-batches.ts'
import type { ReplicatedState } from './replicated-state.ts'
import { Timers } from './timers.ts'

/** What was decided: the records to write, and what to say once they are on disk. */
export interface Decision<StoredRecord, Answer> {
  readonly records: readonly StoredRecord[]
  readonly answer: Answer
}

/** What came of an attempt to write. */
export type Written =
  /** In the log and in effect; on disk when `durable` resolves. */
  | { readonly kind: 'written'; readonly durable: Promise<void> }
  /** Nothing was written, nothing has changed. */
  | { readonly kind: 'refused'; readonly errorCode: ErrorCode }

export interface WriteOptions {
  readonly atomic?: boolean
  readonly producer?: TransactionalProducer
  /** The state is as the records say already: they are written down only. */
  readonly applied?: boolean
}

/** What the topic of a shard says about its batches. */
export type TopicTerms = Pick<BatchTerms, 'sizeMax' | 'compression'> & {
  readonly leaderEpoch: number
}

/** One partition of an internal topic, the state that its records add up to, and its timers. */
export class Shard<StoredRecord, State extends ReplicatedState<StoredRecord>> {
  readonly state: State
  readonly timers: Timers
  readonly #partition: Partition
  readonly #terms: () => TopicTerms
  readonly #clock: Clock
  /** By the key they are about: the newest write that is not on disk yet. */
  readonly #pending = new Map<string, Promise<void>>()

  constructor(options: {
    readonly state: State
    readonly partition: Partition
    readonly terms: () => TopicTerms
    readonly clock: Clock
  }) {
    this.state = options.state
    this.timers = new Timers(options.clock)
    this.#partition = options.partition
    this.#terms = options.terms
    this.#clock = options.clock
  }

  get partition(): number {
    return this.#partition.partition
  }

  /**
   * Decides, appends, applies, all of it at once, so that whoever decides next sees the effect;
   * answers when what is known of `key` is on disk. Nothing shows that a power cut could undo.
   *
   * Rejects if the data directory has failed: then nobody knows what is on disk.
   */
  async decide<Answer>(
    key: string,
    decide: (state: State) => Decision<StoredRecord, Answer>,
    options: WriteOptions & { readonly refused: (errorCode: ErrorCode) => Answer },
  ): Promise<Answer> {
    const { records, answer } = decide(this.state)
    const written = this.write(key, records, options)
    if (written.kind === 'refused') return options.refused(written.errorCode)
    await written.durable
    return answer
  }

  /** Appends and applies. `durable` waits for earlier writes about `key` too. */
  write(key: string, records: readonly StoredRecord[], options: WriteOptions = {}): Written {
    if (records.length > 0) {
      const errorCode = this.#append(key, records, options)
      if (errorCode !== ErrorCode.none) return { kind: 'refused', errorCode }
    }
    return { kind: 'written', durable: this.durable(key) }
  }

  /** Resolves when all that was written about `key` is on disk. */
  durable(key: string): Promise<void> {
    return this.#pending.get(key) ?? onDisk
  }

  /** Resolves when all that was written so far is on disk. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending.values())
  }

  /** A marker is in the partition, and on disk when `durable` resolves. */
  endTransaction(producerId: bigint, outcome: TransactionOutcome, durable: Promise<void>): void {
    const keys = this.state.endTransaction?.(producerId, outcome) ?? []
    for (const key of keys) this.#remember(key, durable)
  }

  /** Ends what was to happen later. */
  close(): void {
    this.timers.cancelAll()
  }

  #append(
    key: string,
    records: readonly StoredRecord[],
    { atomic = false, producer, applied = false }: WriteOptions,
  ): ErrorCode {
    const nowMs = this.#clock.nowMs()
    const { leaderEpoch, ...terms } = this.#terms()
    const batches = encodeBatches(
      records.map((record) => this.state.encode(record)),
      { ...terms, nowMs, atomic, producer },
    )
    if (batches === undefined) return ErrorCode.unknownServerError // As Kafka: it will never fit.

    let next = 0
    for (const batch of batches) {
      const context = { leaderEpoch, origin: 'coordinator', requestedAtMs: nowMs } as const
      const outcome = this.#partition.append(batch, context)
      if (outcome.kind === 'refused') return coordinatorErrorOf(outcome.errorCode)
      if (outcome.kind === 'appended') {
        this.#remember(key, outcome.durable)
        const end = next + Number(outcome.lastOffset - outcome.baseOffset) + 1
        if (!applied) this.#apply(records.slice(next, end), outcome.baseOffset, producer)
        next = end
      }
    }
    return ErrorCode.none
  }

  #apply(
    records: readonly StoredRecord[],
    baseOffset: bigint,
    producer: TransactionalProducer | undefined,
  ): void {
    const producerId = producer?.producerId
    records.forEach((record, index) => {
      this.state.apply(record, { offset: baseOffset + BigInt(index), producerId })
    })
  }

  #remember(key: string, durable: Promise<void>): void {
    const done = durable.then(() => {
      if (this.#pending.get(key) === done) this.#pending.delete(key)
    })
    done.catch(() => undefined) // Whoever waits hears of it; the directory has failed as a whole.
    this.#pending.set(key, done)
  }
}

const onDisk = Promise.resolve()

/** Errors that say something about a transactional producer, and not about the log. */
const ofProducers: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.invalidProducerEpoch,
  ErrorCode.invalidTxnState,
])

/** What clients of coordinators are told of trouble with the log: whom to ask, and to ask again. */
function coordinatorErrorOf(errorCode: ErrorCode): ErrorCode {
  if (ofProducers.has(errorCode)) return errorCode
  return errorCode === ErrorCode.kafkaStorageError
    ? ErrorCode.notCoordinator
    : ErrorCode.coordinatorNotAvailable
}
