import type { Consumer as OwnConsumer } from '../../consumer/consumer.ts'
import type { ConsumerBatch } from '../../consumer/records/consumer-batch.ts'
import type { OffsetToCommit } from '../../consumer/committing/group-offsets.ts'
import { Deadline } from '../../deadline.ts'
import { partitionKey, type TopicPartition } from '../../topic-partition.ts'
import type { ClientContext } from '../client-context.ts'
import type { Instrumentation } from '../instrumentation.ts'
import { KafkaJSProtocolError } from '../kafkajs-error.ts'
import type { Logger } from '../logger.ts'
import { translateError } from '../translate-error.ts'
import { batchProcessOf } from './batch.ts'
import { Commits, isRebalancing } from './commits.ts'
import type { ConsumerEventPayloads } from './consumer-events.ts'
import type { ConsumerRunConfig } from './consumer-run-config.ts'
import { judge } from './failed-attempt.ts'
import { GroupProgress } from './group-progress.ts'
import { handleBatch, type Handling } from './handle-batch.ts'
import { MembershipPulse } from './membership-pulse.ts'
import { partitionsByTopic } from './offsets-by-topic.ts'
import type { PartitionProgress } from './partition-progress.ts'
import type { PausedTopics, TopicChoice } from './paused-topics.ts'

/** What a run is made of. */
export interface ConsumerRunParts {
  readonly consumer: OwnConsumer
  readonly context: ClientContext
  readonly config: ConsumerRunConfig
  /** Topics, and whether each begins with its first record where nothing is committed. */
  readonly topics: ReadonlyMap<string, { readonly fromBeginning: boolean }>
  readonly paused: PausedTopics
  readonly logger: Logger
  readonly instrumentation: Instrumentation<ConsumerEventPayloads>
  readonly heartbeatIntervalMs: number
  /** How long whoever stops it waits for the program. */
  readonly patienceMs: number
  /** Called once, if it cannot go on. */
  readonly onCrash: (error: Error) => void
}

const earliest = -2n
const latest = -1n

/** A consumer at work: pulls batches, hands them to the program, and keeps track of how far it came. */
export class ConsumerRun implements Handling {
  readonly config: ConsumerRunConfig
  readonly commits: Commits
  readonly progress = new GroupProgress()
  readonly #parts: ConsumerRunParts
  readonly #concurrency: number
  readonly #inFlight = new Set<Promise<void>>()
  readonly #stopping = new AbortController()
  readonly #joined = Promise.withResolvers<void>()
  readonly #pulse: MembershipPulse
  /** Of partitions that nobody has given us yet; undefined once somebody did. */
  #earlySeeks: Map<string, bigint> | undefined = new Map()
  #rebalancingSinceMs: number
  #running: Promise<void> = Promise.resolve()
  #failure: Error | undefined

  constructor(parts: ConsumerRunParts) {
    const { config, consumer, instrumentation, context } = parts
    const { clock } = context.env
    this.config = config
    this.#parts = parts
    this.#concurrency = Math.max(1, config.partitionsConsumedConcurrently ?? 1)
    this.commits = new Commits({
      ...{ consumer, instrumentation, clock, progress: this.progress },
      policy: {
        isAutomatic: config.autoCommit ?? true,
        intervalMs: config.autoCommitInterval ?? undefined,
        threshold: config.autoCommitThreshold ?? undefined,
      },
    })
    const intervalMs = parts.heartbeatIntervalMs
    this.#pulse = new MembershipPulse({ consumer, instrumentation, clock, intervalMs })
    this.#rebalancingSinceMs = clock.monotonicMs()
  }

