import type { Clock, Network, Socket, Timer } from '@barnabus/base'

import type { Dispatcher } from '../dispatch.ts'
import type { Measures } from '../measures.ts'
import type { NodeView } from '../nodes.ts'
import type { RateLimitedLog } from '../rate-limited-log.ts'
import { Connection, type ConnectionLimits } from './connection.ts'
import { ReceiveBudget, type ReceiveLimits } from './receive-budget.ts'

const sweepIntervalMs = 500
const descriptorsAlwaysThere = 64

/** Bounds on all connections together. */
export interface ConnectionsLimits {
  readonly connectionsMax: number
  readonly connectionsPerAddressMax: number
  /** Sockets and files that are not for connections: the log's, and what Node itself needs. */
  readonly descriptorsKept: number
  readonly idleMsMax: number
  readonly connection: ConnectionLimits
  readonly receive: ReceiveLimits
}

export interface ConnectionsOptions {
  /** Asked whenever they matter: they may change while the broker runs. */
  readonly limits: () => ConnectionsLimits
  readonly dispatcher: Dispatcher
  readonly measures: Measures
  readonly clock: Clock
  readonly network: Pick<Network, 'descriptorsMax'>
  readonly log: RateLimitedLog
}

/** All connections of all listeners: lets them in, ends those that overstay, closes them. */
export class Connections {
  readonly #options: ConnectionsOptions
  readonly #receiveBudget: ReceiveBudget
  readonly #open = new Map<
    Connection,
    { readonly socket: Socket; readonly served: Promise<void> }
  >()
  readonly #perAddress = new Map<string, number>()
  #nextId = 1
  #sweep: Timer | undefined

  constructor(options: ConnectionsOptions) {
    this.#options = options
    this.#receiveBudget = new ReceiveBudget(options.clock, options.limits().receive)
  }

  /** Serves a new connection, or closes it if there are too many. */
  accept(socket: Socket, node: NodeView): void {
    const { clock, dispatcher, limits, log, measures } = this.#options
    const refusal = this.#refusalOf(socket.remote.host)
    if (refusal !== undefined) {
      measures.connectionsRefused += 1
      log.warn('', { clientAddress: socket.remote.host }, refusal)
      socket.destroy()
      return
    }
    const connection = new Connection({
      id: this.#nextId++,
      socket,
      node,
      dispatcher,
      receipt: this.#receiveBudget.open(),
      limits: limits().connection,
      clock,
      log,
    })
    measures.connectionsAccepted += 1
    this.#open.set(connection, { socket, served: this.#serve(connection, socket) })
    this.#count(socket.remote.host, 1)
    this.#sweepLater()
  }

  /** Lets everyone finish what is in flight for at most `graceMs`, then closes the rest. */
  async close(graceMs: number): Promise<void> {
    const served = [...this.#open.values()].map((entry) => entry.served)
    for (const connection of this.#open.keys()) connection.stop()
    const force = this.#options.clock.after(graceMs, () => {
      for (const { socket } of this.#open.values()) socket.destroy()
    })
    await Promise.all(served)
    force.cancel()
    this.#sweep?.cancel()
  }

  async #serve(connection: Connection, socket: Socket): Promise<void> {
    try {
      await connection.serve()
    } catch (bug) {
      const facts = { connectionId: connection.connectionId, err: bug }
      this.#options.log.warn('', facts, 'Closing a connection: a bug in Barnabus')
      socket.destroy()
      connection.receipt.close()
    }
    this.#open.delete(connection)
    this.#count(socket.remote.host, -1)
  }

  #refusalOf(address: string): string | undefined {
    const { network } = this.#options
    const { connectionsMax, connectionsPerAddressMax, descriptorsKept } = this.#options.limits()
    if (this.#open.size >= connectionsMax) {
      return `Refusing a connection from ${address}: max.connections=${connectionsMax} are open`
    }
    // Few enough are below any limit; then we need not ask for it, which is slow.
    const { size } = this.#open
    if (size >= descriptorsAlwaysThere && size >= network.descriptorsMax() - descriptorsKept) {
      const limit = `the operating system lets this process have ${network.descriptorsMax()} files`
      return `Refusing a connection from ${address}: ${limit}, and some are kept for data (ulimit -n)`
    }
    if ((this.#perAddress.get(address) ?? 0) < connectionsPerAddressMax) return undefined
    const limit = `max.connections.per.ip=${connectionsPerAddressMax}`
    return `Refusing a connection from ${address}: ${limit} are open from there`
  }

  #count(address: string, change: 1 | -1): void {
    const count = (this.#perAddress.get(address) ?? 0) + change
    if (count === 0) this.#perAddress.delete(address)
    else this.#perAddress.set(address, count)
    this.#options.measures.connectionsOpen = this.#open.size
  }

  /** One timer for all connections, and none when there are none. */
  #sweepLater(): void {
    this.#sweep ??= this.#options.clock.after(sweepIntervalMs, () => {
      this.#sweep = undefined
      this.#sweepNow()
      if (this.#open.size > 0) this.#sweepLater()
    })
  }

  #sweepNow(): void {
    const { clock, limits } = this.#options
    const idleSinceMin = clock.monotonicMs() - limits().idleMsMax
    const victims = this.#receiveBudget.victims()
    for (const connection of this.#open.keys()) {
      const { idleSinceMs } = connection
      if (this.#receiveBudget.isLate(connection.receipt)) {
        connection.kill('it stopped in the middle of a request')
      } else if (victims.has(connection.receipt)) {
        connection.kill('its large request gives way to others, as memory is scarce')
      } else if (idleSinceMs !== undefined && idleSinceMs < idleSinceMin) {
        connection.expire()
      }
    }
  }
}
