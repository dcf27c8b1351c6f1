import {
  silentLogger,
  systemClock,
  systemFiles,
  systemNetwork,
  systemRandom,
  type Clock,
  type Logger,
} from '@barnabus/base'
import {
  Admin,
  Producer,
  type AdminSettings,
  type ConsumerOptions,
  type Metric,
  type ProducerRecord,
  type RecordMetadata,
} from '@barnabus/client'

import { ClaimCheck } from './claims/claim-check.ts'
import type { ClaimOptions, Claims } from './claims/claim-store.ts'
import { DeadLetters } from './dead-letters/dead-letters.ts'
import { EnvelopeWriter } from './envelope/envelope-writer.ts'
import type { EnvelopeMode } from './envelope/envelope.ts'
import { RandomIds } from './envelope/random-ids.ts'
import { busErrors } from './errors.ts'
import type { EncodeReply } from './handle/attempts.ts'
import type { Handler } from './handle/context.ts'
import type { Guarantee } from './guarantees/guarantee.ts'
import type { HandleOptions } from './handle/handle-options.ts'
import type { Handling } from './handle/handling.ts'
import { around, type Middleware } from './handle/middleware.ts'
import { startHandling } from './handle/start-handling.ts'
import type { NewMessage, PublishOptions } from './publish/publishing.ts'
import { RecordMaker } from './publish/record-maker.ts'
import type { ConfirmationCounts } from './receipts/confirmation-counts.ts'
import type { Sent } from './receipts/confirmations.ts'
import type { ReceiptStream, ReceiptStreamOptions } from './receipts/receipt-stream.ts'
import type { Receipt } from './receipts/receipt.ts'
import { applicationOf, receiptTopicOf } from './receipts/receipt-topic.ts'
import type { WaitOptions } from './receipts/wait.ts'
import { groupTopics } from './retry/group-topics.ts'
import { noSteps, type Steps } from './steps.ts'
import { Correspondence } from './requests/correspondence.ts'
import type { ReplyHandler, ReplyOptions } from './requests/reply-options.ts'
import type { RequestOptions } from './requests/requests.ts'
import type { RequestTopic, Topic } from './topics/topic.ts'

/** What a program may hand to a bus beside the settings of its clients. */
export interface BusOptions extends Pick<ConsumerOptions, 'env' | 'logger'> {
  /**
   * A name that this process has to itself and keeps when it starts again, such as a host's name:
   * what it left open is ended at once then. Left out: after the transaction's timeout.
   */
  readonly instance?: string
  /**
   * What the process is a part of, and the source of what it publishes; all that have this name share
   * their receipts. Left out: `client.id`.
   */
  readonly application?: string
  /** Kafka's settings of consumers, beside those of `handle`; not where that chooses a `group.protocol`. */
  readonly consumer?: NonNullable<HandleOptions['consumer']>
  /** Whether what is published tells what it is, in headers. Left out: `cloudevents`. */
  readonly envelope?: EnvelopeMode
  /** Where values are put that are too large for Kafka. Left out: they are published as they are. */
  readonly claims?: ClaimOptions
  /** Is told how far the bus has got; tests crash it there. */
  readonly steps?: Steps
  /** Decides when messages are due, and how long the bus waits. Left out: the clock of `env`. */
  readonly clock?: Clock
}

/** Connects to a cluster. Rejects if none of its brokers can be reached. */
export async function connect(settings: AdminSettings, options: BusOptions = {}): Promise<Bus> {
  const bus = new Bus(settings, options)
  try {
    await bus.check()
  } catch (error) {
    await bus.close()
    throw error
  }
  return bus
}

/** Publishes messages, and handles them. */
export class Bus implements AsyncDisposable {
  readonly #settings: AdminSettings
  readonly #options: BusOptions
  readonly #logger: Logger
  readonly #admin: Admin
  readonly #records: RecordMaker
  readonly #claims: ClaimCheck
  readonly #correspondence: Correspondence
  readonly #handlings = new Set<Handling>()
  readonly #middlewares: Middleware[] = []
  readonly #stopping = new AbortController()
  #producer: Producer | undefined
  #closing: Promise<void> | undefined

