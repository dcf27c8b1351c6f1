import { silentLogger, type Logger } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import { Cluster, type Patience } from '../cluster/cluster.ts'
import { clusterConfig } from '../cluster/cluster-config.ts'
import type { PartitionMetadata } from '../cluster/metadata-snapshot.ts'
import { systemClientEnv, type ClientEnv } from '../client-env.ts'
import { unlessAborted, type Deadline } from '../deadline.ts'
import { clientErrors } from '../errors.ts'
import { brokerError, isKafkaError, type KafkaError } from '../errors/kafka-error.ts'
import type { Metric } from '../observation/metric.ts'
import { readProducerMetrics } from '../observation/producer-metrics.ts'
import { ProducerObserver } from '../observation/producer-observer.ts'
import { traceSend, type TracedSend } from '../observation/telemetry/traced-send.ts'
import { activeTracer } from '../observation/telemetry/tracer.ts'
import { securityOf, type SecurityOptions } from '../security/security.ts'
import { BulkSend, type SentSummary } from './intake/bulk-send.ts'
import type { DeliveryState } from './delivery/delivery-state.ts'
import { IdempotentDelivery } from './delivery/idempotent-delivery.ts'
import { Partitioning, type Partitioner } from './partitioning/partitioning.ts'
import { plainDelivery } from './delivery/plain-delivery.ts'
import { producerConfig, type ProducerConfig, type ProducerSettings } from './producer-settings.ts'
import type { ProducerRecord, RecordMetadata } from './producer-record.ts'
import { RecordAccumulator } from './batches/record-accumulator.ts'
import { RecordIntake } from './intake/record-intake.ts'
import { SingleSend } from './intake/record-owner.ts'
import { sendAll, type RecordSource } from './intake/send-all.ts'
import type { SendOptions } from './send-options.ts'
import { Sender } from './delivery/sender.ts'
import { Transaction } from './transactions/transaction.ts'
import { TransactionCoordination } from './transactions/transaction-coordination.ts'
import { TransactionalDelivery } from './transactions/transactional-delivery.ts'

/** What a producer is given beside its settings. */
export interface ProducerOptions extends SecurityOptions {
  /** Chooses partitions instead of the built-in one. */
  readonly partitioner?: Partitioner | undefined
  /** Clock, network and randomness; left out: the machine's. */
  readonly env?: ClientEnv | undefined
  readonly logger?: Logger | undefined
  /** Speak no newer protocol of transactions than this; left out: the newest both sides speak. */
  readonly transactionVersionMax?: number | undefined
}

// What may wait, full, before `sendAll` takes a break: enough to keep requests full.
const crowdBytes = 1024 * 1024
const crowdCountMin = 16
const crowdCountMax = 1024

/** Sends records to topics. */
export class Producer implements AsyncDisposable {
  readonly #config: ProducerConfig
  readonly #cluster: Cluster
  readonly #accumulator: RecordAccumulator
  readonly #intake: RecordIntake
  readonly #sender: Sender
  readonly #state: DeliveryState
  readonly #transactions: TransactionalDelivery | undefined
  readonly #observer: ProducerObserver
  readonly #crowd: number
  #rooms: (() => void)[] = []
  #closing: Promise<void> | undefined

