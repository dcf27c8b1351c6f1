import type { Timer } from '@barnabus/base'

import { Consumer as OwnConsumer } from '../../consumer/consumer.ts'
import { describeGroups, type GroupDescription } from '../admin/groups.ts'
import type { ClientContext } from '../client-context.ts'
import type { Settings } from '../connection-settings.ts'
import {
  Instrumentation,
  type InstrumentationEvent,
  type RemoveInstrumentationEventListener,
} from '../instrumentation.ts'
import { KafkaJSNonRetriableError } from '../kafkajs-error.ts'
import { ownLogger, type Logger } from '../logger.ts'
import { retryDefaults } from '../retry-options.ts'
import { made, translateError, translating } from '../translate-error.ts'
import { consumerTimes, type ConsumerConfig, type ConsumerSubscription } from './consumer-config.ts'
import { consumerEvents, type ConsumerEventPayloads } from './consumer-events.ts'
import type { ConsumerRunConfig } from './consumer-run-config.ts'
import { ConsumerRun } from './consumer-run.ts'
import { consumerSettings } from './consumer-settings.ts'
import { offsetNumber, partitionNumber, topicName } from './given-offsets.ts'
import { checkAssigners, kafkajsRoundRobin } from './partition-assigners.ts'
import { PausedTopics, type TopicChoice } from './paused-topics.ts'

/** A partition, and an offset as text. */
export interface TopicPartitionOffset {
  readonly topic: string
  readonly partition: number
  readonly offset: string
}

/** An offset to be committed. */
export interface TopicPartitionOffsetAndMetadata extends TopicPartitionOffset {
  readonly metadata?: string | null | undefined
}

/** A consumer as kafkajs has it. */
export class Consumer implements AsyncDisposable {
  readonly events = consumerEvents
  readonly #context: ClientContext
  readonly #config: ConsumerConfig
  readonly #logger: Logger
  readonly #instrumentation: Instrumentation<ConsumerEventPayloads>
  readonly #topics = new Map<string, { readonly fromBeginning: boolean }>()
  readonly #paused = new PausedTopics()
  #settings: Settings | undefined
  #run: ConsumerRun | undefined
  #stopping: Promise<void> | undefined
  #restart: Timer | undefined
  /** Whether the program wants it to run, and to run again after a crash. */
  #isWanted = false

  constructor(context: ClientContext, config: ConsumerConfig) {
    if (!config.groupId) {
      throw new KafkaJSNonRetriableError('Consumer groupId must be a non-empty string.')
    }
    checkTimes(config)
    checkAssigners(config.partitionAssigners)
    this.#context = context
    this.#config = config
    this.#logger = context.logger.namespace('Consumer')
    const names = Object.values(consumerEvents)
    this.#instrumentation = new Instrumentation(context.env.clock, this.#logger, names)
  }

  /** Finds the cluster. Rejects if nobody is there. */
  async connect(): Promise<void> {
    await this.#connected()
    this.#instrumentation.emit('consumer.connect', null)
  }

  /** Stops, and closes all connections. */
  async disconnect(): Promise<void> {
    await this.stop()
    this.#instrumentation.emit('consumer.disconnect', null)
  }

  /** Disconnects; not in kafkajs. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.disconnect()
  }

  /** Adds topics to what is read, before `run`. */
  async subscribe(subscription: ConsumerSubscription): Promise<void> {
    if (this.#run !== undefined) {
      throw new KafkaJSNonRetriableError('Cannot subscribe to topic while consumer is running')
    }
    const { fromBeginning = false } = subscription
    const wanted = wantedTopics(subscription)
    const there = wanted.some((one) => one instanceof RegExp) ? await this.#allTopics() : []
    for (const one of wanted) {
      const names = typeof one === 'string' ? [one] : there.filter((name) => name.search(one) >= 0)
      for (const name of names) this.#topics.set(name, { fromBeginning })
    }
  }

