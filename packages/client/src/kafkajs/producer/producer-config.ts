import type { RetryOptions } from '../retry-options.ts'
import type { CompressionType } from '../compression-types.ts'
import type { ICustomPartitioner } from './partitioners.ts'

/** What a producer is made of. */
export interface ProducerConfig {
  readonly createPartitioner?: ICustomPartitioner | undefined
  readonly retry?: RetryOptions | undefined
  readonly metadataMaxAge?: number | undefined
  /** Has no effect: whether topics come to be by being written to is for the broker to say. */
  readonly allowAutoTopicCreation?: boolean | undefined
  readonly idempotent?: boolean | undefined
  readonly transactionalId?: string | undefined
  readonly transactionTimeout?: number | undefined
  readonly maxInFlightRequests?: number | undefined
  /** How a transaction compresses, which has one way to do it; not in kafkajs. */
  readonly compression?: CompressionType | undefined
}
