import type { ConnectionOptions } from 'node:tls'

import type { LogCreator, LogLevel } from './logger.ts'
import type { RetryOptions } from './retry-options.ts'

/** Who the client says it is. */
export type SASLOptions =
  | {
      readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'
      readonly username: string
      readonly password: string
    }
  | {
      readonly mechanism: 'oauthbearer'
      readonly oauthBearerProvider: () => Promise<{ readonly value: string }>
    }

/** What a `Kafka` is made of. */
export interface KafkaConfig {
  readonly brokers: readonly string[] | (() => readonly string[] | Promise<readonly string[]>)
  readonly clientId?: string | undefined
  readonly ssl?: ConnectionOptions | boolean | undefined
  readonly sasl?: SASLOptions | undefined
  readonly connectionTimeout?: number | undefined
  /** Has no effect: `connectionTimeout` and `requestTimeout` bound it. */
  readonly authenticationTimeout?: number | undefined
  /** Has no effect: a session is renewed in time by itself. */
  readonly reauthenticationThreshold?: number | undefined
  readonly requestTimeout?: number | undefined
  /** Has no effect: requests always have a timeout. */
  readonly enforceRequestTimeout?: boolean | undefined
  readonly retry?: RetryOptions | undefined
  readonly logLevel?: LogLevel | undefined
  readonly logCreator?: LogCreator | undefined
}
