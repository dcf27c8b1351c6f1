import { connect, type Socket } from 'node:net'

import { assert } from '@barnabus/base'
import {
  FrameSplitter,
  Reader,
  Writer,
  apiByKey,
  decodeResponseHeader,
  encodeRequestHeader,
  type Api,
  type ApiKey,
  type ApiMessages,
} from '@barnabus/protocol'

import { testkitErrors } from './errors.ts'

interface Waiting {
  readonly resolve: (response: never) => void
  readonly reject: (error: Error) => void
  readonly api: Api
  readonly apiVersion: number
}

const answerSizeMax = 512 * 1024 * 1024
const nothing = new Uint8Array()

/**
 * One connection to a Kafka broker, request by request, at any version: for tests that must say
 * exactly what goes over the wire. No retries, no metadata, no opinion.
 */
export class RawConnection {
  readonly #socket: Socket
  readonly #splitter = new FrameSplitter({ bodySizeMin: 4, bodySizeMax: answerSizeMax })
  readonly #waiting = new Map<number, Waiting>()
  readonly #clientId: string
  #correlationId = 0

  private constructor(socket: Socket, clientId: string) {
    this.#socket = socket
    this.#clientId = clientId
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('error', () => socket.destroy()) // 'close' follows and tells whoever waits.
    socket.on('close', () => this.#fail())
  }

  /** Rejects when nobody listens at `bootstrap` (host:port). */
  static async open(bootstrap: string, clientId = 'testkit'): Promise<RawConnection> {
    const colon = bootstrap.lastIndexOf(':')
    const where = { host: bootstrap.slice(0, colon), port: Number(bootstrap.slice(colon + 1)) }
    const socket = await new Promise<Socket>((resolve, reject) => {
      const candidate = connect(where, () => resolve(candidate))
      candidate.once('error', reject)
    })
    return new RawConnection(socket, clientId)
  }

  /**
   * Sends a request, with more behind it if told so, and resolves with its answer; rejects when the
   * connection ends before.
   */
  async send<K extends ApiKey>(
    apiKey: K,
    apiVersion: number,
    request: ApiMessages[K]['requestDraft'],
    behind: Uint8Array = nothing,
  ): Promise<ApiMessages[K]['response']> {
    const api = apiByKey(apiKey)
    const correlationId = this.#write(api, apiVersion, request, behind)
    return await new Promise((resolve, reject) => {
      this.#waiting.set(correlationId, { resolve, reject, api, apiVersion })
      if (this.#socket.destroyed) this.#fail()
    })
  }

  /** Sends a request that has no answer (acks=0), or whose answer nobody wants. */
  async post<K extends ApiKey>(
    apiKey: K,
    apiVersion: number,
    request: ApiMessages[K]['requestDraft'],
  ): Promise<void> {
    this.#write(apiByKey(apiKey), apiVersion, request)
  }

  /** Sends bytes as they are. */
  postBytes(bytes: Uint8Array): void {
    this.#socket.write(bytes)
  }

  get isClosed(): boolean {
    return this.#socket.destroyed
  }

  close(): void {
    this.#socket.destroy()
  }

  /** Lets the broker have what was sent, and hears no answer any more. */
  hangUp(): void {
    this.#socket.removeAllListeners('data')
    this.#fail()
    this.#socket.resume()
    this.#socket.end()
  }

  #write<K extends ApiKey>(
    api: Api<K>,
    apiVersion: number,
    request: ApiMessages[K]['requestDraft'],
    behind: Uint8Array = nothing,
  ): number {
    this.#correlationId += 1
    const writer = new Writer()
    const [correlationId, clientId] = [this.#correlationId, this.#clientId]
    encodeRequestHeader(writer, { apiKey: api.key, apiVersion, correlationId, clientId })
    api.request.encode(writer, request, apiVersion)
    writer.raw(behind)
    for (const chunk of writer.finishFrame()) this.#socket.write(chunk)
    return correlationId
  }

  #take(chunk: Uint8Array): void {
    for (const frame of this.#splitter.push(chunk)) {
      const reader = new Reader(frame)
      const waiting = this.#waiting.get(new Reader(frame).int32())
      if (waiting === undefined) continue
      const { correlationId } = decodeResponseHeader(reader, {
        apiKey: waiting.api.key,
        apiVersion: waiting.apiVersion,
      })
      this.#waiting.delete(correlationId)
      this.#read(reader, waiting)
    }
  }

  #read(reader: Reader, { api, apiVersion, resolve, reject }: Waiting): void {
    try {
      const response = api.response.decode(reader, apiVersion)
      assert(reader.remaining === 0, `${reader.remaining} bytes are left over`)
      resolve(response as never)
    } catch (error) {
      reject(
        testkitErrors.ANSWER_UNREADABLE(error instanceof Error ? error.message : String(error)),
      )
    }
  }

  #fail(): void {
    for (const { reject } of this.#waiting.values()) reject(testkitErrors.CONNECTION_LOST())
    this.#waiting.clear()
  }
}
