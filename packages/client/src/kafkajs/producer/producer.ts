import { Producer as OwnProducer } from '../../producer/producer.ts'
import type { ClientContext } from '../client-context.ts'
import { CompressionTypes, compressionName, type CompressionType } from '../compression-types.ts'
import type { Settings } from '../connection-settings.ts'
import {
  Instrumentation,
  type InstrumentationEvent,
  type RemoveInstrumentationEventListener,
} from '../instrumentation.ts'
import { KafkaJSError, KafkaJSNonRetriableError } from '../kafkajs-error.ts'
import { ownLogger, type Logger } from '../logger.ts'
import { made, translating } from '../translate-error.ts'
import { partitionerOf } from './partitioners.ts'
import type { ProducerConfig } from './producer-config.ts'
import { producerSettings } from './producer-settings.ts'
import {
  checkMessages,
  metadataOf,
  recordsOf,
  type ProducerBatch,
  type ProducerRecord,
  type RecordMetadata,
  type Sender,
} from './sending.ts'
import { Transaction } from './transaction.ts'

const events = { CONNECT: 'producer.connect', DISCONNECT: 'producer.disconnect' } as const

/** The events of a producer, and what they tell. */
export interface ProducerEventPayloads {
  readonly 'producer.connect': null
  readonly 'producer.disconnect': null
}

const acksAllowed: ReadonlySet<number> = new Set([-1, 0, 1])

/** A producer as kafkajs has it. */
export class Producer implements Sender, AsyncDisposable {
  readonly events = events
  readonly #context: ClientContext
  readonly #config: ProducerConfig
  readonly #logger: Logger
  readonly #instrumentation: Instrumentation<ProducerEventPayloads>
  readonly #isPartitioned: boolean
  /** One for each way to send: what kafkajs decides by message, we do by producer. */
  readonly #producers = new Map<string, OwnProducer>()
  #status: 'disconnected' | 'connected' | 'disconnecting' = 'disconnected'
  #settings: Settings = {}
  #transactional: OwnProducer | undefined
  #transaction: Transaction | undefined
  #hasWarned = false

  constructor(context: ClientContext, config: ProducerConfig) {
    if (config.idempotent === true && (context.retry.retries ?? 1) < 1) {
      throw new KafkaJSNonRetriableError(
        'Idempotent producer must allow retries to protect against transient errors',
      )
    }
    this.#context = context
    this.#config = config
    this.#logger = context.logger.namespace('Producer')
    this.#isPartitioned = partitionerOf(config.createPartitioner) !== undefined
    const { clock } = context.env
    this.#instrumentation = new Instrumentation(clock, this.#logger, Object.values(events))
  }

  /** Finds the cluster. Rejects if nobody is there. */
  async connect(): Promise<void> {
    if (this.#status === 'connected') return
    const { kafka, retry } = this.#context
    const own = producerSettings(kafka, this.#config, retry)
    const connection = await this.#context.reach()
    this.#settings = { ...connection, ...own }
    this.#status = 'connected'
    this.#instrumentation.emit('producer.connect', null)
  }

  /** Waits for what is being sent, and closes all connections. */
  async disconnect(): Promise<void> {
    if (this.#status !== 'connected') return
    this.#status = 'disconnecting'
    const open = [...this.#producers.values(), this.#transactional]
    this.#producers.clear()
    this.#transactional = undefined
    this.#transaction = undefined
    await Promise.all(
      open.flatMap((producer) => (producer === undefined ? [] : [producer.close()])),
    )
    this.#status = 'disconnected'
    this.#instrumentation.emit('producer.disconnect', null)
  }

  /** Disconnects; not in kafkajs. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.disconnect()
  }

  /** Sends messages to one topic. Resolves when those have them who `acks` asks for. */
  async send({ topic, messages, ...options }: ProducerRecord): Promise<RecordMetadata[]> {
    return await this.sendBatch({ ...options, topicMessages: [{ topic, messages }] })
  }

  /** Sends messages to several topics; likewise. */
  async sendBatch(batch: ProducerBatch): Promise<RecordMetadata[]> {
    const { topicMessages = [], acks = -1, compression = 0 } = batch
    checkMessages(topicMessages)
    const producer = this.#producerFor(acks, compression)
    const records = recordsOf(topicMessages, this.#isPartitioned)
    const summary = await translating(producer.sendAll(records))
    return acks === 0 ? [] : metadataOf(summary)
  }

  /** Begins a transaction; one at a time. Whoever had the transactional id before is fenced off. */
  async transaction(): Promise<Transaction> {
    if (this.#config.transactionalId === undefined) {
      throw new KafkaJSNonRetriableError('Must provide transactional id for transactional producer')
    }
    if (this.#transaction?.isActive() === true) {
      throw new KafkaJSNonRetriableError(
        'There is already an ongoing transaction for this producer. Please end the transaction before beginning another.',
      )
    }
    this.#requireConnected()
    this.#transactional ??= this.#make({
      'transactional.id': this.#config.transactionalId,
      'compression.type': nameOf(this.#config.compression ?? 0),
    })
    const own = await translating(this.#transactional.beginTransaction())
    this.#transaction = new Transaction(own, {
      isPartitioned: this.#isPartitioned,
      compression: this.#config.compression ?? CompressionTypes.None,
      onOtherCompression: () => this.#warnOfCompression(),
    })
    return this.#transaction
  }

  isIdempotent(): boolean {
    return this.#config.idempotent === true
  }

  /** Calls `listener` with each event of that name, until what this gives is called. */
  on<Name extends keyof ProducerEventPayloads>(
    name: Name,
    listener: (event: InstrumentationEvent<ProducerEventPayloads[Name]>) => unknown,
  ): RemoveInstrumentationEventListener {
    return this.#instrumentation.on(name, listener)
  }

  logger(): Logger {
    return this.#logger
  }

  #producerFor(acks: number, compression: CompressionType): OwnProducer {
    if (this.isIdempotent() && acks !== -1) {
      throw new KafkaJSNonRetriableError(
        "Not requiring ack for all messages invalidates the idempotent producer's EoS guarantees",
      )
    }
    if (!acksAllowed.has(acks)) throw new KafkaJSNonRetriableError(`Invalid acks: ${acks}`)
    this.#requireConnected()
    const key = `${acks} ${compression}`
    const found = this.#producers.get(key)
    if (found !== undefined) return found
    const made = this.#make({ acks: String(acks), 'compression.type': nameOf(compression) })
    this.#producers.set(key, made)
    return made
  }

  #make(settings: Settings): OwnProducer {
    const { env, oauthBearerToken } = this.#context
    const options = {
      ...{ env, logger: ownLogger(this.#logger), ...oauthBearerToken },
      partitioner: partitionerOf(this.#config.createPartitioner),
    }
    return made(() => new OwnProducer({ ...this.#settings, ...settings }, options))
  }

  #warnOfCompression(): void {
    if (this.#hasWarned) return
    this.#hasWarned = true
    this.#logger.warn(
      'compression of send has no effect in a transaction: give it to kafka.producer instead',
    )
  }

  #requireConnected(): void {
    if (this.#status === 'connected') return
    if (this.#status === 'disconnected') throw new KafkaJSError('The producer is disconnected')
    throw new KafkaJSNonRetriableError(
      "The producer is disconnecting; therefore, it can't safely accept messages anymore",
    )
  }
}

function nameOf(compression: number): string {
  const name = compressionName(compression)
  if (name !== undefined) return name
  throw new KafkaJSNonRetriableError(`Invalid compression: ${compression}`)
}
