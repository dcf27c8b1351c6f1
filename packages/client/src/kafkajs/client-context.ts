import { Admin } from '../admin/admin.ts'
import { systemClientEnv, type ClientEnv } from '../client-env.ts'
import { connectionSettings, patienceMs, type Settings } from './connection-settings.ts'
import type { KafkaConfig } from './kafka-config.ts'
import type { Logger } from './logger.ts'
import type { RetryOptions } from './retry-options.ts'
import { made, translating } from './translate-error.ts'

/** What a producer, consumer or administrator knows of the `Kafka` that made it. */
export class ClientContext {
  readonly kafka: KafkaConfig
  readonly logger: Logger
  readonly env: ClientEnv
  /** The client's own, and for the rest those of its `Kafka`. */
  readonly retry: RetryOptions

  constructor(
    kafka: KafkaConfig,
    options: {
      readonly logger: Logger
      readonly env?: ClientEnv | undefined
      readonly retry?: RetryOptions | undefined
    },
  ) {
    this.kafka = kafka
    this.logger = options.logger
    this.env = options.env ?? systemClientEnv
    this.retry = { ...kafka.retry, ...options.retry }
  }

  /** How long a call may go on trying. */
  get patienceMs(): number {
    return patienceMs(this.kafka, this.retry)
  }

  /** An administrator's settings of connections, once it is known that a broker answers. */
  async reach(): Promise<Settings> {
    const settings = await this.settings()
    await using admin = this.admin(settings)
    await translating(admin.describeCluster({ timeoutMs: this.patienceMs }))
    return settings
  }

  /** An administrator's settings of connections. */
  async settings(): Promise<Settings> {
    return await connectionSettings(this.kafka, this.retry)
  }

  admin(settings: Settings): Admin {
    return made(() => new Admin(settings, { env: this.env, ...this.oauthBearerToken }))
  }

  /** The option that clients take where the program gets tokens itself. */
  get oauthBearerToken(): { readonly oauthBearerToken?: () => Promise<string> } {
    const { sasl } = this.kafka
    if (sasl?.mechanism !== 'oauthbearer') return {}
    return { oauthBearerToken: async () => (await sasl.oauthBearerProvider()).value }
  }
}