  constructor(settings: ProducerSettings, options: ProducerOptions = {}) {
    const { env = systemClientEnv, partitioner, logger = silentLogger } = options
    const config = producerConfig(settings)
    const { values, maxBlockMs, batchSize } = config
    this.#config = config
    this.#cluster = new Cluster(
      clusterConfig(
        { ...values, 'client.rack': '', 'default.api.timeout.ms': maxBlockMs },
        securityOf(values, options, env),
        { allowAutoTopicCreation: true },
      ),
      env,
    )
    const cluster = this.#cluster
    this.#observer = new ProducerObserver({
      clientId: values['client.id'],
      samples: cluster.config.samples,
      nowMs: () => env.clock.monotonicMs(),
    })
    const observer = this.#observer
    this.#accumulator = new RecordAccumulator(config, env.clock)
    const accumulator = this.#accumulator
    this.#transactions = this.#transactionalDelivery(options.transactionVersionMax)
    this.#state = this.#transactions ?? this.#plainDelivery()
    const state = this.#state
    this.#sender = new Sender({
      ...{ cluster, config, accumulator, state, observer },
      isMemoryShort: () => this.#intake.isMemoryShort,
      onProgress: () => this.#progressed(),
    })
    const sender = this.#sender
    const partitioning = new Partitioning({
      ...{ config, partitioner, env },
      stuckSinceMs: (leaderId) => sender.stuckSinceMs(leaderId),
    })
    this.#intake = new RecordIntake({
      ...{ cluster, config, accumulator, partitioning, sender, state, observer },
    })
    this.#crowd = Math.min(
      crowdCountMax,
      Math.max(crowdCountMin, Math.ceil(crowdBytes / batchSize)),
    )
    logger.debug({ clientId: values['client.id'] }, 'A producer begins.')
  }

  /**
   * Sends a record. Resolves when as many replicas have it as `acks` asks for; rejects with a
   * KafkaError after `delivery.timeout.ms` at the latest, not counting the `max.block.ms` that it
   * may wait for memory and for its topic. Records for one partition are written in the order of
   * the calls, whether or not anybody waits for them.
   */
  send(record: ProducerRecord, { signal }: SendOptions = {}): Promise<RecordMetadata> {
    const refusal = this.#refusal()
    if (refusal !== undefined) return Promise.reject(refusal)
    return this.#send(record, signal)
  }

  /**
   * Sends many records, as fast as they are taken and no faster, with one promise for all of them.
   * Rejects, when it is known what became of each that was handed over, with a RecordFailedError
   * that tells the first that failed; with the signal's reason; or with what the source throws.
   */
  async sendAll(source: RecordSource, { signal }: SendOptions = {}): Promise<SentSummary> {
    const refusal = this.#refusal()
    if (refusal !== undefined) throw refusal
    return await this.#sendAll(source, signal)
  }

  /**
   * Takes over the transactional id: whoever had it before is fenced off, and its open transaction
   * aborted. `beginTransaction` does it, too.
   */
  async initTransactions(patience: Patience = {}): Promise<void> {
    const transactions = this.#requireTransactions()
    await this.#observer.timed('txn-init', () => transactions.initialize(this.#patience(patience)))
  }

  /** Begins a transaction, once the one before has ended. Ask for one at a time. */
  async beginTransaction(patience: Patience = {}): Promise<Transaction> {
    const transactions = this.#requireTransactions()
    const observer = this.#observer
    await observer.timed('txn-begin', async () => {
      await transactions.initialize(this.#patience(patience))
      transactions.begin()
    })
    return new Transaction({
      get isUnfinished() {
        return transactions.isUnfinished
      },
      send: (record, { signal } = {}) => {
        const refusal = transactions.refusal('send a record')
        return reported(
          refusal === undefined ? this.#send(record, signal) : Promise.reject(refusal),
        )
      },
      sendAll: (source, { signal } = {}) => {
        const refusal = transactions.refusal('send records')
        return refusal === undefined ? this.#sendAll(source, signal) : Promise.reject(refusal)
      },
      sendOffsets: (offsets, group, more = {}) =>
        observer.timed('txn-send-offsets', () =>
          transactions.commitOffsets([...offsets], group, this.#patience(more)),
        ),
      commit: (more = {}) =>
        observer.timed('txn-commit', () => transactions.commit(this.#patience(more))),
      abort: (more = {}) =>
        observer.timed('txn-abort', () => transactions.abort(this.#patience(more))),
    })
  }

  /**
   * Sends at once what waits, and resolves when it is known what became of everything sent before;
   * with `timeoutMs` and `signal`, waits no longer than that.
   */
  async flush({ timeoutMs, signal }: Patience = {}): Promise<void> {
    const flushed = this.#observer.timed('flush', () => this.#flush())
    if (timeoutMs === undefined) return await unlessAborted(flushed, signal)
    const deadline = this.#cluster.deadline({ timeoutMs, signal })
    await deadline.wait(flushed, 'flush what was sent')
  }

  /** The partitions of a topic; waits for it as `send` does. */
  async partitionsFor(
    topic: string,
    { timeoutMs = this.#config.maxBlockMs, signal }: Patience = {},
  ): Promise<readonly PartitionMetadata[]> {
    const found = await this.#cluster.topic(topic, this.#cluster.deadline({ timeoutMs, signal }))
    return found.partitions
  }

  /** What this producer has counted, under the names of Kafka's own client. */
  metrics(): readonly Metric[] {
    const { traffic, metadata, env } = this.#cluster
    const source = {
      ...{ traffic, observer: this.#observer, memory: this.#accumulator.memory },
      clientId: this.#config.values['client.id'],
      metadataMs: metadata.refreshedMs,
      requestsInFlight: this.#sender.requestsInFlight,
    }
    return readProducerMetrics(source, env.clock.monotonicMs())
  }

  /**
   * Waits until it is known what became of everything that was sent, for `timeoutMs` (left out: as
   * long as that takes, which `delivery.timeout.ms` bounds), and fails the rest. Takes nothing new.
   */
  async close({ timeoutMs }: { readonly timeoutMs?: number } = {}): Promise<void> {
    this.#closing ??= this.#close(timeoutMs)
    await this.#closing
  }

  /** Closes, with all the time that it takes. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  #send(record: ProducerRecord, signal: AbortSignal | undefined): Promise<RecordMetadata> {
    const single = new SingleSend()
    const { promise } = single
    const { clientId } = this.#observer
    const tracer = activeTracer()
    const sent = tracer && traceSend(tracer, record, single, clientId)
    const { record: offered, owner } = sent ?? { record, owner: single }
    if (signal === undefined) this.#intake.offer(offered, owner)
    else this.#sendUnless(signal, { record: offered, owner }, promise)
    return promise
  }

  async #sendAll(source: RecordSource, signal: AbortSignal | undefined): Promise<SentSummary> {
    const bulk = new BulkSend()
    const tracer = activeTracer()
    const { clientId } = this.#observer
    const handOver = {
      offer: (record: ProducerRecord, owner: BulkSend, index: number): void => {
        if (this.#closing !== undefined) {
          owner.failed(clientErrors.CLOSED('producer'), index)
          return
        }
        const sent = tracer && traceSend(tracer, record, owner, clientId)
        if (sent === undefined) this.#intake.offer(record, owner, index)
        else this.#intake.offer(sent.record, sent.owner, index)
      },
      room: () => this.#room(),
    }
    try {
      await sendAll(source, bulk, handOver, signal)
    } finally {
      // Whoever gave up waits no longer; what was handed over is sent nevertheless.
      if (signal?.aborted !== true) await unlessAborted(bulk.settled(), signal)
    }
    return bulk.summary()
  }

  async #flush(): Promise<void> {
    await this.#intake.drained()
    await this.#sender.flush()
  }

  #sendUnless(
    signal: AbortSignal,
    { record, owner }: TracedSend,
    promise: Promise<RecordMetadata>,
  ): void {
    if (signal.aborted) {
      owner.failed(signal.reason, 0)
      return
    }
    const giveUp = (): void => {
      this.#intake.withdraw(owner, record)
      owner.failed(signal.reason, 0)
    }
    signal.addEventListener('abort', giveUp, { once: true })
    const forget = (): void => signal.removeEventListener('abort', giveUp)
    promise.then(forget, forget)
    this.#intake.offer(record, owner)
  }

  #plainDelivery(): DeliveryState {
    if (!this.#config.isIdempotent) return plainDelivery
    return new IdempotentDelivery({
      cluster: this.#cluster,
      wake: () => this.#sender.wake(),
      refused: (error) => this.#sender.giveUp(error, true),
    })
  }

  #transactionalDelivery(versionMax = Infinity): TransactionalDelivery | undefined {
    const { transactionalId, values } = this.#config
    if (transactionalId === undefined) return undefined
    const cluster = this.#cluster
    const transactionTimeoutMs = values['transaction.timeout.ms']
    return new TransactionalDelivery({
      ...{ cluster, transactionalId },
      coordination: new TransactionCoordination(cluster, {
        ...{ transactionalId, transactionTimeoutMs, versionMax },
      }),
      wake: () => this.#sender.wake(),
      flush: () => this.#flush(),
      giveUp: (error, all) => {
        this.#intake.giveUp(error)
        this.#sender.giveUp(error, all)
      },
    })
  }

  #requireTransactions(): TransactionalDelivery {
    if (this.#closing !== undefined) throw clientErrors.CLOSED('producer')
    if (this.#transactions !== undefined) return this.#transactions
    throw clientErrors.SETTINGS_CONTRADICT('transactions need a transactional.id')
  }

  #patience({ timeoutMs = this.#config.maxBlockMs, signal }: Patience): Deadline {
    return this.#cluster.deadline({ timeoutMs, signal })
  }

  /** Why nothing can be sent outside of a transaction. */
  #refusal(): KafkaError | undefined {
    if (this.#closing !== undefined) return clientErrors.CLOSED('producer')
    if (this.#transactions === undefined) return undefined
    const reason = 'a producer with a transactional.id sends in a transaction'
    return brokerError(ErrorCode.invalidTxnState, 'send a record', reason)
  }

  /** Undefined: there is room now. */
  #room(): Promise<void> | undefined {
    return this.#isCrowded ? new Promise((resolve) => this.#rooms.push(resolve)) : undefined
  }

  get #isCrowded(): boolean {
    return this.#intake.isBlocked || this.#accumulator.fullBatches >= this.#crowd
  }

  #progressed(): void {
    this.#intake.unblock()
    if (this.#rooms.length === 0 || this.#isCrowded) return
    const rooms = this.#rooms
    this.#rooms = []
    for (const enter of rooms) enter()
  }

  /** A transaction that nobody ended is aborted, as its records would wait for ever. */
  async #finish(): Promise<void> {
    if (this.#transactions?.isUnfinished === true) {
      await this.#transactions.abort(this.#patience({})).catch(() => undefined)
    }
    await this.#flush()
  }

  async #finishWithin(timeoutMs: number): Promise<void> {
    const deadline = this.#cluster.deadline({ timeoutMs })
    try {
      await deadline.wait(this.#finish(), 'finish what was sent')
    } catch (error) {
      if (!isKafkaError(error)) throw error // Too late: whoever waits is told.
    }
  }

  async #close(timeoutMs: number | undefined): Promise<void> {
    if (timeoutMs === undefined) await this.#finish()
    else if (timeoutMs > 0) await this.#finishWithin(timeoutMs)
    const error = clientErrors.CLOSED('producer')
    this.#intake.giveUp(error)
    this.#sender.giveUp(error, true)
    this.#sender.close()
    this.#intake.close()
    this.#cluster.close('producer')
  }
}

/** The end of a transaction tells of each record that failed, so nobody has to wait for each. */
function reported<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined)
  return promise
}
