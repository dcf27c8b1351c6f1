import type { Timer } from '@barnabus/base'
import { ApiKey, ErrorCode, noProducer, type ProduceResponse } from '@barnabus/protocol'

import { leaderHintIn } from '../../cluster/leader-hints.ts'
import type { BrokerConnection } from '../../connection/broker-connection.ts'
import { isKafkaError, type KafkaError } from '../../errors/kafka-error.ts'
import type { PartitionLane } from '../batches/partition-lane.ts'
import type { ProducerBatch } from '../batches/producer-batch.ts'
import { BatchSettlement, type SettlementOptions } from './batch-settlement.ts'
import { BrokerQueue } from './broker-queue.ts'
import { ProduceRequest, type PartitionAnswer, type SentBatch } from './produce-request.ts'
import { Readiness, type ReadinessOptions } from './readiness.ts'

/** What a sender works with. */
export interface SenderOptions extends SettlementOptions, ReadinessOptions {
  /** Memory or a place in a queue has become free. */
  readonly onProgress: () => void
}

// Version 13 of Produce speaks of topics by ids, which a cluster may not have.
const produceVersionWithoutIds = 12

/** Sends batches to the leaders of their partitions, and sees each of them through to its end. */
export class Sender {
  readonly #options: SenderOptions
  readonly #settlement: BatchSettlement
  readonly #readiness: Readiness
  readonly #brokers = new Map<number, BrokerQueue>()
  #isWoken = false
  #isClosed = false
  #timer: Timer | undefined
  #timerMs = Infinity
  #metadataNotBeforeMs = 0

  constructor(options: SenderOptions) {
    this.#options = options
    this.#settlement = new BatchSettlement(options)
    this.#readiness = new Readiness(options)
  }

