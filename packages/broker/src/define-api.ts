import type { ApiKey, ApiMessages } from '@barnabus/protocol'

import type { Broker } from './broker.ts'
import type { NodeView } from './nodes.ts'
import type { OfferedApi } from './offered-api.ts'

/** What we know of the connection a request came by. */
export interface ConnectionFacts {
  /** Unique among the connections of this process. */
  readonly connectionId: number
  /** The peer's IP address, for logs and for the answers that show it. */
  readonly clientAddress: string
  /** What ApiVersions (v3+, KIP-511) called the client's library; `unknown` until it did. */
  clientSoftwareName: string
  clientSoftwareVersion: string
  /** Aborted when the peer has said its last or is gone: whoever waits on its behalf may stop. */
  readonly closed: AbortSignal
}

/** Everything about a request that is not in its body. One object per request. */
export interface RequestContext {
  readonly broker: Broker
  /** The node whose port the request came to: it answers only for the partitions it leads. */
  readonly node: NodeView
  readonly connection: ConnectionFacts
  readonly clientId: string | null
  readonly apiVersion: number
  readonly correlationId: number
  /** Wall-clock milliseconds when the whole frame had arrived. */
  readonly nowMs: number
  /** Calls `task` once, when the socket has taken all of the answer, or when it never will. */
  whenSent(task: () => void): void
}

/** Answers nothing at all and goes on: what acks=0 asks for. */
export const noAnswer: unique symbol = Symbol('no answer')

/** Answers nothing and closes the connection: the only way to report an error of acks=0. */
export const hangUp: unique symbol = Symbol('hang up')

/** A response without what is not its handler's business: throttling is decided by dispatch. */
type Unthrottled<Draft> = Draft extends { readonly throttleTimeMs: number }
  ? Omit<Draft, 'throttleTimeMs'> & { readonly throttleTimeMs?: number }
  : Draft

/** What a handler gives back: the response, as far as it is not the protocol's defaults. */
export type Answer<K extends ApiKey> =
  Unthrottled<ApiMessages[K]['responseDraft']> | typeof noAnswer | typeof hangUp

/** An answer of whatever API. */
export type AnyAnswer = object | typeof noAnswer | typeof hangUp

/** How we serve one Kafka API. */
export interface ApiDefinition<K extends ApiKey> extends OfferedApi {
  readonly key: K
  /**
   * The connection's next request may begin once `handle` has returned, before its promise is
   * kept: whatever must happen in request order happens synchronously. Answers stay in order.
   */
  readonly pipelined?: boolean
  /** Decides and answers. Throws only on bugs: Kafka's error codes are part of the answer. */
  handle(
    context: RequestContext,
    request: ApiMessages[K]['request'],
  ): Answer<K> | Promise<Answer<K>>
}

/** An API as the table keeps it: its own types are checked where it is defined, and gone here. */
export interface ServedApi extends Omit<ApiDefinition<ApiKey>, 'handle'> {
  handle(context: RequestContext, request: unknown): AnyAnswer | Promise<AnyAnswer>
}

/** Declares an API; `request` and the answer are typed from `key`. */
export function defineApi<const K extends ApiKey>(definition: ApiDefinition<K>): ServedApi {
  return definition as unknown as ServedApi
}
