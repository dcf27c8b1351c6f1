import type { Timer } from '@barnabus/base'
import { ApiKey, ErrorCode, type FetchResponse } from '@barnabus/protocol'

import { backoffMs } from '../../backoff.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { leaderHintIn, type NodeEndpoint } from '../../cluster/leader-hints.ts'
import { disprovesMetadata } from '../../cluster/metadata.ts'
import { brokerError, isKafkaError, type KafkaError } from '../../errors/kafka-error.ts'
import type { Assignment } from '../positions/assignment.ts'
import type { ConsumerValues } from '../consumer-settings.ts'
import { FetchSession, type WantedPartition } from './fetch-session.ts'
import { fetchRequest } from './fetch-request.ts'
import { FetchedRecords, type FetchedOptions } from './fetched-records.ts'
import type { PartitionState } from '../positions/partition-state.ts'
import type { RecordBuffer } from './record-buffer.ts'

/** What becomes of what was fetched. */
export interface FetchSink {
  /** A broker answered with so many bytes of each topic. */
  fetched(topics: ReadonlyMap<string, number>): void
  /** There is something to hand out. */
  arrived(): void
  /** The records at `fetchOffset` are gone. */
  outOfRange(state: PartitionState): void
  /** Nothing can be read until the application does something about it. */
  failed(error: KafkaError): void
}

/** One broker that we fetch from. */
interface Source {
  readonly nodeId: number
  readonly session: FetchSession
  isBusy: boolean
  failures: number
  notBeforeMs: number
  /** Since when others wait for a partition of which enough is held. */
  waitsSinceMs: number | undefined
}

type AnswerPartition = FetchResponse['responses'][number]['partitions'][number]

const idsSince = 13 // From this version on topics have only ids.

/**
 * Fetches ahead of the application: one request at a time from each broker, for those partitions of
 * which not enough is held.
 */
export class Fetcher {
  readonly #cluster: Cluster
  readonly #assignment: Assignment
  readonly #buffer: RecordBuffer
  readonly #values: ConsumerValues
  readonly #sink: FetchSink
  readonly #options: FetchedOptions
  readonly #sources = new Map<number, Source>()
  readonly #partitionBytesMax: number
  readonly #heldBytesMax: number
  #timer: Timer | undefined
  #timerAtMs = Infinity
  #isClosed = false

