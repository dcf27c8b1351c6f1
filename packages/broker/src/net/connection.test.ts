import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { connect, type Socket as PeerSocket } from 'node:net'
import { afterEach, test } from 'node:test'

import {
  ManualClock,
  silentLogger,
  systemClock,
  systemNetwork,
  type Clock,
  type Listener,
} from '@barnabus/base'
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
import { defineApi, hangUp, noAnswer } from '../define-api.ts'
import { Dispatcher } from '../dispatch.ts'
import { newMeasures } from '../measures.ts'
import { RateLimitedLog } from '../rate-limited-log.ts'
import { Connections, type ConnectionsLimits } from './connections.ts'

const mebibyte = 1024 * 1024

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

  get apis() {
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
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

interface Rehearsal {
  readonly answers: HeldAnswers
  readonly port: number
  readonly lines: string[]
  readonly connections: Connections
  readonly listener: Listener
}

async function rehearse(
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
class Peer {
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

function frame(
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

function framed(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

async function produceFrame(correlationId: number, acks = 1, timeoutMs = 0): Promise<Buffer> {
  return requestFrame(ApiKey.Produce, 7, correlationId, {
    transactionalId: null,
    acks,
    timeoutMs,
    topicData: [],
  })
}

function describeFrame(correlationId: number): Promise<Buffer> {
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
async function expectServed(port: number): Promise<void> {
  const peer = await Peer.to(port)
  peer.say(frame(ApiKey.ApiVersions, 0, 4711))
  equal(await peer.hearId(), 4711)
  peer.socket.destroy()
}

test('a request that came byte by byte is answered like any other', async () => {
  const { port } = await rehearse()
  const peer = await Peer.to(port)
  peer.socket.setNoDelay(true)
  for (const byte of frame(ApiKey.ApiVersions, 2, 7)) {
    peer.say(Uint8Array.of(byte))
    await new Promise(setImmediate)
  }

  equal(await peer.hearId(), 7)
})

test('several requests in one packet are answered in their order', async () => {
  const { port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(Buffer.concat([1, 2, 3].map((id) => frame(ApiKey.ApiVersions, 2, id))))

  deepEqual([await peer.hearId(), await peer.hearId(), await peer.hearId()], [1, 2, 3])
})

test('pipelined requests begin at once, and are answered in order whoever is ready first', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(await produceFrame(1), await produceFrame(2), await produceFrame(3))
  while (answers.begun.length < 3) await new Promise(setImmediate)

  answers.release(2)
  answers.release(1)
  await new Promise(setImmediate)
  answers.release(0)

  deepEqual([await peer.hearId(), await peer.hearId(), await peer.hearId()], [1, 2, 3])
})

test('no more requests are in flight on a connection than the pipeline is deep', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  const frames = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((id) => produceFrame(id)))
  peer.say(Buffer.concat(frames))
  while (answers.begun.length < 5) await new Promise(setImmediate)
  await expectServed(port)
  equal(answers.begun.length, 5)

  answers.release(0)
  equal(await peer.hearId(), 1)
  while (answers.begun.length < 6) await new Promise(setImmediate)
  await expectServed(port)

  equal(answers.begun.length, 6)
})

test('any other request begins when all before it are answered, and the next when it is', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(await produceFrame(1), await describeFrame(2), await produceFrame(3))
  while (answers.begun.length < 1) await new Promise(setImmediate)
  await expectServed(port)
  deepEqual(answers.begun, ['produce 1'])

  answers.release(0)
  equal(await peer.hearId(), 1)
  while (answers.begun.length < 2) await new Promise(setImmediate)
  await expectServed(port)
  deepEqual(answers.begun, ['produce 1', 'describe 2'])

  answers.release(1)
  equal(await peer.hearId(), 2)
  while (answers.begun.length < 3) await new Promise(setImmediate)
  answers.release(2)
  equal(await peer.hearId(), 3)
})

test('a request that wants no answer gets none, and one that failed ends the connection', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(await produceFrame(1, 0), await produceFrame(2), await produceFrame(3, 0, -1))
  while (answers.begun.length < 1) await new Promise(setImmediate)
  answers.release(0)

  equal(await peer.hearId(), 2, 'what came before the failure is answered')
  equal(await peer.hear(), undefined)
})

test('ApiVersions of a version we do not know is answered in version 0 with our range', async () => {
  const { port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(frame(ApiKey.ApiVersions, 99, 5, Uint8Array.of(1, 2, 3)))
  const reader = new Reader((await peer.hear())!)
  deepEqual(
    [
      reader.int32(),
      reader.int16(),
      reader.int32(),
      reader.int16(),
      reader.int16(),
      reader.int16(),
    ],
    [5, ErrorCode.unsupportedVersion, 1, ApiKey.ApiVersions, 0, 4],
  )
  equal(reader.remaining, 0)

  peer.say(frame(ApiKey.ApiVersions, 2, 6))
  equal(await peer.hearId(), 6, 'the connection lives on')
})

test('a peer that has said its last still hears its answers', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  peer.socket.end(await produceFrame(1))
  while (answers.begun.length < 1) await new Promise(setImmediate)
  answers.release(0)

  equal(await peer.hearId(), 1)
  equal(await peer.hear(), undefined)
})

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

const impossible: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
  'length -1': [int32(-1), /frame of -1 bytes.*does not look like a Kafka client/],
  'length 0': [int32(0), /frame of 0 bytes/],
  'length 3': [framed(Uint8Array.of(0, 18, 0)), /frame of 3 bytes/],
  'length 2^31-1': [int32(2 ** 31 - 1), /frame of 2147483647 bytes: the limit is 104857600/],
  HTTP: [Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), /looks like HTTP/],
  'a TLS hello': [Uint8Array.of(0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3), /looks like TLS/],
  'an unknown API': [frame(999, 0, 1), /unknown API key 999/],
  'an API of other servers': [frame(ApiKey.Fetch, 11, 1), /unknown API key 1/],
  'an unknown version': [frame(ApiKey.Produce, 2, 1), /Produce has version 2, we serve 3 to 13/],
  'a negative version': [frame(ApiKey.Produce, -1, 1), /Produce has version -1/],
  'no body': [frame(ApiKey.Produce, 7, 1), /Produce v7: Cannot read \d+ bytes/],
  'a client id past the end': [
    framed(Uint8Array.of(0, 18, 0, 0, 0, 0, 0, 1, 0x7f, 0xff)),
    /ApiVersions v0: Cannot read 32767 bytes/,
  ],
  'a count of 2^31-1': [
    frame(
      ApiKey.Produce,
      7,
      1,
      Buffer.concat([Uint8Array.of(255, 255, 0, 1), int32(0), int32(2 ** 31 - 1)]),
    ),
    /array of 2147483647 elements/,
  ],
  'a request that meets a bug': [frame(ApiKey.ListGroups, 0, 1), /Cannot answer ListGroups: a bug/],
}

