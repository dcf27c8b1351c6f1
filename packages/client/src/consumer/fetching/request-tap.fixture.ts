import { systemNetwork, type Network, type Socket } from '@barnabus/base'
import {
  FrameSplitter,
  Reader,
  Writer,
  apiByKey,
  decodeRequestHeader,
  decodeResponseHeader,
  encodeResponseHeader,
  isApiKey,
  type ApiKey,
  type ApiMessages,
} from '@barnabus/protocol'

import { systemClientEnv, type ClientEnv } from '../../client-env.ts'

interface Heard {
  /** Number of the connection, from 0. */
  readonly connection: number
  readonly apiKey: number
  readonly apiVersion: number
  readonly frame: Uint8Array
}

/** What a broker shall seem to have answered; undefined: what it did; silence: nothing at all. */
type Change<K extends ApiKey> = (
  answer: ApiMessages[K]['response'],
) => ApiMessages[K]['responseDraft'] | 'silence' | undefined

/**
 * Stands between a client and its brokers: knows what was asked, may change what is answered, and
 * may cut the connections.
 */
export class RequestTap {
  readonly #heard: Heard[] = []
  readonly #sockets = new Set<Socket>()
  readonly #changes = new Map<number, Change<never>>()
  #connections = 0

  /** For the client's options. */
  get env(): ClientEnv {
    const network: Network = {
      listen: (options) => systemNetwork.listen(options),
      descriptorsMax: () => systemNetwork.descriptorsMax(),
      resolve: (host) => systemNetwork.resolve(host),
      connect: async (endpoint, options) =>
        this.#tapped(await systemNetwork.connect(endpoint, options)),
    }
    return { ...systemClientEnv, network }
  }

  /** All requests of that kind, in their order. */
  requests<K extends ApiKey>(apiKey: K): readonly ApiMessages[K]['request'][] {
    return this.#heard.flatMap((heard) => {
      if (heard.apiKey !== apiKey) return []
      const reader = new Reader(heard.frame)
      decodeRequestHeader(reader)
      return [apiByKey(apiKey).request.decode(reader, heard.apiVersion)]
    })
  }

  /** Who each request said to be from. */
  get clientIds(): readonly (string | null)[] {
    return this.#heard.map(({ frame }) => decodeRequestHeader(new Reader(frame)).clientId)
  }

  /** Over which connections requests of that kind went, by number. */
  connectionsOf(apiKey: ApiKey): readonly number[] {
    return this.#heard.flatMap((heard) => (heard.apiKey === apiKey ? [heard.connection] : []))
  }

  /** Changes answers of that kind from now on. */
  change<K extends ApiKey>(apiKey: K, change: Change<K>): void {
    this.#changes.set(apiKey, change as unknown as Change<never>)
  }

  /** Ends all connections, as a network does that fails. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
  }

  #tapped(socket: Socket): Socket {
    this.#sockets.add(socket)
    const connection = this.#connections
    this.#connections += 1
    const passage = new Passage(socket, {
      heard: (heard) => void this.#heard.push({ ...heard, connection }),
      changeOf: (apiKey) => this.#changes.get(apiKey),
    })
    return new Proxy(socket, {
      get: (target, name) => {
        if (name === 'write') return passage.write
        if (name === 'read') return passage.read
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
  }
}

interface Listener {
  heard(request: Omit<Heard, 'connection'>): void
  changeOf(apiKey: number): Change<never> | undefined
}

/** One tapped connection. */
class Passage {
  readonly write: Socket['write']
  readonly read: Socket['read']
  readonly #socket: Socket
  readonly #listener: Listener
  readonly #asked = new FrameSplitter({ bodySizeMin: 4, bodySizeMax: 2 ** 30 })
  readonly #answered = new FrameSplitter({ bodySizeMin: 4, bodySizeMax: 2 ** 30 })
  readonly #waiting = new Map<number, { readonly apiKey: number; readonly apiVersion: number }>()
  readonly #ready: Uint8Array[] = []

  constructor(socket: Socket, listener: Listener) {
    this.#socket = socket
    this.#listener = listener
    this.write = (parts, taken) => {
      for (const part of parts) for (const frame of this.#asked.push(part)) this.#hear(frame)
      socket.write(parts, taken)
    }
    this.read = () => this.#read()
  }

  async #read(): Promise<Uint8Array | undefined> {
    for (;;) {
      const ready = this.#ready.shift()
      if (ready !== undefined) return ready
      const chunk = await this.#socket.read()
      if (chunk === undefined) return undefined
      for (const frame of this.#answered.push(chunk)) this.#ready.push(...this.#changed(frame))
    }
  }

  #hear(frame: Uint8Array): void {
    const { apiKey, apiVersion, correlationId } = decodeRequestHeader(new Reader(frame))
    this.#waiting.set(correlationId, { apiKey, apiVersion })
    this.#listener.heard({ apiKey, apiVersion, frame })
  }

  #changed(frame: Uint8Array): readonly Uint8Array[] {
    const correlationId = new Reader(frame).int32()
    const { apiKey, apiVersion } = this.#waiting.get(correlationId)!
    this.#waiting.delete(correlationId)
    const change = this.#listener.changeOf(apiKey)
    if (change === undefined || !isApiKey(apiKey)) return [lengthOf(frame), frame]
    const api = apiByKey(apiKey)
    const reader = new Reader(frame)
    const header = decodeResponseHeader(reader, { apiKey, apiVersion })
    const answer = api.response.decode(reader, apiVersion)
    const draft = change(answer as never) ?? answer
    if (draft === 'silence') return []
    const writer = new Writer()
    encodeResponseHeader(writer, header)
    api.response.encode(writer, draft as never, apiVersion)
    return writer.finishFrame()
  }
}

function lengthOf(frame: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(frame.length)
  return bytes
}
