import type { Timer } from '@barnabus/base'
import { ApiKey, ErrorCode, type FetchResponse } from '@barnabus/protocol'

import { backoffMs } from '../../backoff.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { disprovesMetadata } from '../../cluster/metadata.ts'
import { brokerError, isKafkaError } from '../../errors/kafka-error.ts'
import type { ConsumerValues } from '../consumer-settings.ts'
import type { Assignment } from '../positions/assignment.ts'
import type { PartitionState } from '../positions/partition-state.ts'
import { FetchAnswers, type FetchAnswersParts, type FetchSink } from './fetch-answers.ts'
import { fetchRequest } from './fetch-request.ts'
import { FetchSession, type WantedPartition } from './fetch-session.ts'
import type { RecordBuffer } from './record-buffer.ts'

export type FetcherParts = Omit<FetchAnswersParts, 'backOff'>

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

/** What is to be fetched from one broker. */
interface Share {
  readonly wanted: Map<string, WantedPartition>
  /** Whether there is more, of which enough is held. */
  isHeldBack: boolean
}

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
  readonly #answers: FetchAnswers
  readonly #sources = new Map<number, Source>()
  readonly #partitionBytesMax: number
  readonly #heldBytesMax: number
  #timer: Timer | undefined
  #timerAtMs = Infinity
  #isClosed = false

  constructor(parts: FetcherParts) {
    const { cluster, assignment, buffer, values, sink } = parts
    this.#cluster = cluster
    this.#assignment = assignment
    this.#buffer = buffer
    this.#values = values
    this.#sink = sink
    const backOff = (state: PartitionState): void => this.#backOff(state)
    this.#answers = new FetchAnswers({ ...parts, backOff })
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

  /** Which broker is to be asked for what, now. */
  #plan(nowMs: number): ReadonlyMap<number, Share> {
    const plan = new Map<number, Share>()
    for (const state of this.#assignment.states) {
      if (state.phase.kind !== 'ready' || state.isPaused) continue
      const nodeId = this.#nodeOf(state, nowMs)
      if (nodeId === undefined) continue
      let share = plan.get(nodeId)
      if (share === undefined) plan.set(nodeId, (share = { wanted: new Map(), isHeldBack: false }))
      if (state.notBeforeMs > nowMs) this.#pumpAt(state.notBeforeMs)
      else if (state.heldBytes > this.#partitionBytesMax) share.isHeldBack = true
      else share.wanted.set(state.key, wantedOf(state))
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
      if (answer.errorCode === ErrorCode.none) {
        source.failures = 0
        this.#answers.take(source.session, answer)
      } else {
        this.#refused(source, answer.errorCode)
      }
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