for (const [what, [bytes, line]] of Object.entries(impossible)) {
  test(`${what}: that connection is closed with a reason in the log, others go on`, async () => {
    const { lines, port } = await rehearse()
    const peer = await Peer.to(port)
    peer.say(bytes)

    equal(await peer.hear(), undefined)
    equal(lines.length, 1, lines.join('\n'))
    match(lines[0]!, line)
    await expectServed(port)
  })
}

test('what follows a request’s body within its frame is ignored, as Kafka does', async () => {
  const { port } = await rehearse()
  const peer = await Peer.to(port)
  peer.say(frame(ApiKey.ApiVersions, 2, 8, Uint8Array.of(1, 2, 3)))

  equal(await peer.hearId(), 8)
})

test('a peer that does not listen is not worked for: its answers stay bounded', async () => {
  const { answers, port } = await rehearse()
  const peer = await Peer.to(port)
  peer.socket.pause()
  const frames = Array.from({ length: 40 }, (_, id) =>
    frame(ApiKey.SaslHandshake, 1, id, Uint8Array.of(0, 1, 65)),
  )
  peer.say(Buffer.concat(frames))
  for (let round = 0; round < 20; round += 1) await expectServed(port)

  ok(answers.begun.length < 10, `${answers.begun.length} answers of 2 MB were made`)
  peer.socket.resume()
  for (let id = 0; id < 40; id += 1) equal(await peer.hearId(), id)
})

