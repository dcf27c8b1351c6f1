import { isOperatingError, type Endpoint } from '@barnabus/base'
import {
  ApiKey,
  ErrorCode,
  apiByKey,
  type Api,
  type ApiMessages,
  type ApiVersionsResponse,
  type VersionRange,
} from '@barnabus/protocol'

import type { ClientEnv } from '../client-env.ts'
import { unlessAborted } from '../deadline.ts'
import { clientErrors } from '../errors.ts'
import { throwIfError } from '../errors/kafka-error.ts'
import type { ConnectionMeter } from '../observation/traffic.ts'
import { version as softwareVersion } from '../version.ts'
import { openSocket } from './open-socket.ts'
import type { Security } from './security.ts'
import { commonVersion, rangeText, spokenVersions } from './spoken-versions.ts'
import { Wire } from './wire.ts'

/** A request as a function of the version that both sides speak. */
export type RequestOf<K extends ApiKey> = (version: number) => ApiMessages[K]['requestDraft']

export type AnswerOf<K extends ApiKey> = ApiMessages[K]['response']

export interface CallOptions {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** Speak no newer version than this, whatever both sides can. */
  readonly maxVersion?: number | undefined
}

/** What is needed to open a connection. */
export interface ConnectionSettings {
  readonly clientId: string
  readonly requestTimeoutMs: number
  readonly security: Security
}

const apiVersionsMax = 4
const lifetimeShareMin = 0.85
const lifetimeShareSpread = 100 // Thousandths.

/** A connection to one broker that knows which versions the broker speaks. */
export class BrokerConnection {
  /** host:port, for people. */
  readonly address: string
  readonly #wire: Wire
  readonly #settings: ConnectionSettings
  readonly #env: ClientEnv
  #ranges: ReadonlyMap<number, VersionRange> = new Map()
  #features: ReadonlyMap<string, number> = new Map()
  #authenticateAtMs = Infinity // By the monotonic clock; then the broker wants to be told again.
  #authenticating: Promise<void> | undefined

  private constructor(address: string, wire: Wire, settings: ConnectionSettings, env: ClientEnv) {
    this.address = address
    this.#wire = wire
    this.#settings = settings
    this.#env = env
  }

  /**
   * Connects, asks the broker for its versions, and says who we are. Rejects with a KafkaError, or
   * with the signal's reason; `connectTimeoutMs` bounds the time until the socket is open.
   */
  static async open(
    endpoint: Endpoint,
    settings: ConnectionSettings,
    env: ClientEnv,
    options: {
      readonly connectTimeoutMs: number
      readonly signal?: AbortSignal | undefined
      /** Gives who counts what the connection does; left out: nobody. */
      readonly meterAt?: (nowMs: number) => ConnectionMeter
    },
  ): Promise<BrokerConnection> {
    const address = `${endpoint.host}:${endpoint.port}`
    const socket = await openSocket(endpoint, settings.security, env, options)
    const { clientId } = settings
    const { clock } = env
    const meter = options.meterAt?.(clock.monotonicMs())
    const wire = new Wire(socket, { address, clientId, clock, meter })
    const connection = new BrokerConnection(address, wire, settings, env)
    try {
      await unlessAborted(connection.#begin(), options.signal)
    } catch (error) {
      connection.close()
      throw error
    }
    return connection
  }

  get inFlight(): number {
    return this.#wire.inFlight
  }

  get isOpen(): boolean {
    return this.#wire.isOpen
  }

  get lastUsedMs(): number {
    return this.#wire.lastUsedMs
  }

  /** Resolves, never rejects, when the connection is gone. */
  get closed(): Promise<void> {
    return this.#wire.closed
  }

  /** The finalized level of a feature of the cluster, such as `transaction.version`; 0: none. */
  featureLevel(name: string): number {
    return this.#features.get(name) ?? 0
  }

  /** The version in which `call` would send; undefined if there is none that both sides speak. */
  versionOf(apiKey: ApiKey, maxVersion = Infinity): number | undefined {
    const { min, max } = spokenVersions(apiKey)
    const theirs = this.#ranges.get(apiKey)
    if (theirs === undefined) return undefined
    return commonVersion({ min, max: Math.min(max, maxVersion) }, theirs)
  }

  /**
   * Sends a request in the newest version that both sides speak.
   *
   * Rejects with a KafkaError when the connection ends or no answer comes in time, with
   * UNSUPPORTED_VERSION when there is no common version, or with the signal's reason; the answer
   * may come nevertheless, and is dropped.
   */
  async call<K extends ApiKey>(
    apiKey: K,
    requestOf: RequestOf<K>,
    { timeoutMs, signal, maxVersion }: CallOptions,
  ): Promise<AnswerOf<K>> {
    const version = this.#requireVersion(apiKey, maxVersion)
    const authenticated = this.#authenticatedAgain()
    if (authenticated !== undefined) await authenticated // Bare, so that nobody overtakes.
    signal?.throwIfAborted()
    const sent = this.#wire.send(apiByKey(apiKey), version, requestOf(version), timeoutMs)
    return await unlessAborted(sent, signal)
  }

  /** Sends a request that has no answer (Produce with acks=0). */
  post<K extends ApiKey>(apiKey: K, requestOf: RequestOf<K>, maxVersion?: number): void {
    const version = this.#requireVersion(apiKey, maxVersion)
    const post = (): void => this.#wire.post(apiByKey(apiKey), version, requestOf(version))
    const authenticated = this.#authenticatedAgain()
    if (authenticated === undefined) post()
    else authenticated.then(post, () => undefined) // The connection is gone, and with it the post.
  }

  /** Resolves when at most `queuedBytesMax` wait to be sent, or the connection is gone. */
  drained(queuedBytesMax: number): Promise<void> {
    return this.#wire.drained(queuedBytesMax)
  }

  close(): void {
    this.#wire.close()
  }

  #requireVersion(apiKey: ApiKey, maxVersion?: number): number {
    const version = this.versionOf(apiKey, maxVersion)
    if (version !== undefined) return version
    const theirs = this.#ranges.get(apiKey)
    throw clientErrors.API_NOT_SPOKEN(
      apiByKey(apiKey).name,
      this.address,
      rangeText(spokenVersions(apiKey)),
      theirs === undefined ? 'none' : rangeText(theirs),
    )
  }

