import type { ConnectionOptions } from 'node:tls'

import type { ApiKey, ApiMessages } from '@barnabus/protocol'

/** A connection, as far as saying who one is needs it. */
export interface SaslCaller {
  /** host:port, for people. */
  readonly address: string
  call<K extends ApiKey>(
    apiKey: K,
    request: ApiMessages[K]['requestDraft'],
  ): Promise<ApiMessages[K]['response']>
}

/** How a connection is made safe: before the first byte, and before the first request. */
export interface Security {
  /** TLS options for the next connection; undefined: it is not encrypted. */
  readonly tls: () => Promise<ConnectionOptions | undefined>
  /**
   * Says who the client is, and rejects if the broker does not believe it. Resolves with for how
   * many milliseconds it does.
   */
  readonly authenticate: (caller: SaslCaller) => Promise<number>
}

/** No encryption, no name. */
export const noSecurity: Security = {
  tls: () => Promise.resolve(undefined),
  authenticate: () => Promise.resolve(Infinity),
}
