import { lookup } from 'node:dns/promises'
import {
  createServer,
  connect as connectSocket,
  type Server,
  type Socket as NetSocket,
} from 'node:net'

import { assert } from '../assert.ts'
import type { Endpoint, Listener, ListenOptions, Network, Socket } from './network.ts'

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
    server.on('connection', (socket) => options.onConnection(new SystemSocket(socket)))
    await listening(server, options)
    server.on('error', options.onError)
    return new SystemListener(server)
  },

  async connect(endpoint, options) {
    const socket = connectSocket({
      ...endpoint,
      allowHalfOpen: true,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveDelayMs,
      ...(options?.signal && { signal: options.signal }),
    })
    await connected(socket)
    return new SystemSocket(socket)
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

function connected(socket: NetSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('connect', () => {
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
  #queuedBytes = 0
  #corked = false
  #gone = false
  #peerEnded = false
  #saidGoodbye = false // Not Node's writableEnded: that stays false when the goodbye fails.
  #ahead: Uint8Array | undefined // The one chunk that came before anybody asked.
  #reader: ((chunk: Uint8Array | undefined) => void) | undefined
  #drainWaits: DrainWait[] = []

  constructor(socket: NetSocket) {
    this.#socket = socket
    this.remote = { host: plainAddress(socket.remoteAddress ?? ''), port: socket.remotePort ?? 0 }
    this.local = { host: plainAddress(socket.localAddress ?? ''), port: socket.localPort ?? 0 }
    socket.pause()
    socket.on('data', (chunk) => this.#received(chunk))
    socket.on('end', () => this.#ended())
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
    assert(this.#reader === undefined, 'a socket has one reader, and it reads once at a time')
    const chunk = this.#ahead
    if (chunk !== undefined) {
      this.#ahead = undefined
      return Promise.resolve(chunk)
    }
    if (this.#peerEnded || this.#gone) return Promise.resolve(undefined)

    return new Promise((resolve) => {
      this.#reader = resolve
      if (this.#socket.isPaused()) this.#socket.resume()
    })
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
    this.#saidGoodbye = true
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

  #received(chunk: Uint8Array): void {
    const reader = this.#reader
    if (reader === undefined) {
      if (this.#saidGoodbye) return // Whatever still comes is dropped.
      assert(this.#ahead === undefined, 'a paused socket delivers nothing')
      this.#ahead = chunk
      this.#socket.pause()
      return
    }
    this.#reader = undefined
    reader(chunk)
  }

  #ended(): void {
    this.#peerEnded = true
    this.#answerReader()
  }

  #lost(): void {
    this.#gone = true
    this.#queuedBytes = 0
    this.#answerReader()
    for (const wait of this.#drainWaits.splice(0)) wait.resolve()
  }

  #answerReader(): void {
    const reader = this.#reader
    this.#reader = undefined
    reader?.(undefined)
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
