import type { Timer } from '@barnabus/base'
import { ApiKey, ErrorCode, type MetadataResponse } from '@barnabus/protocol'

import type { BackoffLimits } from '../backoff.ts'
import type { ClientEnv } from '../client-env.ts'
import { Deadline } from '../deadline.ts'
import { throwIfError, type KafkaError } from '../errors/kafka-error.ts'
import { retrying } from '../retry.ts'
import { snapshotWith, type LeaderHint, type NodeEndpoint } from './leader-hints.ts'
import { nothingKnown, snapshotAfter, type MetadataSnapshot } from './metadata-snapshot.ts'
import type { Nodes } from './nodes.ts'

export interface MetadataOptions {
  readonly maxAgeMs: number
  readonly requestTimeoutMs: number
  readonly apiTimeoutMs: number
  readonly backoff: BackoffLimits
  /** Whether a topic that is asked for and missing may be made by the broker. */
  readonly allowAutoTopicCreation: boolean
}

/** Which topics somebody wants to know about. */
type Interest = 'all' | ReadonlySet<string>

/**
 * What is known of the cluster. It is asked for when somebody needs it, again whenever something
 * disproves it (`markStale`), and again when it is too old.
 */
export class Metadata {
  readonly #nodes: Nodes
  readonly #options: MetadataOptions
  readonly #env: ClientEnv
  readonly #closing = new AbortController()
  readonly #listeners = new Set<(snapshot: MetadataSnapshot) => void>()
  readonly #topics = new Set<string>()
  #wantsAll = false
  #snapshot = nothingKnown
  #refreshing: Promise<MetadataSnapshot> | undefined
  #asksFor: Interest = new Set()
  #ageTimer: Timer | undefined
  #problem: KafkaError | undefined
  #refreshedMs: number | undefined

  constructor(nodes: Nodes, options: MetadataOptions, env: ClientEnv) {
    this.#nodes = nodes
    this.#options = options
    this.#env = env
  }

  /** What is known now; at the beginning nothing. */
  get snapshot(): MetadataSnapshot {
    return this.#snapshot
  }

  /** Why nobody has answered since the last answer; undefined: nobody was asked in vain. */
  get problem(): KafkaError | undefined {
    return this.#problem
  }

  /** When a cluster last answered, by the monotonic clock; undefined: never. */
  get refreshedMs(): number | undefined {
    return this.#refreshedMs
  }

  /** Asks about these topics, too, from the next time on. */
  addTopics(names: Iterable<string>): void {
    for (const name of names) this.#topics.add(name)
  }

  /** Asks about exactly these topics from the next time on, or about all. */
  setInterest(interest: Interest): void {
    this.#wantsAll = interest === 'all'
    if (interest === 'all') return
    this.#topics.clear()
    this.addTopics(interest)
  }

  /** Calls `listener` with everything new, until the returned function is called. */
  onChange(listener: (snapshot: MetadataSnapshot) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Takes in who leads partitions now, from somebody who does not; whether it was new. */
  learn(hints: readonly LeaderHint[], endpoints: readonly NodeEndpoint[]): boolean {
    const after = snapshotWith(this.#snapshot, hints, endpoints)
    if (after === this.#snapshot) return false
    this.#know(after)
    return true
  }

  /** Something did not agree with what is known: asks again, in the background. */
  markStale(): void {
    this.refresh(this.#deadline()).catch(() => undefined) // Whoever needs it asks, and is told.
  }

  /**
   * Asks the cluster, together with everybody who asks at the same time. Rejects when no broker has
   * answered by the deadline.
   */
  async refresh(deadline: Deadline): Promise<MetadataSnapshot> {
    if (this.#refreshing === undefined || !covers(this.#asksFor, this.#interest())) {
      const before = this.#refreshing
      this.#asksFor = this.#interest()
      this.#refreshing = this.#startRefresh(this.#asksFor, before)
    }
    return await deadline.wait(this.#refreshing, 'learn about the cluster')
  }

  close(): void {
    this.#closing.abort()
    this.#ageTimer?.cancel()
    this.#listeners.clear()
  }

  #interest(): Interest {
    return this.#wantsAll ? 'all' : new Set(this.#topics)
  }

  #deadline(): Deadline {
    return Deadline.after(this.#env.clock, this.#options.apiTimeoutMs, this.#closing.signal)
  }

  async #startRefresh(
    interest: Interest,
    before: Promise<MetadataSnapshot> | undefined,
  ): Promise<MetadataSnapshot> {
    await before?.catch(() => undefined)
    const refreshing = this.#refreshing
    try {
      const deadline = this.#deadline()
      const answer = await retrying(() => this.#ask(interest, deadline), {
        action: 'learn about the cluster',
        deadline,
        backoff: this.#options.backoff,
        random: this.#env.random,
        onFailure: (error) => (this.#problem = error),
      })
      this.#problem = undefined
      this.#take(answer, interest)
      return this.#snapshot
    } finally {
      if (this.#refreshing === refreshing) this.#refreshing = undefined
      this.#refreshWhenOld()
    }
  }

  async #ask(interest: Interest, deadline: Deadline): Promise<MetadataResponse> {
    const connection = await this.#nodes.anyConnection(deadline)
    const topics = interest === 'all' ? null : Array.from(interest, (name) => ({ name }))
    const { allowAutoTopicCreation, requestTimeoutMs } = this.#options
    const answer = await connection.call(
      ApiKey.Metadata,
      () => ({ topics, allowAutoTopicCreation: allowAutoTopicCreation && topics !== null }),
      { timeoutMs: requestTimeoutMs, signal: deadline.signal },
    )
    throwIfError(answer.errorCode, 'learn about the cluster')
    return answer
  }

  #take(answer: MetadataResponse, interest: Interest): void {
    if (answer.brokers.length === 0) return // A broker that starts, and knows nobody yet.
    const keep = (name: string): boolean => interest !== 'all' && this.#topics.has(name)
    this.#refreshedMs = this.#env.clock.monotonicMs()
    this.#know(snapshotAfter(this.#snapshot, answer, keep))
  }

  #know(snapshot: MetadataSnapshot): void {
    this.#snapshot = snapshot
    this.#nodes.update(snapshot.nodes)
    for (const listener of this.#listeners) listener(snapshot)
  }

  #refreshWhenOld(): void {
    this.#ageTimer?.cancel()
    if (this.#closing.signal.aborted) return
    this.#ageTimer = this.#env.clock.after(this.#options.maxAgeMs, () => this.markStale())
  }
}

function covers(asked: Interest, wanted: Interest): boolean {
  if (asked === 'all' || wanted === 'all') return asked === 'all'
  for (const name of wanted) if (!asked.has(name)) return false
  return true
}

/** Whether an error of a topic or partition says that what we know of it is out of date. */
export function disprovesMetadata(errorCode: number): boolean {
  return disproving.has(errorCode)
}

const disproving: ReadonlySet<number> = new Set<ErrorCode>([
  ErrorCode.unknownTopicOrPartition,
  ErrorCode.leaderNotAvailable,
  ErrorCode.notLeaderOrFollower,
  ErrorCode.replicaNotAvailable,
  ErrorCode.networkException,
  ErrorCode.kafkaStorageError,
  ErrorCode.listenerNotFound,
  ErrorCode.fencedLeaderEpoch,
  ErrorCode.unknownLeaderEpoch,
  ErrorCode.unknownTopicId,
  ErrorCode.inconsistentTopicId,
  ErrorCode.offsetNotAvailable,
])
