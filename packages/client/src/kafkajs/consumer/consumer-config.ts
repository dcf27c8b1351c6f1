import type { RetryOptions } from '../retry-options.ts'
import type { PartitionAssigner } from './partition-assigners.ts'

/** What a consumer is made of. */
export interface ConsumerConfig {
  readonly groupId: string
  readonly partitionAssigners?: readonly PartitionAssigner[] | undefined
  readonly metadataMaxAge?: number | undefined
  readonly sessionTimeout?: number | undefined
  /** How long a batch may take between two calls of `heartbeat`, and a rebalance as a whole. */
  readonly rebalanceTimeout?: number | undefined
  readonly heartbeatInterval?: number | undefined
  readonly maxBytesPerPartition?: number | undefined
  readonly minBytes?: number | undefined
  readonly maxBytes?: number | undefined
  readonly maxWaitTimeInMs?: number | undefined
  readonly retry?: RetryOptions | undefined
  readonly allowAutoTopicCreation?: boolean | undefined
  /** Has no effect: one fetch is under way for each broker. */
  readonly maxInFlightRequests?: number | undefined
  readonly readUncommitted?: boolean | undefined
  readonly rackId?: string | undefined
}

/** Topics to be read, by name, or all that match now. */
export type ConsumerSubscription =
  | { readonly topic: string | RegExp; readonly fromBeginning?: boolean | undefined }
  | { readonly topics: readonly (string | RegExp)[]; readonly fromBeginning?: boolean | undefined }

/** The defaults of kafkajs, in ms. */
export const consumerTimes = {
  sessionTimeout: 30_000,
  rebalanceTimeout: 60_000,
  heartbeatInterval: 3000,
} as const
