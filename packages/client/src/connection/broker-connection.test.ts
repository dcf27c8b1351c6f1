import { deepEqual, equal, rejects } from 'node:assert/strict'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { test } from 'node:test'

import { isOperatingError } from '@barnabus/base'
import {
  ApiKey,
  ErrorCode,
  FrameSplitter,
  Reader,
  Writer,
  apiByKey,
  decodeRequestHeader,
  encodeResponseHeader,
  type RequestHeader,
} from '@barnabus/protocol'

import { systemClientEnv } from '../client-env.ts'
import { BrokerConnection } from './broker-connection.ts'
import { noSecurity } from './security.ts'

/** What a scripted broker does with a request. */
type Script = (header: RequestHeader, socket: Socket) => void

const settings = { clientId: 'test', requestTimeoutMs: 1000, security: noSecurity }

function frameOf(header: RequestHeader, write: (writer: Writer) => void): Buffer {
  const writer = new Writer()
  encodeResponseHeader(writer, header)
  write(writer)
  return Buffer.concat(writer.finishFrame())
}

/** The answer of a broker that speaks Metadata, in versions 4 to 12, and nothing else. */
function versionsAnswer(header: RequestHeader): Buffer {
  const apiKeys = [{ apiKey: ApiKey.Metadata, minVersion: 4, maxVersion: 12 }]
  const finalizedFeatures = [{ name: 'some.feature', minVersionLevel: 1, maxVersionLevel: 2 }]
  return frameOf(header, (writer) =>
    apiByKey(ApiKey.ApiVersions).response.encode(
      writer,
      { errorCode: ErrorCode.none, apiKeys, finalizedFeatures },
      header.apiVersion,
    ),
  )
}

function metadataAnswer(header: RequestHeader): Buffer {
  return frameOf(header, (writer) =>
    apiByKey(ApiKey.Metadata).response.encode(
      writer,
      { brokers: [], topics: [], clusterId: 'right' },
      header.apiVersion,
    ),
  )
}

/** A broker that gives its versions, and does what the test says with everything else. */
async function scripted(script: Script): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    const splitter = new FrameSplitter({ bodySizeMin: 8, bodySizeMax: 1_000_000 })
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      for (const frame of splitter.push(chunk)) {
        const header = decodeRequestHeader(new Reader(frame))
        if (header.apiKey === ApiKey.ApiVersions) socket.write(versionsAnswer(header))
        else script(header, socket)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as AddressInfo).port }
}

async function connectTo(port: number): Promise<BrokerConnection> {
  const endpoint = { host: '127.0.0.1', port }
  return await BrokerConnection.open(endpoint, settings, systemClientEnv, {
    connectTimeoutMs: 1000,
  })
}

/** The codes of the errors that requests come to with such a broker. */
async function outcomes(script: Script, requests = 1, timeoutMs = 1000): Promise<string[]> {
  const { server, port } = await scripted(script)
  const connection = await connectTo(port)
  const asked = Array.from({ length: requests }, () => ask(connection, timeoutMs))
  const settled = await Promise.allSettled(asked)
  connection.close()
  server.close()
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'answered'
    return isOperatingError(one.reason) ? one.reason.code : String(one.reason)
  })
}

async function ask(connection: BrokerConnection, timeoutMs = 1000, signal?: AbortSignal) {
  return await connection.call(ApiKey.Metadata, () => ({ topics: [] }), { timeoutMs, signal })
}

test('the newest version that both sides speak is sent, and features are known', async () => {
  let sent = -1
  const { server, port } = await scripted((header, socket) => {
    sent = header.apiVersion
    socket.write(metadataAnswer(header))
  })
  const connection = await connectTo(port)

  equal((await ask(connection)).clusterId, 'right')
  equal(sent, 12)
  equal(connection.versionOf(ApiKey.Metadata, 7), 7)
  equal(connection.versionOf(ApiKey.Fetch), undefined)
  deepEqual([connection.featureLevel('some.feature'), connection.featureLevel('other')], [2, 0])
  await rejects(
    connection.call(ApiKey.Fetch, () => ({ maxWaitMs: 0, minBytes: 0, topics: [] }), {
      timeoutMs: 1000,
    }),
    { code: 'CLIENT_API_NOT_SPOKEN', errorName: 'UNSUPPORTED_VERSION', retriable: false },
  )
  connection.close()
  server.close()
})

