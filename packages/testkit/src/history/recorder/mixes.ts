/** Which clients take part in a history. */
import { historyClients, type HistoryClient } from './history-clients.ts'

/** A place in a history, taken by one client after another. */
export interface Place {
  readonly client: HistoryClient
  readonly isTransactional: boolean
  /** Whether it reads what a group gives it; all of a mix that do are one group. */
  readonly isSubscribed?: boolean
}

const { java, librdkafka, 'franz-go': franzGo } = historyClients

export const mixNames = [
  'transactional',
  'subscribed',
  'idempotent',
  'idempotent-group',
  'idempotent-quick',
] as const

export type MixName = (typeof mixNames)[number]

export const mixes: Readonly<Record<MixName, readonly Place[]>> = {
  /** Most of them in transactions, some beside them without. */
  transactional: [
    { client: java, isTransactional: true },
    { client: librdkafka, isTransactional: true },
    { client: librdkafka, isTransactional: true },
    { client: franzGo, isTransactional: true },
    { client: librdkafka, isTransactional: false },
    { client: franzGo, isTransactional: false },
  ],
  /** A group that consumes, transforms and produces in transactions, beside others who send. */
  subscribed: [
    { client: java, isTransactional: true, isSubscribed: true },
    { client: librdkafka, isTransactional: true, isSubscribed: true },
    { client: librdkafka, isTransactional: true, isSubscribed: true },
    { client: librdkafka, isTransactional: false, isSubscribed: true },
    { client: franzGo, isTransactional: true },
  ],
  /** Nobody in a transaction: more records in less time. */
  idempotent: [
    { client: java, isTransactional: false },
    { client: librdkafka, isTransactional: false },
    { client: franzGo, isTransactional: false },
    { client: franzGo, isTransactional: false },
  ],
  /** The same as a group that shares the keys, beside one who sends. */
  'idempotent-group': [
    { client: java, isTransactional: false, isSubscribed: true },
    { client: librdkafka, isTransactional: false, isSubscribed: true },
    { client: librdkafka, isTransactional: false, isSubscribed: true },
    { client: franzGo, isTransactional: false },
  ],
  /** Those that start soonest. */
  'idempotent-quick': [
    { client: librdkafka, isTransactional: false },
    { client: franzGo, isTransactional: false },
    { client: franzGo, isTransactional: false },
  ],
}
