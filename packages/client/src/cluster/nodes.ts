import type { Endpoint, Timer } from '@barnabus/base'

import type { ClientEnv } from '../client-env.ts'
import type { BrokerConnection } from '../connection/broker-connection.ts'
import type { Deadline } from '../deadline.ts'
import { clientErrors } from '../errors.ts'
import { isKafkaError } from '../errors/kafka-error.ts'
import type { Traffic } from '../observation/traffic.ts'
import { ConnectionSlot, type SlotSettings } from './connection-slot.ts'

/**
 * What a connection is for. Answers come in the order of requests, so what must not wait behind a
 * long fetch has a connection of its own, and so have answers for which a coordinator waits for
 * all members of a group.
 */
export type Channel = 'data' | 'coordination' | 'rebalance'

export interface NodesOptions {
  readonly bootstrapServers: readonly Endpoint[]
  readonly slots: SlotSettings
  /** -1: for ever. */
  readonly connectionsMaxIdleMs: number
  readonly rebootstraps: boolean
}

type Known = ReadonlyMap<number, Endpoint>

/** The brokers of a cluster, and the connections to them. */
export class Nodes {
  readonly #options: NodesOptions
  readonly #env: ClientEnv
  readonly #traffic: Traffic
  readonly #slots = new Map<string, ConnectionSlot>()
  #known: Known = new Map()
  #sweep: Timer | undefined
  #isClosed = false

  constructor(options: NodesOptions, env: ClientEnv, traffic: Traffic) {
    this.#options = options
    this.#env = env
    this.#traffic = traffic
  }

  /** Takes over who the brokers are; connections to those who went are closed. */
  update(known: Known): void {
    this.#known = known
    for (const [key, slot] of this.#slots) {
      if (key.startsWith('bootstrap') || this.#isCurrent(key, slot)) continue
      this.#slots.delete(key)
      slot.close(clientErrors.CONNECTION_LOST(addressOf(slot.endpoint)))
    }
  }

  /** A connection to this broker. Rejects with a KafkaError after one failed attempt. */
  async connection(
    nodeId: number,
    deadline: Deadline,
    channel: Channel = 'data',
  ): Promise<BrokerConnection> {
    this.#throwIfClosed()
    const endpoint = this.#known.get(nodeId)
    if (endpoint === undefined) throw clientErrors.NO_BROKER(`broker ${nodeId}`)
    return await this.#slot(`${channel} ${nodeId}`, endpoint).connection(deadline)
  }

  /**
   * A connection to any broker: an open one, or else one after the other until one answers. When
   * none of those we know does, those of `bootstrap.servers` are asked again.
   *
   * Rejects with NO_BROKER when none answered.
   */
  async anyConnection(deadline: Deadline): Promise<BrokerConnection> {
    this.#throwIfClosed()
    const candidates = this.#candidates()
    const open = candidates
      .flatMap((slot) => slot.open ?? [])
      .toSorted((a, b) => a.inFlight - b.inFlight)
    if (open[0] !== undefined) return open[0]
    // Whoever comes too late to try is told why the others failed.
    let last = candidates.find(({ lastFailure }) => lastFailure !== undefined)?.lastFailure
    for (const slot of candidates) {
      if (deadline.isOver) break
      try {
        return await slot.connection(deadline)
      } catch (error) {
        if (!isKafkaError(error)) throw error
        if (!error.retriable) throw error // Nobody will believe who we are a moment later.
        last = error
      }
    }
    const addresses = candidates.map(({ endpoint }) => addressOf(endpoint))
    throw Object.assign(clientErrors.NO_BROKER(addresses.join(', ')), { cause: last })
  }

  close(what: string): void {
    this.#isClosed = true
    this.#sweep?.cancel()
    for (const slot of this.#slots.values()) slot.close(clientErrors.CLOSED(what))
    this.#slots.clear()
  }

  #throwIfClosed(): void {
    if (this.#isClosed) throw clientErrors.CLOSED('client')
  }

  /** Those that may be tried at once come first; among them any order, so that all get their share. */
  #candidates(): readonly ConnectionSlot[] {
    const known = Array.from(this.#known, ([nodeId, endpoint]) =>
      this.#slot(`data ${nodeId}`, endpoint),
    )
    const { bootstrapServers, rebootstraps } = this.#options
    const bootstrap =
      known.length > 0 && !rebootstraps
        ? []
        : bootstrapServers.map((endpoint) =>
            this.#slot(`bootstrap ${addressOf(endpoint)}`, endpoint),
          )
    return [...this.#shuffled(known), ...this.#shuffled(bootstrap)].toSorted(
      (a, b) => a.blockedMs - b.blockedMs,
    )
  }

  #shuffled(slots: readonly ConnectionSlot[]): readonly ConnectionSlot[] {
    const start = slots.length === 0 ? 0 : this.#env.random.below(slots.length)
    return [...slots.slice(start), ...slots.slice(0, start)]
  }

  #slot(key: string, endpoint: Endpoint): ConnectionSlot {
    const found = this.#slots.get(key)
    if (found !== undefined) return found
    const slot = new ConnectionSlot(endpoint, this.#options.slots, this.#env, (nowMs) =>
      this.#traffic.connected(nodeIdIn(key), nowMs),
    )
    this.#slots.set(key, slot)
    this.#sweepLater()
    return slot
  }

  #isCurrent(key: string, { endpoint }: ConnectionSlot): boolean {
    const now = this.#known.get(nodeIdIn(key) ?? NaN)
    return now !== undefined && now.host === endpoint.host && now.port === endpoint.port
  }

  #sweepLater(): void {
    const idleMs = this.#options.connectionsMaxIdleMs
    if (this.#sweep !== undefined || idleMs < 0) return
    this.#sweep = this.#env.clock.after(Math.max(idleMs / 4, 10), () => {
      this.#sweep = undefined
      for (const slot of this.#slots.values()) slot.closeIfIdle(idleMs)
      if (!this.#isClosed) this.#sweepLater()
    })
  }
}

/** Of a bootstrap server nobody knows which node it is. */
function nodeIdIn(key: string): number | undefined {
  const [channel, name] = key.split(' ')
  return channel === 'bootstrap' ? undefined : Number(name)
}

function addressOf({ host, port }: Endpoint): string {
  return `${host}:${port}`
}