  async #begin(): Promise<void> {
    const answer = await this.#askVersions()
    throwIfError(answer.errorCode, `ask ${this.address} for its versions`)
    this.#ranges = new Map(
      answer.apiKeys.map(({ apiKey, minVersion, maxVersion }) => [
        apiKey,
        { min: minVersion, max: maxVersion },
      ]),
    )
    this.#features = new Map(
      answer.finalizedFeatures.map(({ name, maxVersionLevel }) => [name, maxVersionLevel]),
    )
    await this.#authenticate()
  }

  async #authenticate(): Promise<void> {
    const { requestTimeoutMs, security } = this.#settings
    const lifetimeMs = await security.authenticate({
      address: this.address,
      call: async (apiKey, request) =>
        this.#wire.send(apiByKey(apiKey), this.#requireVersion(apiKey), request, requestTimeoutMs),
    })
    const { clock, random } = this.#env
    // Like Kafka's own client: at some moment between 85 and 95 % of the time.
    const share = lifetimeShareMin + random.below(lifetimeShareSpread) / 1000
    this.#authenticateAtMs = clock.monotonicMs() + lifetimeMs * share
  }

  /**
   * Whom a request has to wait for, as the broker must be told again who we are (KIP-368): it takes
   * nothing else meanwhile. undefined: nobody.
   */
  #authenticatedAgain(): Promise<void> | undefined {
    if (this.#authenticateAtMs === Infinity || this.#authenticating !== undefined) {
      return this.#authenticating
    }
    if (this.#env.clock.monotonicMs() < this.#authenticateAtMs) return undefined
    const authenticating = this.#authenticate()
    this.#authenticating = authenticating
    authenticating.then(
      () => (this.#authenticating = undefined),
      () => this.close(),
    )
    return authenticating
  }

  /** A broker that does not know our version answers in version 0 which ones it has (KIP-511). */
  async #askVersions(): Promise<ApiVersionsResponse> {
    const { requestTimeoutMs: timeoutMs } = this.#settings
    const api = apiByKey(ApiKey.ApiVersions)
    const request = {
      clientSoftwareName: 'barnabus',
      clientSoftwareVersion: softwareVersion,
    }
    const answer = await this.#firstAnswer(api, request, timeoutMs)
    if (answer.errorCode !== ErrorCode.unsupportedVersion) return answer
    const theirs = answer.apiKeys.find(({ apiKey }) => apiKey === ApiKey.ApiVersions)
    const version = Math.min(theirs?.maxVersion ?? 0, apiVersionsMax)
    return await this.#wire.send(api, version, version < 3 ? {} : request, timeoutMs)
  }

  /** Who does not understand a word hangs up at once: one speaks TLS, and the other one does not. */
  async #firstAnswer(
    api: Api<typeof ApiKey.ApiVersions>,
    request: object,
    timeoutMs: number,
  ): Promise<ApiVersionsResponse> {
    try {
      return await this.#wire.send(api, apiVersionsMax, request, timeoutMs)
    } catch (error) {
      if (!isOperatingError(error, 'CLIENT_CONNECTION_LOST')) throw error
      const { address } = this
      throw clientErrors.CONNECTION_REFUSED(address, 'it hung up; is security.protocol right?')
    }
  }
}
