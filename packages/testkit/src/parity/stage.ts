import { setTimeout as sleep } from 'node:timers/promises'

import { AssertionError, isOperatingError } from '@barnabus/base'
import type { ApiKey, ApiMessages } from '@barnabus/protocol'

import { RawConnection } from '../raw-connection.ts'
import { StageTopics, type NewTopic, type StageTopic } from './stage-topics.ts'
import type { Outcome, Step, Transcript } from './transcript.ts'

const silenceMs = 15_000

type RequestOf<K extends ApiKey> = ApiMessages[K]['requestDraft']
type AnswerOf<K extends ApiKey> = ApiMessages[K]['response']

/** Ends a play where the broker said nothing that it could go on with; no mistake by itself. */
export class EndOfPlay extends Error {}

/** What a stage is given. */
export interface StageOptions<K extends ApiKey> {
  readonly bootstrap: string
  /** Unique, and the same for both brokers. */
  readonly name: string
  readonly apiKey: K
  readonly version: number
  /** Milliseconds since the epoch: what "now" is, for both brokers. */
  readonly nowMs: number
}

/**
 * Where a play is played for one broker. Everything that is asked here is compared, unless it is
 * asked quietly.
 */
export class Stage<K extends ApiKey = ApiKey> {
  /** The version that the play is played at. */
  readonly version: number
  /** What "now" is, for both brokers. */
  readonly now: bigint
  readonly #options: StageOptions<K>
  readonly #steps: Step[]
  readonly #opened: Set<RawConnection>
  readonly #topics: StageTopics
  #connection: RawConnection | undefined

  constructor(options: StageOptions<K>, company?: Stage<K>) {
    this.#options = options
    this.version = options.version
    this.now = BigInt(options.nowMs)
    this.#steps = company === undefined ? [] : company.#steps
    this.#opened = company === undefined ? new Set() : company.#opened
    this.#topics = company === undefined ? new StageTopics(options.name, this) : company.#topics
  }

  /** What was seen so far. */
  get transcript(): Transcript {
    return this.#steps
  }

  /** The same play on a connection of its own: another client, a member of a group. */
  another(): Stage<K> {
    return new Stage(this.#options, this)
  }

  /** A name that no other scenario uses, the same for both brokers. */
  name(suffix = 'a'): string {
    return this.#topics.name(suffix)
  }

  /** Makes a topic and waits until it can be used. Not compared. */
  topic(topic: NewTopic = {}): Promise<StageTopic> {
    return this.#topics.make(topic)
  }

  /** Waits until everything that was changed before is in effect. */
  settle(): Promise<void> {
    return this.#topics.settle()
  }

  /** Asks the play's API at the play's version. Ends the play if no answer comes. */
  ask(request: RequestOf<K>): Promise<AnswerOf<K>> {
    return this.send(this.#options.apiKey, this.version, request)
  }

  /** Asks any API. Ends the play if no answer comes. */
  async send<A extends ApiKey>(
    apiKey: A,
    version: number,
    request: RequestOf<A>,
  ): Promise<AnswerOf<A>> {
    const answer = await this.attempt(apiKey, version, request)
    if (answer === undefined) throw new EndOfPlay()
    return answer
  }

  /** Asks, with more behind it if told so, and goes on if the broker hangs up instead. */
  async attempt<A extends ApiKey>(
    apiKey: A,
    version: number,
    request: RequestOf<A>,
    behind?: Uint8Array,
  ): Promise<AnswerOf<A> | undefined> {
    const step: Step = { apiKey, version, outcome: { kind: 'silent' } }
    this.#steps.push(step)
    step.outcome = await this.#outcome(apiKey, version, request, behind)
    return step.outcome.kind === 'answered' ? (step.outcome.answer as AnswerOf<A>) : undefined
  }

  /** Asks the play's API several times without waiting for an answer in between. */
  async pipeline(requests: readonly RequestOf<K>[]): Promise<readonly AnswerOf<K>[]> {
    await this.#open()
    return await Promise.all(requests.map((request) => this.ask(request)))
  }

  /** Asks something that is needed on the way and of no interest. */
  async quietly<A extends ApiKey>(
    apiKey: A,
    version: number,
    request: RequestOf<A>,
  ): Promise<AnswerOf<A>> {
    const outcome = await this.#outcome(apiKey, version, request)
    if (outcome.kind === 'answered') return outcome.answer as AnswerOf<A>
    throw new AssertionError(`no answer to what is only needed on the way: ${outcome.kind}`)
  }

  /** Sends what has no answer. */
  async post(request: RequestOf<K>): Promise<void> {
    const connection = this.#connection ?? (await this.#open())
    await connection.post(this.#options.apiKey, this.version, request)
  }

  /** Asks quietly again and again until the answer is as wanted. */
  async until<A extends ApiKey>(
    apiKey: A,
    version: number,
    request: RequestOf<A>,
    wanted: (answer: AnswerOf<A>) => boolean,
  ): Promise<AnswerOf<A>> {
    for (let waitedMs = 0; waitedMs < silenceMs; waitedMs += 10) {
      const answer = await this.quietly(apiKey, version, request)
      if (wanted(answer)) return answer
      await sleep(10)
    }
    throw new AssertionError('the broker never came to the state that the scenario waits for')
  }

  /**
   * Asks again and again while the answer is only that something else must end first. The last
   * answer is compared: how long that takes is each broker's own affair.
   */
  async insist<A extends ApiKey>(
    apiKey: A,
    version: number,
    request: RequestOf<A>,
    isNotYet: (answer: AnswerOf<A>) => boolean,
  ): Promise<AnswerOf<A>> {
    const answer = await this.until(apiKey, version, request, (one) => !isNotYet(one))
    this.#steps.push({ apiKey, version, outcome: { kind: 'answered', answer } })
    return answer
  }

  /** Closes all connections. */
  leave(): void {
    for (const connection of this.#opened) connection.close()
  }

  async #outcome<A extends ApiKey>(
    apiKey: A,
    version: number,
    request: RequestOf<A>,
    behind?: Uint8Array,
  ): Promise<Outcome> {
    const connection = this.#connection ?? (await this.#open())
    const late = new AbortController()
    try {
      return await Promise.race([
        connection
          .send(apiKey, version, request, behind)
          .then((answer): Outcome => ({ kind: 'answered', answer })),
        sleep(silenceMs, { kind: 'silent' } as const, { signal: late.signal }),
      ])
    } catch (error) {
      if (isOperatingError(error, 'TESTKIT_CONNECTION_LOST')) return { kind: 'closed' }
      if (!isOperatingError(error, 'TESTKIT_ANSWER_UNREADABLE')) throw error
      return { kind: 'undecodable', reason: error.message }
    } finally {
      late.abort()
      if (connection.isClosed && this.#connection === connection) this.#connection = undefined
    }
  }

  async #open(): Promise<RawConnection> {
    if (this.#connection !== undefined) return this.#connection
    const connection = await RawConnection.open(this.#options.bootstrap, 'parity')
    this.#opened.add(connection)
    this.#connection = connection
    return connection
  }
}