test('an answer to something else ends the connection, and all that wait are told', async () => {
  const codes = await outcomes((header, socket) => {
    socket.write(metadataAnswer({ ...header, correlationId: header.correlationId + 7 }))
  }, 2)
  deepEqual(codes, ['CLIENT_ANSWER_UNREADABLE', 'CLIENT_ANSWER_UNREADABLE'])
})

test('garbage, an absurd length and left-over bytes end the connection', async () => {
  const longer = (header: RequestHeader): Buffer => {
    const right = metadataAnswer(header)
    const whole = Buffer.concat([right, Buffer.alloc(3)])
    whole.writeInt32BE(whole.length - 4)
    return whole
  }
  const answers: readonly ((header: RequestHeader) => Buffer)[] = [
    () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
    () => Buffer.from([0, 0, 0, 1, 0]),
    (header) => frameOf(header, (writer) => writer.int32(0x7fffffff)),
    longer,
  ]
  for (const answer of answers) {
    const codes = await outcomes((header, socket) => socket.write(answer(header)))
    deepEqual(codes, ['CLIENT_ANSWER_UNREADABLE'])
  }
})

test('half an answer, or none, fails when its time is over; a hang-up at once', async () => {
  const half: Script = (header, socket) => socket.write(metadataAnswer(header).subarray(0, 10))
  deepEqual(await outcomes(half, 2, 100), ['CLIENT_REQUEST_TIMED_OUT', 'CLIENT_REQUEST_TIMED_OUT'])
  const silence: Script = () => undefined
  deepEqual(await outcomes(silence, 1, 100), ['CLIENT_REQUEST_TIMED_OUT'])
  deepEqual(await outcomes((_, socket) => socket.destroy()), ['CLIENT_CONNECTION_LOST'])
})

test('answers come byte by byte, and many in one piece', async () => {
  const byBytes: Script = (header, socket) => {
    for (const byte of metadataAnswer(header)) socket.write(Uint8Array.of(byte))
  }
  deepEqual(await outcomes(byBytes, 3), ['answered', 'answered', 'answered'])
  const held: Buffer[] = []
  const together: Script = (header, socket) => {
    held.push(metadataAnswer(header))
    if (held.length === 100) socket.write(Buffer.concat(held))
  }
  equal((await outcomes(together, 100)).filter((code) => code === 'answered').length, 100)
})

test('whoever gives up gets their reason, and the connection lives on', async () => {
  const { server, port } = await scripted((header, socket) => {
    setTimeout(() => socket.write(metadataAnswer(header)), 20)
  })
  const connection = await connectTo(port)
  const controller = new AbortController()
  const given = ask(connection, 1000, controller.signal)
  const reason = new Error('no longer wanted')

  controller.abort(reason)

  await rejects(given, reason)
  equal((await ask(connection)).clusterId, 'right')
  equal(connection.inFlight, 0)
  connection.close()
  server.close()
})

test('a broker that does not know our version says which ones it has', async () => {
  const asked: number[] = []
  const server = createServer((socket) => {
    const splitter = new FrameSplitter({ bodySizeMin: 8, bodySizeMax: 1_000_000 })
    socket.on('data', (chunk) => {
      for (const frame of splitter.push(chunk)) {
        const header = decodeRequestHeader(new Reader(frame))
        asked.push(header.apiVersion)
        const unknown = header.apiVersion > 2
        const errorCode = unknown ? ErrorCode.unsupportedVersion : ErrorCode.none
        const apiKeys = [{ apiKey: ApiKey.ApiVersions, minVersion: 0, maxVersion: 2 }]
        const answered = { ...header, apiVersion: unknown ? 0 : header.apiVersion }
        socket.write(
          frameOf(answered, (writer) =>
            apiByKey(ApiKey.ApiVersions).response.encode(
              writer,
              { errorCode, apiKeys },
              answered.apiVersion,
            ),
          ),
        )
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const connection = await connectTo((server.address() as AddressInfo).port)

  deepEqual(asked, [4, 2])
  connection.close()
  server.close()
})