  /** Joins the group, and hands messages to the program until `stop`. Resolves when it has joined. */
  async run(config: ConsumerRunConfig = {}): Promise<void> {
    if (this.#run !== undefined) {
      this.#logger.warn('consumer#run was called, but the consumer is already running')
      return
    }
    if (this.#topics.size === 0) {
      throw new KafkaJSNonRetriableError('Cannot run: no topic is subscribed to')
    }
    if (config.eachMessage === undefined && config.eachBatch === undefined) {
      throw new KafkaJSNonRetriableError('Cannot run: neither eachMessage nor eachBatch is given')
    }
    this.#restart?.cancel()
    this.#isWanted = true
    await this.#start(config)
  }

  /** Lets the program finish what it was given, and leaves the group; `run` comes back to it. */
  async stop(): Promise<void> {
    this.#isWanted = false
    this.#restart?.cancel()
    await this.#stopRun()
  }

  /** Commits these offsets: those of the messages to be read next. */
  async commitOffsets(
    topicPartitions: readonly TopicPartitionOffsetAndMetadata[] = [],
  ): Promise<void> {
    const offsets = topicPartitions.map(({ topic, partition, offset, metadata }) => ({
      topic: topicName(topic),
      partition: partitionNumber(partition),
      offset: offsetNumber(offset, 0n),
      metadata: metadata ?? undefined,
    }))
    await this.#requireRun().commitOffsets(offsets)
  }

  /** Goes on at that offset; '-2' is the first message, and '-1' what comes behind the last. */
  seek({ topic, partition, offset }: TopicPartitionOffset): void {
    const where = { topic: topicName(topic), partition: partitionNumber(partition) }
    const at = offsetNumber(offset, -2n)
    this.#requireRun().seek(where, at)
  }

  /** Hands out nothing of these until `resume`. */
  pause(topics: readonly TopicChoice[] = []): void {
    const choices = topics.map((one) => ({ ...one, topic: topicName(one.topic) }))
    this.#requireRun().pauseTopics(choices)
  }

  resume(topics: readonly TopicChoice[] = []): void {
    const choices = topics.map((one) => ({ ...one, topic: topicName(one.topic) }))
    this.#requireRun().resumeTopics(choices)
  }

  /** What is paused of what is read now. */
  paused(): { topic: string; partitions: number[] }[] {
    return this.#run?.pausedPartitions() ?? []
  }

  /** The group and its members. */
  async describeGroup(): Promise<GroupDescription> {
    await using admin = this.#context.admin(await this.#context.settings())
    const { groups } = await describeGroups(admin, [this.#config.groupId])
    return groups[0]!
  }

  /** Calls `listener` with each event of that name, until what this gives is called. */
  on<Name extends keyof ConsumerEventPayloads>(
    name: Name,
    listener: (event: InstrumentationEvent<ConsumerEventPayloads[Name]>) => unknown,
  ): RemoveInstrumentationEventListener {
    return this.#instrumentation.on(name, listener)
  }

  logger(): Logger {
    return this.#logger
  }

  async #connected(): Promise<Settings> {
    const { kafka, retry } = this.#context
    const own = consumerSettings(kafka, this.#config, retry)
    this.#settings ??= { ...(await this.#context.reach()), ...own }
    return this.#settings
  }

  async #allTopics(): Promise<readonly string[]> {
    const { patienceMs: timeoutMs } = this.#context
    await using admin = this.#context.admin(await this.#context.settings())
    const listed = await translating(admin.listTopics({ timeoutMs }))
    return listed.map(({ topic }) => topic)
  }

  async #start(config: ConsumerRunConfig): Promise<void> {
    const { env, oauthBearerToken } = this.#context
    // Without a wait where there is none to be had: programs seek right after they called `run`.
    const settings = this.#settings ?? (await this.#connected())
    const given = { ...settings, 'auto.offset.reset': this.#offsetReset() }
    const options = {
      ...{ env, logger: ownLogger(this.#logger), ...oauthBearerToken },
      assignors: [kafkajsRoundRobin],
    }
    const consumer = made(() => new OwnConsumer(given, options))
    const run = new ConsumerRun({
      ...{ consumer, config, context: this.#context, topics: new Map(this.#topics) },
      ...{ paused: this.#paused, logger: this.#logger, instrumentation: this.#instrumentation },
      heartbeatIntervalMs: this.#config.heartbeatInterval ?? consumerTimes.heartbeatInterval,
      patienceMs: this.#config.rebalanceTimeout ?? consumerTimes.rebalanceTimeout,
      onCrash: (error) => void this.#crashed(error, config),
    })
    this.#run = run
    await run.start()
  }

  async #stopRun(): Promise<void> {
    this.#stopping ??= this.#stopRunOnce().finally(() => {
      this.#stopping = undefined
    })
    await this.#stopping
  }

  async #stopRunOnce(): Promise<void> {
    const run = this.#run
    if (run === undefined) return
    await run.stop()
    this.#run = undefined
    this.#instrumentation.emit('consumer.stop', null)
  }

  #offsetReset(): 'earliest' | 'latest' {
    const all = Array.from(this.#topics.values())
    return all.every(({ fromBeginning }) => fromBeginning) ? 'earliest' : 'latest'
  }

  async #crashed(error: Error, config: ConsumerRunConfig): Promise<void> {
    const { groupId } = this.#config
    this.#logger.error(`Crash: ${error.name}: ${error.message}`, { groupId, stack: error.stack })
    await this.#stopRun()
    this.#instrumentation.emit('consumer.disconnect', null)
    const restart = this.#isWanted && (await this.#wantsRestart(error))
    this.#instrumentation.emit('consumer.crash', { error, groupId, restart })
    if (!restart || !this.#isWanted) return
    const waitMs = 'retryTime' in error ? Number(error.retryTime) : this.#firstWaitMs
    this.#logger.error(`Restarting the consumer in ${waitMs}ms`, { groupId })
    const again = (): void => void this.#startAgain(config)
    this.#restart = this.#context.env.clock.after(waitMs, again, { keepAlive: true })
  }

  async #startAgain(config: ConsumerRunConfig): Promise<void> {
    try {
      await this.#start(config)
    } catch (error) {
      await this.#crashed(translateError(error), config)
    }
  }