  /** Something may be sent now: looks once this turn is over. */
  wake(): void {
    if (this.#isWoken || this.#isClosed) return
    this.#isWoken = true
    this.#options.cluster.env.clock.endOfTurn(() => this.#run())
  }

  /** Looks in `ms`, at the latest. */
  wakeIn(ms: number): void {
    this.#wakeAt(this.#options.cluster.env.clock.monotonicMs() + ms)
  }

  /** Sends everything that waits, full or not, and resolves when everybody knows what came of it. */
  async flush(): Promise<void> {
    const batches = [...this.#options.accumulator.incomplete.keys()]
    if (batches.length === 0) return
    this.#readiness.flushes += 1
    this.wake()
    await Promise.all(
      batches.map((batch) => new Promise<void>((resolve) => batch.whenDone(resolve))),
    )
    this.#readiness.flushes -= 1
  }

  /** Gives up everything that is not on its way, or, with `all`, everything. */
  giveUp(error: KafkaError, all: boolean): void {
    for (const [batch, lane] of this.#options.accumulator.incomplete) {
      if (all || !batch.isInFlight) this.#settlement.fail(lane, batch, error)
    }
  }

  /** Since when the leader of a partition has taken nothing, though there is something for it. */
  stuckSinceMs(leaderId: number): number | undefined {
    return this.#brokers.get(leaderId)?.stuckSinceMs
  }

  /** Requests without an answer. */
  get requestsInFlight(): number {
    let count = 0
    for (const { inFlight } of this.#brokers.values()) count += inFlight
    return count
  }

  close(): void {
    this.#isClosed = true
    this.#timer?.cancel()
  }

  #run(): void {
    this.#isWoken = false
    if (this.#isClosed) return
    const now = this.#options.cluster.env.clock.monotonicMs()
    this.#settlement.expire(now)
    this.#settlement.resolveSequences()
    this.#options.onProgress()
    this.#wakeAt(this.#settlement.nextExpiryMs())
    if (this.#options.accumulator.active.size === 0 || !this.#options.state.prepare()) return
    this.#wakeAt(this.#sort(now))
    for (const broker of this.#brokers.values()) this.#serve(broker, now)
    this.#options.onProgress()
  }

  #wakeAt(atMs: number): void {
    if (atMs >= this.#timerMs || this.#isClosed) return
    this.#timer?.cancel()
    const { clock } = this.#options.cluster.env
    this.#timerMs = atMs
    const task = (): void => {
      this.#timerMs = Infinity
      this.#run()
    }
    // Somebody waits for what is in the batches.
    this.#timer = clock.after(Math.max(0, atMs - clock.monotonicMs()), task, { keepAlive: true })
  }

  /** Who leads what, and what may be sent now; gives the time at which more may be. */
  #sort(now: number): number {
    for (const broker of this.#brokers.values()) {
      broker.lanes = []
      broker.isReady = false
    }
    const { accumulator } = this.#options
    let dueMs = Infinity
    for (const lane of accumulator.active) {
      const { leaderId } = lane
      if (leaderId < 0) {
        dueMs = Math.min(dueMs, this.#askForLeaders(now))
        continue
      }
      const broker = this.#broker(leaderId)
      broker.lanes.push(lane)
      const readyMs = this.#readiness.readyMs(lane, now)
      if (readyMs <= now) broker.isReady = true
      else dueMs = Math.min(dueMs, readyMs)
    }
    return dueMs
  }

  /** Asks who leads what now, not too often; gives the time at which it may do so again. */
  #askForLeaders(now: number): number {
    const { cluster } = this.#options
    if (now >= this.#metadataNotBeforeMs) {
      this.#metadataNotBeforeMs = now + cluster.backoff.firstMs
      cluster.metadata.markStale()
    }
    return this.#metadataNotBeforeMs
  }

  #broker(nodeId: number): BrokerQueue {
    const found = this.#brokers.get(nodeId)
    if (found !== undefined) return found
    const made = new BrokerQueue(nodeId)
    this.#brokers.set(nodeId, made)
    return made
  }

  /** Sends a broker as much of what is ready as it takes. */
  #serve(broker: BrokerQueue, now: number): void {
    const { maxInFlight } = this.#options.config
    while (broker.isReady) {
      const connection = this.#connectionTo(broker, now)
      if (connection === undefined || broker.inFlight >= maxInFlight) {
        broker.stuckSinceMs ??= now
        return
      }
      broker.stuckSinceMs = undefined
      const batches = this.#drain(broker, now)
      if (batches.length === 0) return
      this.#send(broker, connection, batches)
      broker.isReady = broker.lanes.some((lane) => this.#readiness.readyMs(lane, now) <= now)
    }
  }

  #connectionTo(broker: BrokerQueue, now: number): BrokerConnection | undefined {
    if (broker.notBeforeMs > now) {
      this.#wakeAt(broker.notBeforeMs)
      return undefined
    }
    if (broker.connection?.isOpen === true) return broker.connection
    if (!broker.isConnecting) void this.#connect(broker)
    return undefined
  }

  async #connect(broker: BrokerQueue): Promise<void> {
    broker.isConnecting = true
    const { cluster } = this.#options
    try {
      broker.connection = await cluster.connection({ node: broker.nodeId }, cluster.deadline())
    } catch (error) {
      if (!isKafkaError(error)) throw error
      if (cluster.isClosed) return
      if (!error.retriable) this.#failAllOf(broker, error)
      cluster.metadata.markStale()
      broker.notBeforeMs = cluster.env.clock.monotonicMs() + cluster.backoff.firstMs
    } finally {
      broker.isConnecting = false
    }
    this.wake()
  }

  #failAllOf(broker: BrokerQueue, error: KafkaError): void {
    for (const lane of broker.lanes) {
      for (const batch of [...lane.queue]) this.#settlement.fail(lane, batch, error)
    }
  }