  constructor(
    cluster: Cluster,
    assignment: Assignment,
    buffer: RecordBuffer,
    values: ConsumerValues,
    sink: FetchSink,
  ) {
    this.#cluster = cluster
    this.#assignment = assignment
    this.#buffer = buffer
    this.#values = values
    this.#sink = sink
    this.#options = {
      readsCommitted: values['isolation.level'] === 'read_committed',
      checksCrcs: values['check.crcs'],
    }
    this.#partitionBytesMax = Math.max(1, values['max.partition.fetch.bytes'])
    this.#heldBytesMax = Math.max(1, values['fetch.max.bytes'])
  }

  /** Starts whatever may be fetched now. To be called whenever something may have changed that. */
  pump(): void {
    if (this.#isClosed || this.#buffer.heldBytes >= this.#heldBytesMax) return
    const nowMs = this.#nowMs()
    for (const [nodeId, { wanted, isHeldBack }] of this.#plan(nowMs)) {
      const source = this.#source(nodeId)
      if (source.isBusy || wanted.size === 0) continue
      if (source.notBeforeMs > nowMs) this.#pumpAt(source.notBeforeMs)
      else this.#fetchInTurn(source, wanted, isHeldBack, nowMs)
    }
  }

  close(): void {
    this.#isClosed = true
    this.#timer?.cancel()
  }

  #nowMs(): number {
    return this.#cluster.env.clock.monotonicMs()
  }

  #plan(
    nowMs: number,
  ): ReadonlyMap<number, { wanted: Map<string, WantedPartition>; isHeldBack: boolean }> {
    const plan = new Map<number, { wanted: Map<string, WantedPartition>; isHeldBack: boolean }>()
    for (const state of this.#assignment.states) {
      if (state.phase.kind !== 'ready' || state.isPaused) continue
      const nodeId = this.#nodeOf(state, nowMs)
      if (nodeId === undefined) continue
      let ofNode = plan.get(nodeId)
      if (ofNode === undefined)
        plan.set(nodeId, (ofNode = { wanted: new Map(), isHeldBack: false }))
      if (state.notBeforeMs > nowMs) this.#pumpAt(state.notBeforeMs)
      else if (state.heldBytes > this.#partitionBytesMax) ofNode.isHeldBack = true
      else ofNode.wanted.set(state.key, wantedOf(state))
    }
    return plan
  }

  /** Whom to fetch from: the replica that the leader named, or the leader. */
  #nodeOf(state: PartitionState, nowMs: number): number | undefined {
    const { preferredReplica } = state
    if (preferredReplica !== undefined) {
      const isKnown = this.#cluster.metadata.snapshot.nodes.has(preferredReplica.nodeId)
      if (isKnown && preferredReplica.untilMs > nowMs) return preferredReplica.nodeId
      state.preferredReplica = undefined
    }
    const leaderId = this.#cluster.partition(state.topic, state.partition)?.leaderId ?? -1
    if (leaderId >= 0) return leaderId
    if (state.notBeforeMs <= nowMs) {
      this.#backOff(state)
      this.#cluster.metadata.markStale()
    }
    return undefined
  }

  #source(nodeId: number): Source {
    const known = this.#sources.get(nodeId)
    if (known !== undefined) return known
    const source: Source = {
      nodeId,
      session: new FetchSession(),
      isBusy: false,
      failures: 0,
      notBeforeMs: 0,
      waitsSinceMs: undefined,
    }
    this.#sources.set(nodeId, source)
    return source
  }

  /**
   * A broker answers one fetch after the other. One that waits long for records of the others would
   * keep us from fetching a partition that is drained meanwhile, so they wait for that one a while.
   */
  #fetchInTurn(
    source: Source,
    wanted: ReadonlyMap<string, WantedPartition>,
    isHeldBack: boolean,
    nowMs: number,
  ): void {
    const maxWaitMs = this.#values['fetch.max.wait.ms']
    if (isHeldBack) {
      source.waitsSinceMs ??= nowMs
      const untilMs = source.waitsSinceMs + maxWaitMs
      if (nowMs < untilMs) {
        this.#pumpAt(untilMs)
        return
      }
    }
    source.waitsSinceMs = undefined
    void this.#fetch(source, wanted, isHeldBack ? 0 : maxWaitMs)
  }

  /** Never rejects. */
  async #fetch(
    source: Source,
    wanted: ReadonlyMap<string, WantedPartition>,
    maxWaitMs: number,
  ): Promise<void> {
    source.isBusy = true
    try {
      const answer = await this.#ask(source, wanted, maxWaitMs)
      if (this.#isClosed) return
      if (answer.errorCode === ErrorCode.none) this.#take(source, answer)
      else this.#refused(source, answer.errorCode)
    } catch (error) {
      this.#lost(source, wanted, error)
    } finally {
      source.isBusy = false
    }
    this.pump()
  }

  async #ask(
    source: Source,
    wanted: ReadonlyMap<string, WantedPartition>,
    maxWaitMs: number,
  ): Promise<FetchResponse> {
    const deadline = this.#cluster.deadline()
    const hasIds = [...wanted.values()].every(({ topicId }) => topicId !== undefined)
    const connection = await this.#cluster.connection({ node: source.nodeId }, deadline)
    const session = source.session.request(wanted)
    return await connection.call(
      ApiKey.Fetch,
      fetchRequest(session, wanted, { values: this.#values, maxWaitMs }),
      {
        timeoutMs: this.#values['request.timeout.ms'],
        signal: this.#cluster.closing,
        maxVersion: hasIds ? undefined : idsSince - 1,
      },
    )
  }

  #take(source: Source, answer: FetchResponse): void {
    source.failures = 0
    const asked = askedIn(source.session)
    source.session.accept(answer.sessionId)
    const sizes = new Map<string, number>()
    for (const { topic, topicId, partitions } of answer.responses) {
      for (const partition of partitions) {
        const wanted = asked(topic === '' ? topicId : topic, partition.partitionIndex)
        if (wanted === undefined) continue
        const { topic: name } = wanted.state
        sizes.set(name, (sizes.get(name) ?? 0) + (partition.records?.length ?? 0))
        this.#takePartition(wanted, partition, answer.nodeEndpoints)
      }
    }
    if (sizes.size > 0) this.#sink.fetched(sizes)
  }

  /** What was asked for before the position moved by other means than reading is of no use. */
  #takePartition(
    { state, version, offset }: WantedPartition,
    answer: AnswerPartition,
    endpoints: readonly NodeEndpoint[],
  ): void {
    if (state.version !== version || state.fetchOffset !== offset) return
    if (answer.errorCode !== ErrorCode.none) {
      const hint = leaderHintIn(state, answer)
      const isTold = hint !== undefined && this.#cluster.metadata.learn([hint], endpoints)
      this.#refusedPartition(state, answer.errorCode, isTold)
      return
    }
    state.failures = 0
    state.highWatermark = answer.highWatermark
    state.lastStableOffset = answer.lastStableOffset
    state.logStartOffset = answer.logStartOffset
    if (answer.preferredReadReplica >= 0) this.#prefer(state, answer.preferredReadReplica)
    const { records } = answer
    if (records !== null && records.length > 0) this.#keep(state, records, answer)
  }

  #keep(state: PartitionState, records: Uint8Array, answer: AnswerPartition): void {
    const abortedTransactions = answer.abortedTransactions ?? []
    try {
      const fetched = new FetchedRecords(state, { records, abortedTransactions }, this.#options)
      state.fetchOffset = fetched.nextOffset
      state.fetchEpoch = fetched.lastLeaderEpoch
      this.#buffer.push(fetched)
      this.#assignment.putLast(state)
      this.#sink.arrived()
    } catch (error) {
      if (!isKafkaError(error)) throw error
      this.#backOff(state)
      this.#sink.failed(error)
    }
  }

  #prefer(state: PartitionState, nodeId: number): void {
    const untilMs = this.#nowMs() + this.#values['metadata.max.age.ms']
    state.preferredReplica = { nodeId, untilMs }
  }

  /** With `isTold`, who leads now is known, and asked at once. */
  #refusedPartition(state: PartitionState, errorCode: number, isTold: boolean): void {
    const wasAtReplica = state.preferredReplica !== undefined
    state.preferredReplica = undefined
    if (errorCode === ErrorCode.offsetOutOfRange) {
      // A follower may be behind; only the leader knows what is gone.
      if (!wasAtReplica) this.#sink.outOfRange(state)
      return
    }
    if (!isTold) this.#backOff(state)
    if (disprovesMetadata(errorCode)) {
      this.#cluster.metadata.markStale()
      return
    }
    if (errorCode === ErrorCode.unknownServerError) return // Whatever it was, it may pass.
    this.#sink.failed(brokerError(errorCode, `read ${state.key}`))
  }

  /** The whole request was refused: mostly a session that the broker does not know any more. */
  #refused(source: Source, errorCode: number): void {
    source.session.startAnew(errorCode !== ErrorCode.fetchSessionIdNotFound)
    const error = brokerError(errorCode, `read from broker ${source.nodeId}`)
    if (sessionErrors.has(errorCode)) {
      if (disprovesMetadata(errorCode)) this.#cluster.metadata.markStale()
      if (source.failures === 0) {
        source.failures += 1
        return
      }
    } else if (!error.retriable) {
      this.#sink.failed(error)
    }
    this.#holdOff(source)
  }

  /** No answer came. Whoever led there may not do so any more. */
  #lost(source: Source, wanted: ReadonlyMap<string, WantedPartition>, error: unknown): void {
    if (this.#isClosed || this.#cluster.isClosed) return
    source.session.startAnew(true)
    for (const { state } of wanted.values()) state.preferredReplica = undefined
    this.#cluster.metadata.markStale()
    this.#holdOff(source)
    if (!isKafkaError(error)) throw error
    if (!error.retriable) this.#sink.failed(error)
  }

  #holdOff(source: Source): void {
    source.failures += 1
    source.notBeforeMs = this.#nowMs() + this.#waitMs(source.failures)
    this.#pumpAt(source.notBeforeMs)
  }

  #backOff(state: PartitionState): void {
    state.failures += 1
    state.notBeforeMs = this.#nowMs() + this.#waitMs(state.failures)
    this.#pumpAt(state.notBeforeMs)
  }

  #waitMs(failures: number): number {
    return backoffMs(this.#cluster.backoff, failures, this.#cluster.env.random)
  }

  /** Keeps the earliest of all moments at which something may be fetched. */
  #pumpAt(atMs: number): void {
    if (this.#isClosed || this.#timerAtMs <= atMs) return
    this.#timer?.cancel()
    this.#timerAtMs = atMs
    // A little later: a timer may be early by a part of a millisecond.
    this.#timer = this.#cluster.env.clock.after(Math.ceil(atMs - this.#nowMs()) + 1, () => {
      this.#timerAtMs = Infinity
      this.pump()
    })
  }
}

const sessionErrors: ReadonlySet<number> = new Set<ErrorCode>([
  ErrorCode.fetchSessionIdNotFound,
  ErrorCode.invalidFetchSessionEpoch,
  ErrorCode.fetchSessionTopicIdError,
  ErrorCode.inconsistentTopicId,
])

function wantedOf(state: PartitionState): WantedPartition {
  return {
    state,
    version: state.version,
    topicId: state.topicId,
    offset: state.fetchOffset,
    leaderEpoch: state.leaderEpoch,
  }
}

/** Finds what was asked for by topic name or id, whichever the answer has. */
function askedIn(
  session: FetchSession,
): (topic: string, partition: number) => WantedPartition | undefined {
  const asked = new Map<string, WantedPartition>()
  for (const wanted of session.asked()) {
    const { topic, partition } = wanted.state
    asked.set(`${topic}-${partition}`, wanted)
    if (wanted.topicId !== undefined) asked.set(`${wanted.topicId}-${partition}`, wanted)
  }
  return (topic, partition) => asked.get(`${topic}-${partition}`)
}