test('a frame that does not arrive in time ends its connection', async () => {
  const clock = new ManualClock()
  const { lines, port } = await rehearse({}, clock)
  const [slow, idle] = [await Peer.to(port), await Peer.to(port)]
  slow.say(int32(1000), Buffer.alloc(500))
  await expectServed(port)

  clock.advance(30_600)

  equal(await slow.hear(), undefined)
  match(lines.join(), /stopped in the middle of a request/)
  idle.say(frame(ApiKey.ApiVersions, 2, 9))
  equal(await idle.hearId(), 9, 'saying nothing at all is no hurry')
})

test('a connection over which nothing comes is closed, not one that waits for its answer', async () => {
  const clock = new ManualClock()
  const { answers, port } = await rehearse({}, clock)
  const [idle, waits] = [await Peer.to(port), await Peer.to(port)]
  waits.say(await describeFrame(1))
  while (answers.begun.length < 1) await new Promise(setImmediate)

  clock.advance(61_000)

  equal(await idle.hear(), undefined)
  answers.release(0)
  equal(await waits.hearId(), 1)
})

test('connections beyond the limits are closed at once, and counted down when they end', async () => {
  const { lines, port } = await rehearse({ connectionsMax: 2 })
  const [first, second, third] = [await Peer.to(port), await Peer.to(port), await Peer.to(port)]
  first.say(frame(ApiKey.ApiVersions, 2, 1))
  second.say(frame(ApiKey.ApiVersions, 2, 1))

  deepEqual([await first.hearId(), await second.hearId(), await third.hearId()], [1, 1, undefined])
  match(lines[0]!, /max\.connections=2/)
  first.socket.destroy()
  await first.closed
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  await expectServed(port)
})

test('connections never take the files that the log needs', async () => {
  const { lines, port } = await rehearse({ connectionsMax: 1000, connectionsPerAddressMax: 1000 })
  const peers = await Promise.all(Array.from({ length: 260 }, () => Peer.to(port)))
  for (const peer of peers) peer.say(frame(ApiKey.ApiVersions, 2, 1))
  const heard = await Promise.all(peers.map((peer) => peer.hearId()))

  equal(heard.filter((id) => id === 1).length, 250)
  match(lines[0]!, /lets this process have 300 files.*ulimit -n/)
})

test('on closing, what is in flight is answered and nothing more is begun', async () => {
  const { answers, connections, port } = await rehearse()
  const [busy, idle] = [await Peer.to(port), await Peer.to(port)]
  busy.say(await produceFrame(1))
  while (answers.begun.length < 1) await new Promise(setImmediate)

  const closed = connections.close(10_000)
  busy.say(await produceFrame(2))
  equal(await idle.hear(), undefined)
  answers.release(0)

  equal(await busy.hearId(), 1)
  equal(await busy.hear(), undefined)
  busy.socket.destroy()
  await closed
  deepEqual(answers.begun, ['produce 1'])
})

test('two hundred peers that announce 90 MB and send nothing keep nobody from being served', async () => {
  const { port } = await rehearse({ connectionsMax: 1000, connectionsPerAddressMax: 1000 })
  const before = process.memoryUsage().rss
  const peers = await Promise.all(Array.from({ length: 200 }, () => Peer.to(port)))
  for (const peer of peers) peer.say(int32(90 * mebibyte))
  await expectServed(port)

  ok(process.memoryUsage().rss - before < 50 * mebibyte)
})

test('peers that stop in the middle of large frames lose them to one that goes on', async () => {
  const clock = new ManualClock()
  const { port } = await rehearse(
    {
      receive: {
        heldBytesMax: 2 * mebibyte,
        smallFrameSize: 65_536,
        largeFrameSize: 2 * mebibyte,
        largeHeldBytesMax: mebibyte,
        frameTimeoutMs: 30_000,
        stallTimeoutMs: 2000,
      },
    },
    clock,
  )
  const stalled = await Promise.all(Array.from({ length: 20 }, () => Peer.to(port)))
  for (const peer of stalled) peer.say(int32(3 * mebibyte), Buffer.alloc(mebibyte))
  for (let round = 0; round < 10; round += 1) await expectServed(port)

  const honest = await Peer.to(port)
  honest.say(frame(ApiKey.ApiVersions, 2, 1, Buffer.alloc(mebibyte)))
  let answered = false
  const heard = honest.hearId().then(() => (answered = true))
  let passedMs = 0
  for (; !answered && passedMs < 25_000; passedMs += 500) {
    clock.advance(500)
    await expectServed(port)
  }

  await heard
  ok(passedMs < 10_000, `${passedMs} ms`)
})
