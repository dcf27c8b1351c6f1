import type { ConsumerSettings, ProducerSettings } from '@barnabus/client'

import type { DedupOptions } from '../dedup/dedup-options.ts'
import type { Duration } from '../retry/duration.ts'
import type { Store } from '../stores/store.ts'

/** How often a message is handled, whatever happens. */
export const deliveries = ['at-least-once', 'exactly-once', 'at-most-once'] as const

/** See `deliveries`. Exactly once holds for what is published from the handler. */
export type Delivery = (typeof deliveries)[number]

/** When a message that a handler failed with is tried again. */
export interface RetryOptions {
  /** One further attempt after each of these. */
  readonly delays: readonly Duration[]
  /**
   * `key`, as if left out: while a message waits, later ones of its key wait behind it. `none`: they
   * overtake it.
   */
  readonly order?: 'key' | 'none'
  /**
   * How many messages may wait in one partition before nothing more is read of it. Left out:
   * 100,000; each costs some 100 bytes of memory.
   */
  readonly waitingMax?: number
}

/** How a topic is handled. */
export interface HandleOptions<Database = undefined, Value = unknown> {
  /** The consumer group; what has failed is retried for this group alone. */
  readonly group: string
  /** Left out: `at-least-once`. With a store, what is done in its transactions happens once anyway. */
  readonly delivery?: Delivery
  /**
   * Handles each message in a transaction of this database, together with the position behind it.
   * Partitions are handled beside each other, the messages of each one after the other.
   */
  readonly store?: Store<Database>
  /** Left out, and with `none`: what fails is a dead letter at once. */
  readonly retry?: RetryOptions | 'none'
  /**
   * Handles a message once that was published several times. The mark is one thing with what the
   * handler did: in the transaction of the store, or, without one, in that of exactly-once.
   */
  readonly dedup?: DedupOptions<Value>
  /** Where a group begins that has never read the topic; `fail`, with a store: not at all. Left out: `earliest`. */
  readonly from?: 'earliest' | 'latest' | 'fail'
  /**
   * `external`: the handler changes something outside of Kafka and of the store. That cannot be
   * promised to happen exactly once, so exactly-once is refused then.
   */
  readonly effects?: 'external'
  /** How many messages of different keys are handled at the same time. Left out: 16. */
  readonly concurrency?: number
  /** How long a message that is being handled may take once the bus closes. Left out: 30 s. */
  readonly grace?: Duration
  /** Kafka's settings of the consumer, beside those that the bus decides. */
  readonly consumer?: Omit<ConsumerSettings, DecidedByBus>
  /** Kafka's settings of the producers of what the handler publishes. */
  readonly producer?: Omit<ProducerSettings, 'transactional.id' | 'enable.idempotence' | 'acks'>
}

type DecidedByBus =
  | 'group.id'
  | 'enable.auto.commit'
  | 'isolation.level'
  | 'auto.offset.reset'
  | 'partition.assignment.strategy'
