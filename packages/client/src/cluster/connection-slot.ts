import type { Endpoint } from '@barnabus/base'

import { backoffMs } from '../backoff.ts'
import type { ClientEnv } from '../client-env.ts'
import { BrokerConnection, type ConnectionSettings } from '../connection/broker-connection.ts'
import type { Deadline } from '../deadline.ts'
import { isKafkaError, type KafkaError } from '../errors/kafka-error.ts'
import type { ConnectionMeter } from '../observation/traffic.ts'

/** How connections come about and are given up. */
export interface SlotSettings extends ConnectionSettings {
  readonly connectTimeoutMs: number
  readonly connectTimeoutMaxMs: number
  readonly reconnectBackoffMs: number
  readonly reconnectBackoffMaxMs: number
}

/**
 * The place of one connection to one broker: opened when somebody asks for it, shared while it
 * lasts, and opened anew, after a wait that grows, when it was lost.
 */
export class ConnectionSlot {
  readonly endpoint: Endpoint
  readonly #settings: SlotSettings
  readonly #env: ClientEnv
  readonly #meterAt: (nowMs: number) => ConnectionMeter
  readonly #closing = new AbortController()
  #connection: BrokerConnection | undefined
  #opening: Promise<BrokerConnection> | undefined
  #failures = 0
  #lastFailure: KafkaError | undefined
  #notBeforeMs = 0

  /** `meterAt` gives who counts for a connection that came about then. */
  constructor(
    endpoint: Endpoint,
    settings: SlotSettings,
    env: ClientEnv,
    meterAt: (nowMs: number) => ConnectionMeter,
  ) {
    this.endpoint = endpoint
    this.#meterAt = meterAt
    this.#settings = settings
    this.#env = env
  }

  /** The connection, if it is open now. */
  get open(): BrokerConnection | undefined {
    return this.#connection?.isOpen === true ? this.#connection : undefined
  }

  /** Why it did not come about the last time; undefined: it did, or was never tried. */
  get lastFailure(): KafkaError | undefined {
    return this.#lastFailure
  }

  /** How long it must not be tried again, after it failed. */
  get blockedMs(): number {
    if (this.open !== undefined || this.#opening !== undefined) return 0
    return Math.max(0, this.#notBeforeMs - this.#env.clock.monotonicMs())
  }

  /**
   * The open connection. Waits out the time in which the broker must not be tried again.
   *
   * Rejects with a KafkaError as soon as one attempt failed, or with the signal's reason.
   */
  async connection(deadline: Deadline): Promise<BrokerConnection> {
    const { open } = this
    if (open !== undefined) return open
    const { blockedMs } = this
    try {
      if (blockedMs > 0) await deadline.sleep(blockedMs)
      this.#opening ??= this.#connect().finally(() => (this.#opening = undefined))
      const { host, port } = this.endpoint
      return await deadline.wait(this.#opening, `connect to ${host}:${port}`)
    } catch (error) {
      // Whoever has no more time is told why it was spent.
      if (deadline.isOver && isKafkaError(error)) throw this.#lastFailure ?? error
      throw error
    }
  }

  /** Closes the connection, and lets no new one come about. */
  close(error: KafkaError): void {
    this.#closing.abort(error)
    this.#connection?.close()
  }

  /** Gives up a connection that nobody has used for so long, unless answers are on their way. */
  closeIfIdle(idleMs: number): void {
    const { open } = this
    if (open === undefined || open.inFlight > 0) return
    if (this.#env.clock.monotonicMs() - open.lastUsedMs >= idleMs) open.close()
  }

  async #connect(): Promise<BrokerConnection> {
    const { signal } = this.#closing
    signal.throwIfAborted()
    const { connectTimeoutMs: firstMs, connectTimeoutMaxMs: maxMs } = this.#settings
    const connectTimeoutMs = backoffMs({ firstMs, maxMs }, this.#failures + 1, this.#env.random)
    try {
      const connection = await BrokerConnection.open(this.endpoint, this.#settings, this.#env, {
        connectTimeoutMs,
        signal,
        meterAt: this.#meterAt,
      })
      this.#failures = 0
      this.#lastFailure = undefined
      this.#connection = connection
      return connection
    } catch (error) {
      if (isKafkaError(error)) this.#holdOff(error)
      throw error
    }
  }

  #holdOff(error: KafkaError): void {
    this.#failures += 1
    this.#lastFailure = error
    const { reconnectBackoffMs: firstMs, reconnectBackoffMaxMs: maxMs } = this.#settings
    const waitMs = backoffMs({ firstMs, maxMs }, this.#failures, this.#env.random)
    this.#notBeforeMs = this.#env.clock.monotonicMs() + waitMs
  }
}
