import { isOperatingError } from '@barnabus/base'
import {
  apiByKey,
  ApiKey,
  decodeRequestHeader,
  encodeResponseHeader,
  Reader,
  Writer,
  type Api,
  type RequestHeader,
  type ResponseHeader,
  type VersionRange,
} from '@barnabus/protocol'

import { unsupportedVersion } from './apis/18-api-versions.ts'
import type { Broker } from './broker.ts'
import {
  hangUp,
  noAnswer,
  type AnyAnswer,
  type ConnectionFacts,
  type RequestContext,
  type ServedApi,
} from './define-api.ts'
import type { Measures } from './measures.ts'
import type { NodeView } from './nodes.ts'
import type { RateLimitedLog } from './rate-limited-log.ts'
import type { Reply } from './reply.ts'
import { servedVersions } from './served-versions.ts'

// Each element a request names costs us memory; one with more than this is no accident.
const requestElementsMax = 250_000

/** A connection, as far as its requests may know it. */
export interface Caller extends ConnectionFacts {
  readonly node: NodeView
}

interface Served {
  readonly api: ServedApi
  readonly versions: VersionRange
  readonly codecs: Api<ApiKey>
}

/**
 * Turns a frame into its reply: reads the header, finds the API, lets its handler answer, encodes.
 *
 * Never throws, and its promises are never rejected: what cannot be answered hangs up, and is logged.
 */
export class Dispatcher {
  readonly #broker: Broker
  readonly #measures: Measures
  readonly #log: RateLimitedLog
  readonly #served = new Map<number, Served>()

  constructor(broker: Broker, apis: readonly ServedApi[], measures: Measures, log: RateLimitedLog) {
    this.#broker = broker
    this.#measures = measures
    this.#log = log
    for (const api of apis) {
      const versions = servedVersions(api)
      // Loaded with the first request for them, which most of them never get.
      this.#served.set(api.key, {
        api,
        versions,
        get codecs() {
          return apiByKey(api.key)
        },
      })
    }
  }

  /** Whether the next request may begin while this one waits for its answer. */
  isPipelined(frame: Uint8Array): boolean {
    return this.#served.get(int16At(frame, 0))?.api.pipelined === true
  }

  /** Whether the disk is so far behind that no pipelined request should begin; see `drained`. */
  get isCongested(): boolean {
    return this.#broker.logs.congested
  }

  /** Resolves once `isCongested` is false. */
  async drained(): Promise<void> {
    if (this.isCongested) await this.#broker.logs.drained()
  }

  /** The reply to one frame; a promise only where the handler has something to wait for. */
  dispatch(frame: Uint8Array, caller: Caller): Reply | Promise<Reply> {
    const served = this.#served.get(int16At(frame, 0))
    if (served === undefined) return this.#refuse(caller, `unknown API key ${int16At(frame, 0)}`)

    const version = int16At(frame, 2)
    const { min, max } = served.versions
    if (version < min || version > max) return this.#otherVersion(frame, served, version, caller)

    let header: RequestHeader
    let request: unknown
    try {
      const reader = new Reader(frame, { elementsMax: requestElementsMax })
      header = decodeRequestHeader(reader)
      request = served.codecs.request.decode(reader, version)
      // Whatever follows the body is ignored, as Kafka does.
    } catch (error) {
      if (!isOperatingError(error)) throw error
      return this.#refuse(caller, `${served.codecs.name} v${version}: ${error.message}`)
    }
    return this.#handle(served, header, request, caller)
  }

  #handle(
    served: Served,
    header: RequestHeader,
    request: unknown,
    caller: Caller,
  ): Reply | Promise<Reply> {
    this.#count(header.apiKey)
    const context = new CallContext(this.#broker, header, caller)
    try {
      const answer = served.api.handle(context, request)
      if (!(answer instanceof Promise)) return this.#encode(served, context, answer)
      return answer
        .then((kept) => this.#encode(served, context, kept))
        .catch((error: unknown) => this.#failed(served, context, error))
    } catch (error) {
      return this.#failed(served, context, error)
    }
  }

  #encode({ codecs }: Served, context: CallContext, answer: AnyAnswer): Reply {
    if (typeof answer === 'symbol') {
      context.sent?.()
      return answer === hangUp ? hangUp : noAnswer
    }
    const chunks = encodeFrame(codecs, context.header, answer)
    return { chunks, sent: context.sent }
  }

  /** ApiVersions is how a client finds our versions out, so it is answered in any (KIP-511). */
  #otherVersion(frame: Uint8Array, served: Served, apiVersion: number, caller: Caller): Reply {
    const { api, versions, codecs } = served
    if (api.key !== ApiKey.ApiVersions) {
      const range = `${versions.min} to ${versions.max}`
      return this.#refuse(caller, `${codecs.name} has version ${apiVersion}, we serve ${range}`)
    }
    this.#count(api.key)
    const correlationId = new Reader(frame.subarray(4)).int32()
    const header = { apiKey: api.key, apiVersion: 0, correlationId }
    const chunks = encodeFrame(codecs, header, unsupportedVersion(versions))
    return { chunks, sent: undefined }
  }

  #refuse(caller: Caller, reason: string): Reply {
    this.#measures.requestsRefused += 1
    const { connectionId, clientAddress } = caller
    const message = `Closing the connection from ${clientAddress}: cannot read request: ${reason}`
    this.#log.warn(clientAddress, { connectionId, clientAddress }, message)
    return hangUp
  }

  /**
   * The disk has failed, or we have made a mistake. Hanging up makes clients try again, whereas an
   * UNKNOWN_SERVER_ERROR could make them lose or double what they produce.
   */
  #failed({ codecs }: Served, context: CallContext, error: unknown): Reply {
    context.sent?.()
    const { apiVersion, clientId } = context
    const facts = { api: codecs.name, apiVersion, clientId, err: error }
    const why = isOperatingError(error) ? error.message : 'a bug in Barnabus'
    this.#broker.logger.error(facts, `Cannot answer ${codecs.name}: ${why}`)
    return hangUp
  }

  #count(key: number): void {
    const { requests } = this.#measures
    requests.set(key, (requests.get(key) ?? 0) + 1)
  }
}

/** A request's context. A class, because one is made for every request. */
class CallContext implements RequestContext {
  readonly broker: Broker
  readonly header: RequestHeader
  readonly connection: Caller
  readonly nowMs: number
  sent: (() => void) | undefined

  constructor(broker: Broker, header: RequestHeader, caller: Caller) {
    this.broker = broker
    this.header = header
    this.connection = caller
    this.nowMs = broker.env.clock.nowMs()
  }

  get node(): NodeView {
    return this.connection.node
  }

  get clientId(): string | null {
    return this.header.clientId
  }

  get apiVersion(): number {
    return this.header.apiVersion
  }

  get correlationId(): number {
    return this.header.correlationId
  }

  whenSent(task: () => void): void {
    const before = this.sent
    this.sent =
      before === undefined
        ? task
        : () => {
            before()
            task()
          }
  }
}

function encodeFrame(
  codecs: Api<ApiKey>,
  header: ResponseHeader,
  answer: object,
): readonly Uint8Array[] {
  const writer = new Writer()
  encodeResponseHeader(writer, header)
  // `defineApi` has checked that the answer is what this codec takes, but for the throttling.
  codecs.response.encode(writer, { throttleTimeMs: 0, ...answer } as never, header.apiVersion)
  return writer.finishFrame()
}

function int16At(frame: Uint8Array, position: number): number {
  return (((frame[position] ?? 0) << 24) | ((frame[position + 1] ?? 0) << 16)) >> 16
}
