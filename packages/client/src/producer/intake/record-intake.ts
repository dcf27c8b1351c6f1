import type { Timer } from '@barnabus/base'
import { ErrorCode, type WritableRecord } from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import type { MetadataSnapshot, TopicMetadata } from '../../cluster/metadata-snapshot.ts'
import type { Deadline } from '../../deadline.ts'
import { clientErrors } from '../../errors.ts'
import { brokerError, isKafkaError, type KafkaError } from '../../errors/kafka-error.ts'
import type { ProducerObserver } from '../../observation/producer-observer.ts'
import type { BlockedSend } from './blocked-send.ts'
import type { DeliveryState } from '../delivery/delivery-state.ts'
import type { Partitioning } from '../partitioning/partitioning.ts'
import { timestampOf, writableRecord, type ProducerRecord } from '../producer-record.ts'
import type { ProducerConfig } from '../producer-settings.ts'
import type { RecordAccumulator } from '../batches/record-accumulator.ts'
import type { RecordOwner } from './record-owner.ts'
import { isCertainlyWithin, sizeAtMost } from './record-size.ts'
import type { Sender } from '../delivery/sender.ts'
import { TopicLane } from './topic-lane.ts'

/** What an intake works with. */
export interface RecordIntakeOptions {
  readonly cluster: Cluster
  readonly config: ProducerConfig
  readonly accumulator: RecordAccumulator
  readonly partitioning: Partitioning
  readonly sender: Sender
  readonly state: DeliveryState
  readonly observer: ProducerObserver
}

/**
 * Takes records in: finds out about their topic, chooses a partition, and puts them into a batch.
 * What has to wait for one of these waits in the order in which it came, for `max.block.ms`.
 */
export class RecordIntake {
  readonly #options: RecordIntakeOptions
  readonly #topics = new Map<string, TopicLane>()
  /** Topics whose records wait for memory, in the order in which they began to. */
  readonly #memoryQueue = new Set<TopicLane>()
  #blockedCount = 0
  #expiry: Timer | undefined
  #sweep: Timer | undefined
  #whenNothingIsBlocked: (() => void)[] = []