  /** Only for `connect`. */
  constructor(settings: AdminSettings, options: BusOptions) {
    this.#settings = settings
    this.#options = options
    this.#logger = options.logger ?? silentLogger
    const source = options.application ?? applicationOf(settings)
    const receiptTopic = receiptTopicOf(source)
    this.#admin = new Admin(settings, this.#clientOptions)
    const random = options.env?.random ?? systemRandom
    const envelopes = { mode: options.envelope ?? 'cloudevents', source, clock: this.#clock }
    const steps = options.steps ?? noSteps
    this.#claims = new ClaimCheck({ claims: options.claims, clock: this.#clock, random, steps })
    this.#records = new RecordMaker(
      new EnvelopeWriter({ ...envelopes, ids: new RandomIds(random) }),
      this.#claims,
    )
    this.#correspondence = new Correspondence({
      ...{ settings, admin: this.#admin, options: this.#clientOptions, logger: this.#logger },
      topic: receiptTopic,
      ...{ records: this.#records, claims: this.#claims },
      ...{ clock: this.#clock, random },
      steps: options.steps ?? noSteps,
      send: (record, signal) => this.#send(record, signal),
    })
  }

  /** Rejects if the cluster does not answer. */
  async check(): Promise<void> {
    await this.#admin.describeCluster()
  }

  /**
   * Publishes a message. Resolves when all replicas that are in sync have it; with `receipts`, what
   * becomes of it in these groups can be waited for then.
   */
  async publish<Input>(
    topic: Topic<Input, unknown>,
    message: NewMessage<Input>,
    options: PublishOptions & { readonly receipts: readonly string[] },
  ): Promise<Sent>
  async publish<Input>(
    topic: Topic<Input, unknown>,
    message: NewMessage<Input>,
    options?: PublishOptions,
  ): Promise<RecordMetadata>
  async publish<Input>(
    topic: Topic<Input, unknown>,
    message: NewMessage<Input>,
    { receipts, signal }: PublishOptions = {},
  ): Promise<RecordMetadata> {
    this.#requireOpen()
    const record = await this.#records.recordOf(topic, message)
    if (receipts === undefined) return await this.#send(record, signal)
    return await this.#correspondence.confirmations.send(record, receipts, signal)
  }

  /**
   * What became of a message in a group that was asked for a receipt when it was published, by this
   * process or another one of the same application, within the last day. Rejects with
   * UnknownOutcomeError where that is not known in time.
   */
  async receipt(id: string, group: string, options?: WaitOptions): Promise<Receipt> {
    this.#requireOpen()
    return await this.#correspondence.confirmations.receipt(id, group, options)
  }

  /**
   * What becomes of messages of this application for which receipts or replies were asked, as it comes,
   * for whoever passes it on: each at least once, also after a break, for a day. Resolves when nothing
   * will be missed; rejects with POSITION_REFUSED, or RECEIPTS_GONE.
   */
  async receipts(options: ReceiptStreamOptions = {}): Promise<ReceiptStream> {
    this.#requireOpen()
    return await this.#correspondence.stream(options)
  }

  /** Large values that were put into the store. */
  get claims(): Claims {
    return this.#claims
  }

  /** What happened to receipts and replies since the bus was connected. */
  get confirmations(): ConfirmationCounts {
    return this.#correspondence.counts.read()
  }

  /** What is handled, and was until it stopped. */
  get handlings(): readonly Handling[] {
    return [...this.#handlings]
  }

  /** Puts this around the handlers of every topic that is handled from now on. */
  use(middleware: Middleware): void {
    this.#middlewares.push(middleware)
  }

  /**
   * Handles a topic as a member of a group, until the bus closes. Resolves when it has begun; rejects
   * where what the options promise could not hold.
   */
  async handle<Value, Database = undefined>(
    topic: Topic<never, Value>,
    options: HandleOptions<Database, NoInfer<Value>>,
    handler: Handler<Value, Database>,
  ): Promise<Handling> {
    // What the database is does not concern anybody between this and the handler.
    return await this.#handle(topic, options as HandleOptions, handler as Handler<Value>)
  }

  /** What was counted of each topic that is handled, in the form of the client's metrics. */
  metrics(): readonly Metric[] {
    return [...this.#handlings].flatMap((handling) => handling.metrics())
  }

  /** What is promised of each topic that is handled, as the cluster is set up now. */
  async guarantees(): Promise<readonly Guarantee[]> {
    this.#requireOpen()
    return await Promise.all([...this.#handlings].map((handling) => handling.guarantee()))
  }

  /**
   * The reply to a message, of which a group that uses `reply` takes care. Rejects with RequestError
   * where it is known that there will be none, and with UnknownOutcomeError where nothing is known in
   * time; requests that come too late are not handled.
   */
  async request<Input, ReplyOutput>(
    topic: RequestTopic<Input, unknown, never, ReplyOutput>,
    message: NewMessage<Input>,
    options: RequestOptions = {},
  ): Promise<ReplyOutput> {
    this.#requireOpen()
    return await this.#correspondence.requests.request(topic, message, options)
  }

  /**
   * Handles a topic exactly once, as `handle` does; what the handler gives is the reply, for whoever
   * asks for one. A request that becomes a dead letter is answered with the reason.
   */
  async reply<Value, ReplyInput>(
    topic: RequestTopic<never, Value, ReplyInput, unknown>,
    options: ReplyOptions,
    handler: ReplyHandler<Value, ReplyInput>,
  ): Promise<Handling> {
    const exactly = { ...options, delivery: 'exactly-once' } as const
    return await this.#handle(topic, exactly, handler, (value) =>
      this.#records.payloadOf(topic.reply, value as ReplyInput, topic.name),
    )
  }

  /** What a group has given up of a topic, which may be handled elsewhere, or by nobody now. */
  deadLetters<Input>(topic: Topic<Input, unknown>, group: string): DeadLetters<Input> {
    this.#requireOpen()
    const { env, steps = noSteps } = this.#options
    return new DeadLetters(topic, {
      ...{ source: topic.name, group, topics: groupTopics(topic.name, group), steps },
      claims: this.#claims,
      settings: this.#settings,
      reader: {
        ...{ admin: this.#admin, settings: this.#settings, options: this.#clientOptions },
        signal: this.#stopping.signal,
      },
      clock: this.#clock,
      random: env?.random ?? systemRandom,
    })
  }

  /** Takes nothing new, settles what was taken, leaves all groups, and closes all connections. */
  async close(): Promise<void> {
    this.#closing ??= this.#close()
    await this.#closing
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  get #clientOptions(): ConsumerOptions {
    const env = {
      clock: systemClock,
      files: systemFiles,
      network: systemNetwork,
      random: systemRandom,
    }
    return { env: this.#options.env ?? env, logger: this.#logger }
  }

  get #clock(): Clock {
    return this.#options.clock ?? this.#options.env?.clock ?? systemClock
  }

  async #handle<Value>(
    topic: Topic<never, Value>,
    options: HandleOptions,
    handler: Handler<Value>,
    encodeReply?: EncodeReply,
  ): Promise<Handling> {
    this.#requireOpen()
    const { targets, counts } = this.#correspondence
    const workshop = {
      settings: this.#settings,
      admin: this.#admin,
      options: this.#clientOptions,
      clock: this.#clock,
      random: this.#options.env?.random ?? systemRandom,
      logger: this.#logger,
      steps: this.#options.steps ?? noSteps,
      records: this.#records,
      claims: this.#claims,
      signal: this.#stopping.signal,
      confirming: { targets, counts },
      instance: this.#options.instance,
      consumer: this.#options.consumer ?? {},
    }
    const wrapped = around(this.#middlewares, handler)
    const handling = await startHandling(topic, options, wrapped, workshop, encodeReply)
    this.#handlings.add(handling)
    return handling
  }

  async #send(record: ProducerRecord, signal: AbortSignal | undefined): Promise<RecordMetadata> {
    this.#producer ??= new Producer(
      { ...this.#settings, acks: 'all', 'enable.idempotence': true },
      this.#clientOptions,
    )
    return await this.#producer.send(record, { signal })
  }

  #requireOpen(): void {
    if (this.#closing !== undefined) throw busErrors.CLOSED()
  }

  async #close(): Promise<void> {
    const handlings = [...this.#handlings]
    await Promise.allSettled(handlings.map((handling) => handling.stop()))
    this.#stopping.abort()
    await Promise.allSettled(handlings.map((handling) => handling.close()))
    await this.#correspondence.close()
    await this.#producer?.close()
    await this.#admin.close()
  }
}
