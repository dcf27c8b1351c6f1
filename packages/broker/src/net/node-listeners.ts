import type { Endpoint, Listener, Network, Socket } from '@barnabus/base'

import { brokerErrors } from '../errors.ts'
import type { NodeView } from '../nodes.ts'
import type { RateLimitedLog } from '../rate-limited-log.ts'

export interface NodeListenersOptions {
  readonly network: Network
  readonly log: RateLimitedLog
  /** Where the first node listens; the others one port up each. Port 0: any that is free. */
  readonly endpoint: Endpoint
  /** What clients are told instead, counting up in the same way; null: where we listen. */
  readonly advertised: Endpoint | null
  readonly nodeIds: readonly number[]
  readonly rack: string | null
  readonly backlog: number
}

/** The ports of all nodes. Bound at once, so that a taken port is known; served from `serve` on. */
export class NodeListeners {
  readonly #listeners: { readonly node: NodeView; readonly listener: Listener }[] = []
  readonly #early: { readonly socket: Socket; readonly node: number }[] = []
  #accept: ((socket: Socket, node: NodeView) => void) | undefined

  /** Throws CANNOT_LISTEN, and then no port is bound. */
  static async open(options: NodeListenersOptions): Promise<NodeListeners> {
    const listeners = new NodeListeners()
    try {
      const host = await ipv4Of(options.endpoint.host, options.network)
      for (const index of options.nodeIds.keys()) await listeners.#listen(options, host, index)
      return listeners
    } catch (error) {
      await listeners.close()
      throw error
    }
  }

  get nodes(): readonly NodeView[] {
    return this.#listeners.map(({ node }) => node)
  }

  /** Hands over every connection that came and will come. */
  serve(accept: (socket: Socket, node: NodeView) => void): void {
    this.#accept = accept
    for (const { socket, node } of this.#early.splice(0)) this.#accepted(socket, node)
  }

  async close(): Promise<void> {
    await Promise.all(this.#listeners.map(({ listener }) => listener.close()))
    for (const { socket } of this.#early) socket.destroy()
  }

  async #listen(options: NodeListenersOptions, host: string, index: number): Promise<void> {
    const { network, log, endpoint, advertised, backlog, rack } = options
    const port = portAt(endpoint.port, index)
    const listener = await network
      .listen({
        host,
        port,
        backlog,
        onConnection: (socket) => this.#accepted(socket, index),
        onError: (err) => log.warn('', { err }, `Cannot accept a connection: ${err.message}`),
      })
      .catch((error: Error) => {
        throw brokerErrors.CANNOT_LISTEN(host, port, error.message).because(error)
      })
    const told =
      advertised === null
        ? listener.local
        : {
            host: advertised.host,
            port: advertised.port === 0 ? listener.local.port : advertised.port + index,
          }
    const node = { id: options.nodeIds[index]!, host: told.host, port: told.port, rack }
    this.#listeners.push({ node, listener })
  }

  #accepted(socket: Socket, index: number): void {
    const node = this.#listeners[index]?.node
    if (this.#accept === undefined || node === undefined) {
      this.#early.push({ socket, node: index })
    } else {
      this.#accept(socket, node)
    }
  }
}

function portAt(first: number, index: number): number {
  return first === 0 ? 0 : first + index
}

/** As an IPv4 literal where there is one: clients may try ::1 first when they are told localhost. */
async function ipv4Of(host: string, network: Network): Promise<string> {
  if (/^[\d.]+$/.test(host) || host.includes(':')) return host
  const addresses = await network.resolve(host).catch((error: Error) => {
    throw brokerErrors.CANNOT_LISTEN(host, 0, error.message).because(error)
  })
  const [first] = addresses.toSorted((one, other) => one.family - other.family)
  return first?.address ?? host
}