  constructor(options: RecordIntakeOptions) {
    this.#options = options
    options.cluster.metadata.onChange((snapshot) => this.#learned(snapshot))
    this.#sweepLater()
  }

  /** Whether records wait for memory. */
  get isMemoryShort(): boolean {
    return this.#memoryQueue.size > 0
  }

  /** Whether records wait for memory or for their topic. */
  get isBlocked(): boolean {
    return this.#blockedCount > 0
  }

  /**
   * Takes a record in for `owner`, who is told everything that goes wrong, too. Gives whether it
   * need not wait.
   */
  offer(record: ProducerRecord, owner: RecordOwner, tag?: number): boolean {
    try {
      const { clock } = this.#options.cluster.env
      const { timestamp: given, topic } = record
      const timestamp = given === undefined ? clock.nowMs() : timestampOf(given)
      const writable = writableRecord(record)
      this.#requireFits(writable)
      const lane = this.#topics.get(topic) ?? this.#begin(topic)
      const send = { record, writable, timestamp, owner, tag: tag ?? timestamp }
      if (lane.metadata !== undefined && lane.blocked.length === 0 && this.#place(lane, send)) {
        return true
      }
      this.#block(lane, lane.blocked, send)
    } catch (error) {
      // Whatever reading the record came to: a header that cannot be listed, say.
      if (isKafkaError(error) && error.code === tooLargeCode) this.#options.state.sendFailed(error)
      this.#options.observer.refused(record)
      owner.failed(error, tag ?? 0)
      return true
    }
    return false
  }

  /** Somebody gave up a record that waits. Gives whether it is not sent any more. */
  withdraw(owner: RecordOwner, { topic }: ProducerRecord): boolean {
    const lane = this.#topics.get(topic)
    for (const waiting of [lane?.blocked ?? [], lane?.misplaced ?? []]) {
      const at = waiting.findIndex((send) => send.owner === owner)
      if (at < 0) continue
      waiting.splice(at, 1)
      this.#unblocked(1)
      return true
    }
    return false
  }

  /** Memory became free: whoever waited longest comes first. */
  unblock(): void {
    for (const lane of this.#memoryQueue) {
      this.#memoryQueue.delete(lane)
      this.#drain(lane)
      if (this.#memoryQueue.has(lane)) return
    }
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    while (this.#blockedCount > 0) {
      await new Promise<void>((resolve) => this.#whenNothingIsBlocked.push(resolve))
    }
  }

  /** Gives up whatever waits. */
  giveUp(error: KafkaError): void {
    for (const lane of this.#topics.values()) {
      this.#fail(lane.blocked, Infinity, () => error)
      this.#fail(lane.misplaced, Infinity, () => error)
    }
    this.#memoryQueue.clear()
  }

  close(): void {
    this.#expiry?.cancel()
    this.#sweep?.cancel()
  }

  #begin(topic: string): TopicLane {
    if (typeof topic !== 'string' || topic === '') {
      throw clientErrors.RECORD_UNUSABLE('it names no topic')
    }
    if (topic.length > topicNameMax) {
      const reason = `its topic has a name of ${topic.length} characters, more than ${topicNameMax}`
      throw clientErrors.RECORD_UNUSABLE(reason)
    }
    const lane = new TopicLane(topic)
    const { metadata } = this.#options.cluster
    metadata.addTopics([topic])
    lane.metadata = usable(metadata.snapshot.topics.get(topic))
    this.#topics.set(topic, lane)
    return lane
  }

  #requireFits(record: WritableRecord): void {
    const { maxRequestSize, bufferMemory } = this.#options.config
    if (isCertainlyWithin(Math.min(maxRequestSize, bufferMemory), record)) return
    const size = sizeAtMost(record)
    if (size > maxRequestSize) {
      throw clientErrors.RECORD_TOO_LARGE(size, 'max.request.size', maxRequestSize)
    }
    if (size > bufferMemory) {
      throw clientErrors.RECORD_TOO_LARGE(size, 'buffer.memory', bufferMemory)
    }
  }

  /** Puts a record where it belongs; gives whether it could. */
  #place(lane: TopicLane, send: Send): boolean {
    const { accumulator, partitioning, sender, state, config } = this.#options
    const { record, writable, timestamp, owner, tag } = send
    const partition = partitioning.choose(lane, record, writable)
    if (partition >= lane.partitionCount) {
      this.#block(lane, lane.misplaced, send)
      return true
    }
    const target = lane.partition(partition)
    state.uses(target)
    const before = accumulator.appendedBytes
    const appended = accumulator.append(target, writable, timestamp, owner, tag)
    if (appended === 'no memory') {
      this.#memoryQueue.add(lane)
      sender.wake()
      return false
    }
    lane.isUsed = true
    const isFull = target.queue.at(-1)?.isOpen !== true
    partitioning.wrote(lane, record, accumulator.appendedBytes - before, isFull)
    if (appended === 'ready') sender.wake()
    else if (appended === 'begun') sender.wakeIn(config.lingerMs)
    return true
  }

