import { systemClientEnv, type ClientEnv } from '../client-env.ts'
import { Admin, type AdminConfig } from './admin/admin.ts'
import { ClientContext } from './client-context.ts'
import type { KafkaConfig } from './kafka-config.ts'
import { KafkaJSNotImplemented } from './kafkajs-error.ts'
import { createLogger, type Logger } from './logger.ts'
import type { ConsumerConfig } from './consumer/consumer-config.ts'
import { Consumer } from './consumer/consumer.ts'
import type { ProducerConfig } from './producer/producer-config.ts'
import { Producer } from './producer/producer.ts'
import type { RetryOptions } from './retry-options.ts'

/**
 * The clients of one cluster, in the shape that kafkajs gives them.
 *
 * Underneath are this package's own clients: what this shape cannot say is better said with those.
 */
export class Kafka {
  readonly #config: KafkaConfig
  readonly #env: ClientEnv
  readonly #logger: Logger

  /** Throws a KafkaJSNotImplemented for a `socketFactory`. `env` is for tests. */
  constructor(config: KafkaConfig, { env = systemClientEnv }: { readonly env?: ClientEnv } = {}) {
    if ('socketFactory' in config && config.socketFactory !== undefined) {
      throw new KafkaJSNotImplemented('socketFactory is not understood: connections are our own')
    }
    this.#config = config
    this.#env = env
    const { logLevel: level, logCreator } = config
    this.#logger = createLogger({ clock: env.clock, level, logCreator })
  }

  producer(config: ProducerConfig = {}): Producer {
    return new Producer(this.#context(config.retry), config)
  }

  consumer(config: ConsumerConfig): Consumer {
    return new Consumer(this.#context(config.retry), config)
  }

  admin(config: AdminConfig = {}): Admin {
    return new Admin(this.#context(config.retry))
  }

  logger(): Logger {
    return this.#logger
  }

  #context(retry: RetryOptions | undefined): ClientContext {
    return new ClientContext(this.#config, { logger: this.#logger, env: this.#env, retry })
  }
}
