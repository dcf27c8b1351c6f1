import {
  assert,
  isOperatingError,
  type Clock,
  type OperatingError,
  type Socket,
  type Timer,
} from '@barnabus/base'
import {
  ApiKey,
  ErrorCode,
  FrameSplitter,
  Reader,
  Writer,
  decodeResponseHeader,
  encodeRequestHeader,
  type Api,
  type ApiMessages,
} from '@barnabus/protocol'

import { clientErrors } from '../errors.ts'
import type { KafkaError } from '../errors/kafka-error.ts'
import type { ConnectionMeter } from '../observation/traffic.ts'

/** A request that somebody waits for an answer to. */
interface Awaited {
  readonly api: Api
  readonly apiVersion: number
  readonly correlationId: number
  readonly sentAtMs: number
  readonly resolve: (response: never) => void
  readonly reject: (error: KafkaError) => void
  readonly timeout: Timer
}

export interface WireOptions {
  /** host:port, for people. */
  readonly address: string
  readonly clientId: string
  readonly clock: Clock
  /** Counts what goes and comes; undefined: nobody does. */
  readonly meter: ConnectionMeter | undefined
}

// Kafka's own limit for what it sends: one int32 of length. A fetch answer holds fetch.max.bytes
// and perhaps one batch beyond it.
const answerSizeMax = 512 * 1024 * 1024
const believedSizeMax = 64 * 1024 * 1024 // Who asks for records gets large answers all the time.
const lengthSize = 4
const correlationIdMax = 0x7fffffff

/**
 * Requests and answers over one socket: many requests may be under way, and a broker answers them
 * in the order in which they were sent.
 *
 * Whatever breaks that order, an answer that cannot be read, or one that does not come in time,
 * ends the connection: nothing that follows on it could be trusted.
 */