  async #wantsRestart(error: Error): Promise<boolean> {
    if (error.name !== 'KafkaJSNumberOfRetriesExceeded' && !isRetriableAtHeart(error)) return false
    try {
      return (await this.#context.retry.restartOnFailure?.(error)) ?? true
    } catch (problem) {
      const { message } = problem as Error
      this.#logger.error('Caught error when invoking restartOnFailure', { error: message })
      return true
    }
  }

  get #firstWaitMs(): number {
    return retryDefaults(this.#context.retry).initialRetryTime
  }

  #requireRun(): ConsumerRun {
    if (this.#run !== undefined) return this.#run
    throw new KafkaJSNonRetriableError(
      'Consumer group was not initialized, consumer#run must be called first',
    )
  }
}

function checkTimes({ heartbeatInterval, sessionTimeout }: ConsumerConfig): void {
  const heartbeatMs = heartbeatInterval ?? consumerTimes.heartbeatInterval
  const sessionMs = sessionTimeout ?? consumerTimes.sessionTimeout
  if (heartbeatMs < sessionMs) return
  throw new KafkaJSNonRetriableError(
    `Consumer heartbeatInterval (${heartbeatMs}) must be lower than sessionTimeout (${sessionMs}). It is recommended to set heartbeatInterval to approximately a third of the sessionTimeout.`,
  )
}

function wantedTopics(subscription: ConsumerSubscription): readonly (string | RegExp)[] {
  const wanted = 'topics' in subscription ? subscription.topics : [subscription.topic]
  if (!Array.isArray(wanted))
    throw new KafkaJSNonRetriableError('Argument "topics" must be an array')
  const all = wanted as readonly (string | RegExp)[]
  for (const one of all) {
    if ((typeof one === 'string' && one !== '') || one instanceof RegExp) continue
    throw new KafkaJSNonRetriableError(
      `Invalid topic ${String(one)} (${typeof one}), the topic name has to be a String or a RegExp`,
    )
  }
  return all
}

/** What it was caused by, in the end, may pass. */
function isRetriableAtHeart(error: unknown): boolean {
  if (error instanceof Error && error.cause !== undefined) return isRetriableAtHeart(error.cause)
  return error instanceof Error && 'retriable' in error && error.retriable === true
}
