import { isOperatingError, type Clock, type Socket } from '@barnabus/base'
import { FrameSplitter } from '@barnabus/protocol'

import { hangUp, noAnswer, type ConnectionFacts } from '../define-api.ts'
import type { Dispatcher } from '../dispatch.ts'
import type { NodeView } from '../nodes.ts'
import type { RateLimitedLog } from '../rate-limited-log.ts'
import type { Reply } from '../reply.ts'
import { looksLike } from './looks-like.ts'
import type { Receipt } from './receive-budget.ts'
import { ReplyQueue } from './reply-queue.ts'

const requestSizeMin = 8 // Key, version and correlation id: no request is shorter.
const lingerMs = 1000 // How long a peer may take to read our last words.

/** Bounds on one connection. */
export interface ConnectionLimits {
  readonly requestSizeMax: number
  /** With so many bytes waiting to be sent, no further request is handled. */
  readonly queuedBytesMax: number
  /** So many requests of pipelined APIs may wait for their answers. */
  readonly pipelineDepthMax: number
}

export interface ConnectionOptions {
  readonly id: number
  readonly socket: Socket
  readonly node: NodeView
  readonly dispatcher: Dispatcher
  readonly receipt: Receipt
  readonly limits: ConnectionLimits
  readonly clock: Clock
  readonly log: RateLimitedLog
}

/**
 * One client: takes its requests one after another, and answers them in that order.
 *
 * Reads no further than it can answer. Only requests of pipelined APIs may begin while earlier ones
 * wait for their answers.
 */
export class Connection implements ConnectionFacts {
  readonly connectionId: number
  readonly clientAddress: string
  readonly node: NodeView
  readonly receipt: Receipt
  clientSoftwareName = 'unknown'
  clientSoftwareVersion = 'unknown'
  readonly #socket: Socket
  readonly #dispatcher: Dispatcher
  readonly #limits: ConnectionLimits
  readonly #clock: Clock
  readonly #log: RateLimitedLog
  readonly #replies = new ReplyQueue((reply, frameSize) => this.#leave(reply, frameSize))
  #working = false
  #over = false // No further request is begun.
  #mute = false // No further reply leaves.
  #lastActiveMs: number
  #abort: AbortController | undefined
  #peerHasLeft = false

  constructor(options: ConnectionOptions) {
    this.connectionId = options.id
    this.clientAddress = options.socket.remote.host
    this.node = options.node
    this.receipt = options.receipt
    this.#socket = options.socket
    this.#dispatcher = options.dispatcher
    this.#limits = options.limits
    this.#clock = options.clock
    this.#log = options.log
    this.#lastActiveMs = options.clock.monotonicMs()
  }

  get closed(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController()
      if (this.#peerHasLeft) this.#abort.abort()
    }
    return this.#abort.signal
  }

  /** Since when it is the peer's turn, to speak or to listen (monotonic); undefined: it is ours. */
  get idleSinceMs(): number | undefined {
    return this.#working || this.#replies.length > 0 ? undefined : this.#lastActiveMs
  }