export class Wire {
  readonly #socket: Socket
  readonly #options: WireOptions
  readonly #splitter = new FrameSplitter({
    bodySizeMin: 4,
    bodySizeMax: answerSizeMax,
    believedSizeMax,
  })
  #awaited: Awaited[] = []
  #answered = 0 // How many at the front of #awaited are done with.
  #correlationId = 0
  #failure: KafkaError | undefined
  #lastUsedMs: number
  /** Resolves, never rejects, when the connection is gone. */
  readonly closed: Promise<void>

  constructor(socket: Socket, options: WireOptions) {
    this.#socket = socket
    this.#options = options
    this.#lastUsedMs = options.clock.monotonicMs()
    this.closed = this.#readAnswers()
  }

  /** Requests whose answers have not come yet. */
  get inFlight(): number {
    return this.#awaited.length - this.#answered
  }

  get isOpen(): boolean {
    return this.#failure === undefined
  }

  /** When a request was last sent or answered, by the monotonic clock. */
  get lastUsedMs(): number {
    return this.#lastUsedMs
  }

  /** Sends a request and resolves with its answer. Rejects with a KafkaError, nothing else. */
  send<K extends ApiKey>(
    api: Api<K>,
    apiVersion: number,
    request: ApiMessages[K]['requestDraft'],
    timeoutMs: number,
  ): Promise<ApiMessages[K]['response']> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    const correlationId = this.#write(api, apiVersion, request)
    const { clock, address } = this.#options
    return new Promise((resolve, reject) => {
      const timeout = clock.after(timeoutMs, () => {
        this.#fail(clientErrors.REQUEST_TIMED_OUT(api.name, address, timeoutMs))
      })
      const sentAtMs = this.#lastUsedMs
      this.#awaited.push({ api, apiVersion, correlationId, sentAtMs, resolve, reject, timeout })
    })
  }

  /** Sends a request that has no answer (Produce with acks=0). */
  post<K extends ApiKey>(
    api: Api<K>,
    apiVersion: number,
    request: ApiMessages[K]['requestDraft'],
  ): void {
    if (this.#failure === undefined) this.#write(api, apiVersion, request)
  }

  /** Resolves when little is left to be sent, or the connection is gone. */
  drained(queuedBytesMax: number): Promise<void> {
    return this.#socket.drained(queuedBytesMax)
  }

  /** Closes at once; whoever waits is told. */
  close(): void {
    this.#fail(clientErrors.CONNECTION_LOST(this.#options.address))
  }

  #write<K extends ApiKey>(
    api: Api<K>,
    apiVersion: number,
    request: ApiMessages[K]['requestDraft'],
  ): number {
    const correlationId = this.#correlationId
    this.#correlationId = correlationId === correlationIdMax ? 0 : correlationId + 1
    const writer = new Writer()
    const { clientId, clock, address, meter } = this.#options
    encodeRequestHeader(writer, { apiKey: api.key, apiVersion, correlationId, clientId })
    try {
      api.request.encode(writer, request, apiVersion)
    } catch (error) {
      if (!isOperatingError(error)) throw error
      throw refusalOf(error, api.name, address) // Nothing of it was sent.
    }
    this.#socket.write(writer.finishFrame())
    this.#lastUsedMs = clock.monotonicMs()
    meter?.sent(api.key, lengthSize + writer.sizeBytes, this.#lastUsedMs)
    return correlationId
  }

  async #readAnswers(): Promise<void> {
    for (;;) {
      const chunk = await this.#socket.read()
      if (chunk === undefined) break
      this.#take(chunk)
    }
    this.close()
    await this.#socket.closed
  }

  #take(chunk: Uint8Array): void {
    const { meter, clock } = this.#options
    meter?.received(chunk.length, clock.monotonicMs())
    try {
      for (const frame of this.#splitter.push(chunk)) {
        if (this.#failure !== undefined) return
        this.#answer(frame)
      }
    } catch (error) {
      if (!isOperatingError(error)) throw error
      this.#fail(clientErrors.ANSWER_UNREADABLE(this.#options.address, error.message))
    }
  }

  #answer(frame: Uint8Array): void {
    const awaited = this.#awaited[this.#answered]
    const found = new Reader(frame).int32()
    if (awaited?.correlationId !== found) {
      const expected = awaited?.correlationId ?? 'none'
      this.#unreadable(`it answers request ${found}, and ${expected} is next`)
      return
    }
    const { api } = awaited
    const reader = new Reader(frame)
    decodeResponseHeader(reader, { apiKey: api.key, apiVersion: awaited.apiVersion })
    const response = api.response.decode(reader, answeredVersion(awaited, frame))
    if (reader.remaining > 0) {
      this.#unreadable(`${reader.remaining} bytes of ${api.name} are left over`)
      return
    }
    this.#settleFirst()
    const latencyMs = this.#lastUsedMs - awaited.sentAtMs
    this.#options.meter?.answered(api.key, response, latencyMs, this.#lastUsedMs)
    awaited.resolve(response as never)
  }

  #settleFirst(): void {
    const { timeout } = this.#awaited[this.#answered]!
    timeout.cancel()
    this.#answered += 1
    this.#lastUsedMs = this.#options.clock.monotonicMs()
    if (this.#answered < 32 && this.#answered < this.#awaited.length) return
    this.#awaited = this.#awaited.slice(this.#answered)
    this.#answered = 0
  }

  #unreadable(reason: string): void {
    this.#fail(clientErrors.ANSWER_UNREADABLE(this.#options.address, reason))
  }

  #fail(error: KafkaError): void {
    if (this.#failure !== undefined) return
    this.#failure = error
    this.#socket.destroy()
    this.#options.meter?.closed(this.#options.clock.monotonicMs())
    const left = this.#awaited.slice(this.#answered)
    this.#awaited = []
    this.#answered = 0
    for (const { timeout, reject } of left) {
      timeout.cancel()
      reject(error)
    }
    assert(this.inFlight === 0, 'a connection that is gone owes nothing')
  }
}

/** A broker that does not know our version of ApiVersions answers in version 0 (KIP-511). */
function answeredVersion({ api, apiVersion }: Awaited, frame: Uint8Array): number {
  if (api.key !== ApiKey.ApiVersions || frame.length < 6) return apiVersion
  const reader = new Reader(frame.subarray(4))
  return reader.int16() === ErrorCode.unsupportedVersion ? 0 : apiVersion
}

/** What a broker is too old to be asked, or nobody could be. */
function refusalOf(error: OperatingError, api: string, address: string): KafkaError {
  return error.code === 'PROTOCOL_UNSUPPORTED_FIELD'
    ? clientErrors.REQUEST_TOO_NEW(api, address, error.message)
    : clientErrors.REQUEST_UNWRITABLE(api, address, error.message)
}