  /** Resolves when the group has given out partitions for the first time, or it has crashed. */
  async start(): Promise<void> {
    const { consumer, topics, onCrash } = this.#parts
    await consumer.subscribe([...topics.keys()], {
      onAssigned: (partitions) => this.#assigned(partitions),
      onRevoked: (partitions) => this.#revoked(partitions),
      onLost: (partitions) => this.#lost(partitions),
    })
    this.#pulse.start()
    this.#running = this.#run()
    void this.#running.then(() => {
      if (this.#failure !== undefined) onCrash(this.#failure)
    })
    await this.#joined.promise
  }

  /** Lets the program finish what it has, commits, and leaves the group. */
  async stop(): Promise<void> {
    const { consumer, context, patienceMs, logger } = this.#parts
    this.#stopping.abort()
    this.#pulse.stop()
    const deadline = Deadline.after(context.env.clock, patienceMs)
    await deadline.wait(this.#running, 'wait for the program to finish').catch((error: Error) => {
      logger.warn(error.message)
    })
    await consumer.close()
  }

  get isRunning(): boolean {
    return !this.#stopping.signal.aborted
  }

  isStale(progress: PartitionProgress, seeks: number): boolean {
    return progress.isGone || progress.seeks !== seeks || this.#parts.consumer.isRebalancing
  }

  async heartbeat(): Promise<void> {
    this.keepWorking()
    if (!this.#parts.consumer.isRebalancing) return
    throw new KafkaJSProtocolError({
      message: 'The group is rebalancing, so a rejoin is needed',
      ...{ type: 'REBALANCE_IN_PROGRESS', code: 27, retriable: true },
    })
  }

  keepWorking(): void {
    this.#parts.consumer.keepWorking()
  }

  pause({ topic, partition }: TopicPartition): () => void {
    const choice = [{ topic, partitions: [partition] }]
    this.pauseTopics(choice)
    return () => this.resumeTopics(choice)
  }

  isPaused(partition: TopicPartition): boolean {
    return this.#parts.paused.has(partition)
  }

  pauseTopics(choices: readonly TopicChoice[]): void {
    this.#parts.paused.pause(choices)
    for (const progress of this.progress.all) this.#holdBack(progress)
  }

  resumeTopics(choices: readonly TopicChoice[]): void {
    this.#parts.paused.resume(choices)
    for (const progress of this.progress.all) this.#holdBack(progress)
  }

  /** Of the partitions that are ours now. */
  pausedPartitions(): { topic: string; partitions: number[] }[] {
    return partitionsByTopic(this.progress.all.filter((one) => this.isPaused(one)))
  }

  /** Goes on at that offset; -2 is the first, and -1 behind the last. */
  seek(partition: TopicPartition, offset: bigint): void {
    const progress = this.progress.find(partition)
    if (progress === undefined) this.#earlySeeks?.set(partitionKey(partition), offset)
    else this.#seek(progress, offset)
  }

  async commitOffsets(offsets: readonly OffsetToCommit[]): Promise<void> {
    await this.commits.commit(offsets)
  }

  async #run(): Promise<void> {
    try {
      await this.#pull()
    } catch (error) {
      if (this.isRunning) this.#crash(translateError(error))
    }
    await Promise.all(this.#inFlight)
    this.#joined.resolve()
  }

  /** A pull tells the consumer that nothing is being worked on, unless partitions are held back. */
  async #pull(): Promise<void> {
    const { signal } = this.#stopping
    for await (const batch of this.#parts.consumer.batches({ signal })) {
      this.#take(batch)
      while (this.#inFlight.size >= this.#concurrency) await Promise.race(this.#inFlight)
    }
  }

  #take(batch: ConsumerBatch): void {
    const progress = this.progress.find(batch)
    if (progress === undefined) return
    const work = this.#work(batch, progress).finally(() => {
      this.#inFlight.delete(work)
      progress.handling = undefined
      this.#holdBack(progress)
    })
    this.#inFlight.add(work)
    progress.handling = work
    this.#holdBack(progress)
  }

  /** Never rejects. */
  async #work(batch: ConsumerBatch, progress: PartitionProgress): Promise<void> {
    const { instrumentation, context } = this.#parts
    const { clock } = context.env
    const { seeks } = progress
    const startMs = clock.monotonicMs()
    if (instrumentation.hears('consumer.start_batch_process')) {
      instrumentation.emit('consumer.start_batch_process', batchProcessOf(batch))
    }
    if (!(await this.#handle(batch, progress))) return
    if (instrumentation.hears('consumer.end_batch_process')) {
      const duration = Math.round(clock.monotonicMs() - startMs)
      instrumentation.emit('consumer.end_batch_process', { ...batchProcessOf(batch), duration })
    }
    this.#goOn(batch, progress, seeks)
  }

  /** Tries until the program has handled it, or nobody wants it any more; false: it has crashed. */
  async #handle(batch: ConsumerBatch, progress: PartitionProgress): Promise<boolean> {
    const { seeks } = progress
    let failures = 0
    for (;;) {
      const before = progress.next
      try {
        await handleBatch(this, batch, progress)
        await this.commits.commitAutomatically()
        return true
      } catch (error) {
        if (isRebalancing(error)) return true
        if (progress.next !== before) failures = 0
        await this.#failed(error, progress)
        const verdict = judge(error, failures, this.#parts.context.retry)
        if (verdict.kind === 'crash') {
          this.#crash(verdict.error)
          return false
        }
        failures += 1
        await this.#wait(verdict.ms)
        if (!this.isRunning || this.isStale(progress, seeks)) return true
      }
    }
  }

  async #failed(error: unknown, { topic, partition, next }: PartitionProgress): Promise<void> {
    const { config, logger } = this.#parts
    const handler = config.eachMessage === undefined ? 'eachBatch' : 'eachMessage'
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    const offset = next === undefined ? undefined : String(next)
    logger.error(`Error when calling ${handler}`, {
      topic,
      partition,
      offset,
      error: message,
      stack,
    })
    await this.#commitQuietly()
  }

  async #commitQuietly(): Promise<void> {
    try {
      await this.commits.commitAutomatically()
    } catch (error) {
      this.#parts.logger.warn(`Offsets are committed later: ${(error as Error).message}`)
    }
  }

  async #wait(ms: number): Promise<void> {
    const { signal } = this.#stopping
    this.keepWorking()
    await Deadline.after(this.#parts.context.env.clock, ms, signal)
      .sleep(ms)
      .catch(() => undefined) // Whoever stops us does not wait for this.
  }

  /** What the program left of a batch comes again. */
  #goOn(batch: ConsumerBatch, progress: PartitionProgress, seeks: number): void {
    if (!this.isRunning || progress.isGone || progress.seeks !== seeks) return
    const next = progress.next ?? batch.firstOffset
    if (next !== batch.lastOffset + 1n) this.#parts.consumer.seek(progress, next)
  }

  #crash(error: Error): void {
    this.#failure ??= error
    this.#stopping.abort()
  }

  /** Two batches of a partition are never handled at a time. */
  #holdBack(progress: PartitionProgress): void {
    if (progress.isGone) return
    const isBusy = this.#concurrency > 1 && progress.handling !== undefined
    const isHeldBack = isBusy || this.isPaused(progress)
    if (isHeldBack === progress.isHeldBack) return
    progress.isHeldBack = isHeldBack
    if (isHeldBack) this.#parts.consumer.pause([progress])
    else this.#parts.consumer.resume([progress])
  }

  #seek(progress: PartitionProgress, offset: bigint): void {
    const { consumer } = this.#parts
    if (offset === earliest) consumer.seekToBeginning([progress])
    else if (offset === latest) consumer.seekToEnd([progress])
    else consumer.seek(progress, offset)
    progress.sought(offset < 0n ? undefined : offset)
  }

  async #assigned(partitions: readonly TopicPartition[]): Promise<void> {
    const { consumer, context, instrumentation } = this.#parts
    const added = this.progress.add(partitions)
    await this.#beginAtTheBeginning(added)
    for (const progress of added) {
      const offset = this.#earlySeeks?.get(partitionKey(progress))
      if (offset !== undefined) this.#seek(progress, offset)
      this.#holdBack(progress)
    }
    this.#earlySeeks = undefined
    const { groupId, memberId } = consumer.groupMetadata
    instrumentation.emit('consumer.group_join', {
      ...{ groupId, memberId },
      duration: Math.round(context.env.clock.monotonicMs() - this.#rebalancingSinceMs),
      memberAssignment: Object.fromEntries(
        partitionsByTopic(consumer.assignment).map((one) => [one.topic, one.partitions]),
      ),
    })
    this.#joined.resolve()
  }

  /** The consumer has one setting for all topics, and begins at the end if not all agree. */
  async #beginAtTheBeginning(partitions: readonly PartitionProgress[]): Promise<void> {
    const { consumer, topics } = this.#parts
    if (Array.from(topics.values()).every(({ fromBeginning }) => fromBeginning)) return
    const wanted = partitions.filter(({ topic }) => topics.get(topic)?.fromBeginning === true)
    if (wanted.length === 0) return
    const committed = await consumer.committed(wanted)
    const without = wanted.filter((_, index) => committed[index] === undefined)
    if (without.length > 0) consumer.seekToBeginning(without)
  }

  async #revoked(partitions: readonly TopicPartition[]): Promise<void> {
    for (const partition of partitions) await this.progress.find(partition)?.handling
    await this.#commitQuietly()
    this.#giveUp(partitions)
  }

  #lost(partitions: readonly TopicPartition[]): void {
    this.#giveUp(partitions)
  }

  #giveUp(partitions: readonly TopicPartition[]): void {
    const { consumer, context, instrumentation } = this.#parts
    this.progress.remove(partitions)
    this.#rebalancingSinceMs = context.env.clock.monotonicMs()
    if (!this.isRunning) return // It is we who leave.
    const { groupId, memberId } = consumer.groupMetadata
    instrumentation.emit('consumer.rebalancing', { groupId, memberId })
  }
}