  #block(lane: TopicLane, waiting: BlockedSend[], send: Send): void {
    const { clock } = this.#options.cluster.env
    const { maxBlockMs } = this.#options.config
    waiting.push({ ...send, untilMs: clock.monotonicMs() + maxBlockMs })
    this.#blockedCount += 1
    this.#expiry ??= clock.after(maxBlockMs, () => this.#expire(), { keepAlive: true })
    if (lane.metadata === undefined || waiting === lane.misplaced) void this.#learn(lane)
  }

  /** Finds out about a topic for as long as somebody waits for it. */
  async #learn(lane: TopicLane): Promise<void> {
    if (lane.isLearning) return
    lane.isLearning = true
    const { cluster, config } = this.#options
    const action = `learn about topic ${lane.topic}`
    try {
      while (!cluster.isClosed && isUnknown(lane)) {
        const deadline = cluster.deadline({ timeoutMs: config.maxBlockMs })
        await cluster.retrying(action, deadline, () => this.#lookUp(lane, deadline, action))
      }
    } catch (error) {
      if (!isKafkaError(error)) throw error
      const reason = (): KafkaError => error
      if (!error.retriable) this.#fail(lane.blocked, Infinity, reason)
    } finally {
      lane.isLearning = false
    }
    if (!cluster.isClosed && isUnknown(lane)) void this.#learn(lane)
  }

  async #lookUp(lane: TopicLane, deadline: Deadline, action: string): Promise<void> {
    const { metadata } = this.#options.cluster
    metadata.addTopics([lane.topic])
    await metadata.refresh(deadline)
    if (!isUnknown(lane)) return
    const errorCode = metadata.snapshot.topics.get(lane.topic)?.errorCode
    const code = errorCode === ErrorCode.none ? undefined : errorCode
    const error = brokerError(code ?? ErrorCode.unknownTopicOrPartition, action)
    lane.problem = error
    throw error
  }

  #learned({ topics }: MetadataSnapshot): void {
    for (const lane of this.#topics.values()) {
      lane.metadata = usable(topics.get(lane.topic))
      if (lane.metadata === undefined) continue
      lane.problem = undefined
      for (const send of lane.misplaced.splice(0)) {
        const isThere = (send.record.partition ?? 0) < lane.partitionCount
        const waiting = isThere ? lane.blocked : lane.misplaced
        waiting.push(send)
      }
      if (!this.#memoryQueue.has(lane)) this.#drain(lane)
    }
    this.#options.sender.wake()
  }

  /** Puts what waits into batches, until memory is short again. */
  #drain(lane: TopicLane): void {
    if (lane.metadata === undefined) return
    let placed = 0
    try {
      while (placed < lane.blocked.length && this.#tryPlace(lane, lane.blocked[placed]!)) {
        placed += 1
      }
    } finally {
      lane.blocked.splice(0, placed)
      this.#unblocked(placed)
    }
  }

  #tryPlace(lane: TopicLane, send: BlockedSend): boolean {
    try {
      return this.#place(lane, send)
    } catch (error) {
      this.#options.observer.refused(send.record)
      send.owner.failed(error, send.tag)
      return true
    }
  }

  /** Gives up what has waited for too long. */
  #expire(): void {
    const { cluster, config } = this.#options
    const now = cluster.env.clock.monotonicMs()
    let nextMs = Infinity
    for (const lane of this.#topics.values()) {
      const reason = (): KafkaError => this.#reasonOfWait(lane)
      this.#fail(lane.blocked, now, reason)
      this.#fail(lane.misplaced, now, reason)
      if (lane.blocked.length === 0) this.#memoryQueue.delete(lane)
      for (const { untilMs } of [...lane.blocked.slice(0, 1), ...lane.misplaced.slice(0, 1)]) {
        nextMs = Math.min(nextMs, untilMs)
      }
    }
    this.#expiry = undefined
    if (nextMs === Infinity) return
    const waitMs = Math.min(nextMs - now, config.maxBlockMs)
    this.#expiry = cluster.env.clock.after(waitMs, () => this.#expire(), { keepAlive: true })
  }

  #reasonOfWait(lane: TopicLane): KafkaError {
    const { maxBlockMs, bufferMemory } = this.#options.config
    if (this.#memoryQueue.has(lane)) return clientErrors.MEMORY_EXHAUSTED(maxBlockMs, bufferMemory)
    const error = clientErrors.API_TIMED_OUT(`learn about topic ${lane.topic}`, maxBlockMs)
    return Object.assign(error, {
      cause: this.#options.cluster.metadata.problem ?? lane.problem,
    })
  }

  /** Fails what waits no longer than until `untilMs`; what came first waits the shortest. */
  #fail(waiting: BlockedSend[], untilMs: number, reason: () => KafkaError): void {
    const later = waiting.findIndex((send) => send.untilMs > untilMs)
    const failed = waiting.splice(0, later < 0 ? waiting.length : later)
    for (const { owner, tag, record } of failed) {
      const error = reason()
      this.#options.state.sendFailed(error)
      this.#options.observer.refused(record)
      owner.failed(error, tag)
    }
    this.#unblocked(failed.length)
  }

  #unblocked(count: number): void {
    this.#blockedCount -= count
    if (this.#blockedCount > 0 || count === 0) return
    this.#options.sender.wake()
    const resolvers = this.#whenNothingIsBlocked
    this.#whenNothingIsBlocked = []
    for (const resolve of resolvers) resolve()
  }

  /** Forgets topics to which nothing was sent for metadata.max.idle.ms, but not their sequences. */
  #sweepLater(): void {
    const { cluster, config } = this.#options
    this.#sweep = cluster.env.clock.after(config.values['metadata.max.idle.ms'], () => {
      for (const lane of this.#topics.values()) {
        if (!lane.isUsed && lane.isIdle) lane.metadata = undefined
        lane.isUsed = false
      }
      const wanted = Array.from(this.#topics.values()).filter((lane) => lane.metadata !== undefined)
      cluster.metadata.setInterest(new Set(wanted.map(({ topic }) => topic)))
      this.#sweepLater()
    })
  }
}

/** What Kafka allows. */
const topicNameMax = 249

const tooLargeCode = 'CLIENT_RECORD_TOO_LARGE'

type Send = Omit<BlockedSend, 'untilMs'>

/** Whether something waits for a partition of which nothing is known. */
function isUnknown(lane: TopicLane): boolean {
  if (lane.metadata === undefined) return lane.blocked.length > 0
  return lane.misplaced.length > 0
}

function usable(topic: TopicMetadata | undefined): TopicMetadata | undefined {
  return topic?.errorCode === ErrorCode.none && topic.partitions.length > 0 ? topic : undefined
}