  /** The next batch of each partition that may be sent, full or not, up to max.request.size. */
  #drain(broker: BrokerQueue, now: number): readonly SentBatch[] {
    const { config, accumulator } = this.#options
    const sent: SentBatch[] = []
    let size = 0
    for (const lane of broker.inTurn()) {
      const first = this.#readiness.sendable(lane, now)
      if (first === undefined) continue
      if (sent.length > 0 && size + first.sizeBytes > config.maxRequestSize) break
      const batch = accumulator.take(lane)
      this.#assignSequence(lane, batch)
      const bytes = batch.encode(config, noProducer)
      if (batch.retries === 0 && config.compression !== 'none') {
        lane.owner.ratio.observe(batch.plainSizeBytes, bytes.length)
      }
      batch.isInFlight = true
      batch.isMemoryIdle = false
      batch.leaderEpoch = lane.leaderEpoch
      lane.inFlight += 1
      size += bytes.length
      sent.push({ lane, batch, bytes })
    }
    return sent
  }

  #assignSequence(lane: PartitionLane, batch: ProducerBatch): void {
    const { state } = this.#options
    if (!state.isIdempotent || batch.producer !== undefined) return
    const { sequence } = lane
    if (sequence.identity !== state.identity) sequence.restart(state.identity)
    sequence.assign(batch, state.transactionalId !== undefined)
  }

  #send(broker: BrokerQueue, connection: BrokerConnection, batches: readonly SentBatch[]): void {
    const { acks, requestTimeoutMs: timeoutMs } = this.#options.config
    const { transactionalId, produceVersionMax } = this.#options.state
    const request = new ProduceRequest(batches, { acks, timeoutMs, transactionalId })
    const idsMax = request.hasTopicIds ? Infinity : produceVersionWithoutIds
    const maxVersion = Math.min(produceVersionMax, idsMax)
    const draft = (version: number) => request.draft(version)
    this.#count(batches)
    broker.inFlight += 1
    const answer =
      acks === 0
        ? post(connection, draft, maxVersion)
        : connection.call(ApiKey.Produce, draft, { timeoutMs, maxVersion })
    answer
      .then(
        (response) => this.#answered(broker, request, response),
        (error: unknown) => this.#lost(request, error),
      )
      .finally(() => {
        broker.inFlight -= 1
        this.wake()
      })
  }

  #count(batches: readonly SentBatch[]): void {
    const { observer, cluster } = this.#options
    const now = cluster.env.clock.monotonicMs()
    observer.requested(
      batches.map(({ lane, batch, bytes }) => ({
        topic: lane.topic,
        records: batch.recordCount,
        bytes: bytes.length,
        plainBytes: batch.plainSizeBytes,
        waitedMs: now - batch.createdMs,
      })),
    )
  }

  #answered(
    broker: BrokerQueue,
    request: ProduceRequest,
    response: ProduceResponse | undefined,
  ): void {
    if (response === undefined) {
      for (const sent of request.batches)
        this.#settlement.settle(sent, { errorCode: ErrorCode.none })
      return
    }
    if (response.throttleTimeMs > 0) {
      const { clock } = this.#options.cluster.env
      broker.notBeforeMs = clock.monotonicMs() + response.throttleTimeMs
    }
    const answers = request.answersIn(response)
    this.#learnLeaders(request, answers, response)
    for (const [index, sent] of request.batches.entries()) {
      sent.batch.isMemoryIdle = sent.batch.retries === 0
      // A broker that says nothing of a batch may have written it or not, as one that went away.
      this.#settlement.settle(sent, answers[index] ?? { errorCode: ErrorCode.networkException })
    }
  }

  /** Batches of partitions that others lead now go there at once. */
  #learnLeaders(
    { batches }: ProduceRequest,
    answers: readonly (PartitionAnswer | undefined)[],
    { nodeEndpoints }: ProduceResponse,
  ): void {
    const hints = answers.flatMap((answer, index) => {
      const hint = answer && leaderHintIn(batches[index]!.lane, answer)
      return hint ?? []
    })
    if (hints.length > 0) this.#options.cluster.metadata.learn(hints, nodeEndpoints)
  }

  #lost(request: ProduceRequest, error: unknown): void {
    if (!isKafkaError(error)) throw error
    const { errorCode } = error
    for (const sent of request.batches)
      this.#settlement.settle(sent, { errorCode, errorMessage: error.message })
  }
}

/** Nobody answers: it counts as sent as soon as the operating system has taken it. */
async function post(
  connection: BrokerConnection,
  draft: (version: number) => ReturnType<ProduceRequest['draft']>,
  maxVersion: number,
): Promise<undefined> {
  connection.post(ApiKey.Produce, draft, maxVersion)
  await connection.drained(0)
}
