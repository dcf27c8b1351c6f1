import { equal } from 'node:assert/strict'
import { connect, type Socket as PeerSocket } from 'node:net'

import { silentLogger, systemClock, systemNetwork, type Clock, type Listener } from '@barnabus/base'
import {
  apiByKey,
  ApiKey,
  encodeRequestHeader,
  ErrorCode,
  Reader,
  Writer,
} from '@barnabus/protocol'

import { apiVersions } from '../apis/18-api-versions.ts'
import type { Broker } from '../broker.ts'
import { defineApi, hangUp, noAnswer, type ServedApi } from '../define-api.ts'
import { Dispatcher } from '../dispatch.ts'
import { newMeasures } from '../measures.ts'
import { RateLimitedLog } from '../rate-limited-log.ts'
import { Connections, type ConnectionsLimits } from './connections.ts'

export const mebibyte = 1024 * 1024

/** An INT32 as it goes over the wire. */
export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

/** APIs whose answers the test holds in its hand. */
class HeldAnswers {
  readonly begun: string[] = []
  readonly #held: (() => void)[] = []

  /** Lets the answer to the request that began as number `index` go. */
  release(index: number): void {
    this.#held[index]?.()
  }

  hold<Answer>(name: string, answer: Answer): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    this.begun.push(name)
    this.#held.push(() => resolve(answer))
    return promise
  }

  get apis(): readonly ServedApi[] {
    const pipelined = defineApi({
      key: ApiKey.Produce,
      pipelined: true,
      handle: (context, request) => {
        if (request.acks === 0) return request.timeoutMs < 0 ? hangUp : noAnswer
        return this.hold(`produce ${context.correlationId}`, { responses: [], nodeEndpoints: [] })
      },
    })
    const oneByOne = defineApi({
      key: ApiKey.DescribeCluster,
      handle: (context) =>
        this.hold(`describe ${context.correlationId}`, {
          errorCode: ErrorCode.none,
          errorMessage: null,
          clusterId: 'c',
          brokers: [],
        }),
    })
    const bulky = defineApi({
      key: ApiKey.SaslHandshake,
      handle: (context) => {
        this.begun.push(`bulky ${context.correlationId}`)
        return { errorCode: 0, mechanisms: Array.from({ length: 70 }, () => 'x'.repeat(30_000)) }
      },
    })
    const broken = defineApi({
      key: ApiKey.ListGroups,
      handle: () => {
        throw new TypeError('a bug')
      },
    })
    return [pipelined, oneByOne, apiVersions, bulky, broken]
  }
}

const closers: (() => Promise<unknown>)[] = []

/** Ends what the test has begun. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).toReversed()) await close()
}

/** Connections that are served, and what is to be seen of them. */
interface Rehearsal {
  readonly answers: HeldAnswers
  readonly port: number
  readonly lines: string[]
  readonly connections: Connections
  readonly listener: Listener
}

/** Serves on a port of its own until the end of the test. */
export async function rehearse(
  limits: Partial<ConnectionsLimits> = {},
  clock: Clock = systemClock,
): Promise<Rehearsal> {
  const answers = new HeldAnswers()
  const lines: string[] = []
  const note = (_facts: unknown, message: string): void => void lines.push(message)
  const logger = { ...silentLogger, warn: note, error: note }
  const broker = {
    apis: answers.apis,
    env: { clock },
    logger,
    logs: { congested: false },
  } as unknown as Broker // What these APIs need of it.
  const measures = newMeasures()
  const log = new RateLimitedLog(logger, clock, 0)
  const allLimits: ConnectionsLimits = {
    connectionsMax: 100,
    connectionsPerAddressMax: 100,
    descriptorsKept: 50,
    idleMsMax: 60_000,
    connection: { requestSizeMax: 100 * mebibyte, queuedBytesMax: mebibyte, pipelineDepthMax: 5 },
    receive: {
      heldBytesMax: 256 * mebibyte,
      smallFrameSize: 65_536,
      largeFrameSize: 2 * mebibyte,
      largeHeldBytesMax: 78 * mebibyte,
      frameTimeoutMs: 30_000,
      stallTimeoutMs: 2000,
    },
    ...limits,
  }
  const dispatcher = new Dispatcher(broker, answers.apis, measures, log)
  const connections = new Connections({
    dispatcher,
    limits: () => allLimits,
    measures,
    clock,
    network: { descriptorsMax: () => 300 },
    log,
  })
  const node = { id: 1, host: '127.0.0.1', port: 0, rack: null }
  const listener = await systemNetwork.listen({
    host: '127.0.0.1',
    port: 0,
    backlog: 100,
    onConnection: (socket) => connections.accept(socket, node),
    onError: note.bind(undefined, undefined) as never,
  })
  closers.push(
    () => connections.close(0),
    () => listener.close(),
  )
  return { answers, port: listener.local.port, lines, connections, listener }
}