  /** Serves until the peer has gone, or one of us hangs up. Resolves when all is given back. */
  async serve(): Promise<void> {
    void this.#socket.ended.then(() => {
      this.#peerHasLeft = true
      this.#abort?.abort()
    })
    // A handler that still waits for something must not keep the place of a peer that has gone.
    await Promise.race([this.#serveToTheEnd(), this.#socket.closed])
    await this.#socket.closed
    this.#lost()
  }

  /** Begins nothing more, answers what is in flight, then says goodbye. */
  stop(): void {
    this.#over = true
    if (!this.#working) void this.#replies.shrunkTo(0).then(() => this.#goodbye())
  }

  /** Nothing came for too long. Not worth a line in the log. */
  expire(): void {
    this.#socket.destroy()
  }

  /** Closes at once. `why` goes to the log. */
  kill(why: string): void {
    this.#warn(why)
    this.#socket.destroy()
  }

  async #serveToTheEnd(): Promise<void> {
    await this.#serveRequests()
    if (!this.#mute) await this.#replies.shrunkTo(0) // Who has said its last may still listen.
    this.#goodbye()
  }

  async #serveRequests(): Promise<void> {
    const splitter = new FrameSplitter({
      bodySizeMin: requestSizeMin,
      bodySizeMax: this.#limits.requestSizeMax,
    })
    for (let first = true; ; first = false) {
      if (!this.receipt.mayRead()) await this.receipt.wait()
      const chunk = await this.#socket.read()
      if (chunk === undefined || this.#over) return
      this.#lastActiveMs = this.#clock.monotonicMs()
      try {
        await this.#take(splitter, chunk)
      } catch (error) {
        if (!isOperatingError(error, 'PROTOCOL_FRAME_SIZE')) throw error
        return this.#refuse(first ? `${error.message}: ${looksLike(chunk)}` : error.message)
      }
      if (this.#over) return
    }
  }

  async #take(splitter: FrameSplitter, chunk: Uint8Array): Promise<void> {
    for (const frame of splitter.push(chunk)) {
      this.receipt.accepted(frame.length)
      const handled = this.#mustWait(frame) ? this.#handleInTurn(frame) : this.#handle(frame)
      if (handled !== undefined) await this.#whileWorking(handled)
      if (this.#over) return
    }
    this.receipt.arrived(splitter.heldBytes, splitter.missingBytes)
  }

  /** Without a promise where none is needed: most requests are answered where they are read. */
  #handle(frame: Uint8Array): Promise<void> | undefined {
    const pipelined = this.#dispatcher.isPipelined(frame)
    const reply = this.#dispatcher.dispatch(frame, this)
    if (!(reply instanceof Promise)) {
      if (this.#replies.length === 0) this.#leave(reply, frame.length)
      else void this.#replies.enqueue(Promise.resolve(reply), frame.length)
      return undefined
    }
    const left = this.#replies.enqueue(reply, frame.length)
    return pipelined ? undefined : left
  }

  #mustWait(frame: Uint8Array): boolean {
    if (this.#socket.queuedBytes > this.#limits.queuedBytesMax) return true
    const ahead = this.#replies.length
    if (!this.#dispatcher.isPipelined(frame)) return ahead > 0
    return ahead >= this.#limits.pipelineDepthMax || this.#dispatcher.isCongested
  }

  async #handleInTurn(frame: Uint8Array): Promise<void> {
    await this.#drained()
    const pipelined = this.#dispatcher.isPipelined(frame)
    await this.#replies.shrunkTo(pipelined ? this.#limits.pipelineDepthMax - 1 : 0)
    if (pipelined) await this.#dispatcher.drained()
    if (!this.#over) await this.#handle(frame)
  }

  /** A peer that does not listen is idle, not we at work. */
  async #drained(): Promise<void> {
    this.#working = false
    await this.#socket.drained(this.#limits.queuedBytesMax)
    this.#working = true
  }

  async #whileWorking(handled: Promise<void>): Promise<void> {
    this.#working = true
    await handled
    this.#working = false
    this.#lastActiveMs = this.#clock.monotonicMs()
  }

  #leave(reply: Reply, frameSize: number): void {
    this.receipt.answered(frameSize)
    if (reply === noAnswer) return
    if (reply !== hangUp) {
      if (this.#mute) reply.sent?.()
      else this.#socket.write(reply.chunks, reply.sent)
      return
    }
    if (this.#mute) return
    this.#over = true
    this.#mute = true
    this.#goodbye()
  }

  #refuse(message: string): void {
    this.#over = true
    this.#warn(message)
  }

  #warn(message: string): void {
    const { connectionId, clientAddress, node } = this
    const facts = { connectionId, clientAddress, nodeId: node.id }
    this.#log.warn(clientAddress, facts, `Closing the connection from ${clientAddress}: ${message}`)
  }

  /** Closing on unread bytes would make the peer lose our last answers (RST): let it go first. */
  #goodbye(): void {
    this.#socket.end()
    const linger = this.#clock.after(lingerMs, () => this.#socket.destroy())
    void this.#socket.closed.then(() => linger.cancel())
  }

  #lost(): void {
    this.#over = true
    this.#mute = true
    this.receipt.close()
  }
}
