import { lookup } from 'node:dns/promises'
import {
  createServer,
  connect as connectSocket,
  isIP,
  type Server,
  type Socket as NetSocket,
} from 'node:net'
import { connect as connectSecurely } from 'node:tls'

import { assert } from '../assert.ts'
import type { Endpoint, Listener, ListenOptions, Network, Socket } from './network.ts'
import { ReceivedChunks } from './received-chunks.ts'

const keepAliveDelayMs = 60_000 // A peer that vanished without a word is noticed within minutes.

/** The network of the machine: TCP, no delay, keep-alive. */
export const systemNetwork: Network = {
  async listen(options) {
    const server = createServer({
      allowHalfOpen: true, // A peer that has said its last still gets its answers.
      pauseOnConnect: true,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveDelayMs,
    })
    server.on('connection', (socket) =>
      options.onConnection(new SystemSocket(socket, new ReceivedChunks())),
    )
    await listening(server, options)
    server.on('error', options.onError)
    return new SystemListener(server)
  },

  async connect(endpoint, options) {
    options?.signal?.throwIfAborted()
    const how = {
      ...endpoint,
      allowHalfOpen: true,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveDelayMs,
      ...(options?.signal && { signal: options.signal }),
    }
    if (options?.tls === undefined) {
      const chunks = new ReceivedChunks()
      const socket = connectSocket({ ...how, onread: chunks.intoBuffersInTurn() })
      await happened(socket, 'connect')
      return new SystemSocket(socket, chunks)
    }
    const servername = isIP(endpoint.host) === 0 ? endpoint.host : '' // Only names may be sent.
    const secure = { ...options.tls, ...how, allowHalfOpen: false, servername }
    const secured = connectSecurely(secure)
    await happened(secured, 'secureConnect')
    return new SystemSocket(secured, new ReceivedChunks())
  },

  descriptorsMax() {
    descriptorsMax ??= readDescriptorsMax()
    return descriptorsMax
  },

  async resolve(host) {
    const found = await lookup(host, { all: true })
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
  },
}

let descriptorsMax: number | undefined // Reading it takes some milliseconds.

/** Node tells its limits only in its diagnostic report, and on Windows not even there. */
function readDescriptorsMax(): number {
  const report = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: unknown } }
  }
  const limit = report.userLimits?.open_files?.soft
  return typeof limit === 'number' ? limit : Infinity
}

function listening(server: Server, { host, port, backlog }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, backlog }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function happened(socket: NetSocket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once(event, () => {
      socket.off('error', reject)
      resolve()
    })
  })
}

class SystemListener implements Listener {
  readonly local: Endpoint
  readonly #server: Server
  #closing: Promise<void> | undefined

  constructor(server: Server) {
    const address = server.address()
    assert(
      address !== null && typeof address === 'object',
      'a TCP server has an address and a port',
    )
    this.local = { host: address.address, port: address.port }
    this.#server = server
  }

  close(): Promise<void> {
    // The server's own callback waits for every connection; they are not ours to wait for.
    this.#closing ??= new Promise((resolve) => {
      this.#server.close()
      setImmediate(resolve)
    })
    return this.#closing
  }
}

interface DrainWait {
  readonly queuedBytesMax: number
  readonly resolve: () => void
}

class SystemSocket implements Socket {
  readonly remote: Endpoint
  readonly local: Endpoint
  readonly ended: Promise<void>
  readonly closed: Promise<void>
  readonly #socket: NetSocket
  readonly #received: ReceivedChunks
  #queuedBytes = 0
  #corked = false
  #gone = false
  #drainWaits: DrainWait[] = []

  constructor(socket: NetSocket, received: ReceivedChunks) {
    this.#socket = socket
    this.#received = received
    this.remote = { host: plainAddress(socket.remoteAddress ?? ''), port: socket.remotePort ?? 0 }
    this.local = { host: plainAddress(socket.localAddress ?? ''), port: socket.localPort ?? 0 }
    socket.pause()
    // Where Node reads into buffers of ours, it tells `received` itself, and there is no 'data'.
    socket.on('data', (chunk) => {
      if (!received.take(chunk)) socket.pause()
    })
    socket.on('end', () => received.end())
    socket.on('error', () => undefined) // Always followed by 'close', which is all we need to know.
    this.ended = new Promise((resolve) => {
      socket.once('end', resolve)
      socket.once('close', resolve)
    })
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.#lost()
        resolve()
      })
    })
  }

  get queuedBytes(): number {
    return this.#queuedBytes
  }

  read(): Promise<Uint8Array | undefined> {
    return this.#received.read(() => this.#socket.resume())
  }

  write(parts: readonly Uint8Array[], taken?: () => void): void {
    if (this.#gone || parts.length === 0) return taken?.()
    this.#corkForThisTurn()
    let sizeBytes = 0
    for (const part of parts) sizeBytes += part.length
    this.#queuedBytes += sizeBytes

    const last = parts.length - 1
    for (let index = 0; index < last; index += 1) this.#socket.write(parts[index]!)
    this.#socket.write(parts[last]!, () => {
      this.#sent(sizeBytes)
      taken?.()
    })
  }

  drained(queuedBytesMax: number): Promise<void> {
    if (this.#gone || this.#queuedBytes <= queuedBytesMax) return Promise.resolve()
    return new Promise((resolve) => this.#drainWaits.push({ queuedBytesMax, resolve }))
  }

  end(): void {
    this.#received.dropTheRest()
    this.#socket.end()
    // Unread bytes would keep 'end' from coming, and the descriptor open.
    this.#socket.resume()
  }

  destroy(): void {
    this.#socket.destroy()
  }

  /** Ticks run once the promises of this turn have: all their writes leave in one system call. */
  #corkForThisTurn(): void {
    if (this.#corked) return
    this.#corked = true
    this.#socket.cork()
    process.nextTick(() => {
      this.#corked = false
      this.#socket.uncork()
    })
  }

  #lost(): void {
    this.#gone = true
    this.#queuedBytes = 0
    this.#received.end()
    for (const wait of this.#drainWaits.splice(0)) wait.resolve()
  }

  #sent(sizeBytes: number): void {
    if (this.#gone) return
    this.#queuedBytes -= sizeBytes
    if (this.#drainWaits.length === 0) return
    const waits = this.#drainWaits
    this.#drainWaits = waits.filter((wait) => this.#queuedBytes > wait.queuedBytesMax)
    for (const wait of waits) if (this.#queuedBytes <= wait.queuedBytesMax) wait.resolve()
  }
}

/** A socket that takes both kinds of addresses shows IPv4 ones in IPv6's clothes. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
}