/** A peer that says what it is told, and keeps what it hears. */
export class Peer {
  readonly socket: PeerSocket
  readonly closed: Promise<void>
  #heard = Buffer.alloc(0)
  readonly #unjoined: Buffer[] = []
  readonly #listeners: (() => void)[] = []

  private constructor(socket: PeerSocket) {
    this.socket = socket
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      this.#unjoined.push(chunk)
      this.#wake()
    })
    this.closed = new Promise((resolve) => {
      socket.on('close', () => {
        this.#wake()
        resolve()
      })
    })
  }

  static async to(port: number): Promise<Peer> {
    const socket = connect({ port, host: '127.0.0.1' })
    await new Promise((resolve) => socket.once('connect', resolve))
    closers.push(() => Promise.resolve(socket.destroy()))
    return new Peer(socket)
  }

  say(...parts: readonly Uint8Array[]): void {
    for (const part of parts) this.socket.write(part)
  }

  /** The next answer, without its length; undefined if the broker hung up. */
  async hear(): Promise<Uint8Array | undefined> {
    for (;;) {
      if (this.#heard.length < 4) this.#join()
      const size = this.#heard.length < 4 ? Infinity : this.#heard.readInt32BE() + 4
      const unjoinedBytes = this.#unjoined.reduce((sum, { length }) => sum + length, 0)
      if (this.#heard.length + unjoinedBytes >= size) {
        this.#join()
        const frame = this.#heard.subarray(4, size)
        this.#heard = this.#heard.subarray(size)
        return frame
      }
      if (this.socket.closed) return undefined
      await new Promise<void>((resolve) => this.#listeners.push(resolve))
    }
  }

  /** The correlation id of the next answer. */
  async hearId(): Promise<number | undefined> {
    const frame = await this.hear()
    return frame && new Reader(frame).int32()
  }

  #join(): void {
    this.#heard = Buffer.concat([this.#heard, ...this.#unjoined.splice(0)])
  }

  #wake(): void {
    for (const listener of this.#listeners.splice(0)) listener()
  }
}

/** A request by the bytes of its body. */
export function frame(
  apiKey: number,
  apiVersion: number,
  correlationId: number,
  body = Uint8Array.of(),
): Buffer {
  const head = Buffer.alloc(10)
  head.writeInt16BE(apiKey, 0)
  head.writeInt16BE(apiVersion, 2)
  head.writeInt32BE(correlationId, 4)
  head.writeInt16BE(-1, 8)
  const flexible =
    apiKey === ApiKey.ApiVersions && apiVersion >= 3 ? Uint8Array.of(0) : Uint8Array.of()
  return framed(Buffer.concat([head, flexible, body]))
}

/** Bytes behind their length. */
export function framed(bytes: Uint8Array): Buffer {
  return Buffer.concat([int32(bytes.length), bytes])
}

/** One of those whose answers are held, which may be pipelined. */
export async function produceFrame(
  correlationId: number,
  acks = 1,
  timeoutMs = 0,
): Promise<Buffer> {
  return requestFrame(ApiKey.Produce, 7, correlationId, {
    transactionalId: null,
    acks,
    timeoutMs,
    topicData: [],
  })
}

/** One of those whose answers are held, which are begun one by one. */
export function describeFrame(correlationId: number): Promise<Buffer> {
  return requestFrame(ApiKey.DescribeCluster, 0, correlationId, {
    includeClusterAuthorizedOperations: false,
  })
}

async function requestFrame(
  apiKey: ApiKey,
  apiVersion: number,
  correlationId: number,
  request: object,
): Promise<Buffer> {
  const writer = new Writer()
  encodeRequestHeader(writer, { apiKey, apiVersion, correlationId, clientId: 'test' })
  const api = apiByKey(apiKey)
  api.request.encode(writer, request as never, apiVersion)
  return Buffer.concat(writer.finishFrame())
}

/** Something small that every broker answers at once: whether the others are still served. */
export async function expectServed(port: number): Promise<void> {
  const peer = await Peer.to(port)
  peer.say(frame(ApiKey.ApiVersions, 0, 4711))
  equal(await peer.hearId(), 4711)
  peer.socket.destroy()
}
