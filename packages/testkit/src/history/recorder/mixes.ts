/** Which clients take part in a history. */
import { historyClients, type HistoryClient } from './history-clients.ts'

/** A place in a history, taken by one client after another. */
export interface Place {
  readonly client: HistoryClient
  readonly isTransactional: boolean
  /** The protocol by which it is a member of a group, if it is; all of a mix are in one. */
  readonly member?: 'classic' | 'consumer'
}

const { java, librdkafka, 'franz-go': franzGo, ours } = historyClients

export const mixNames = [
  'transactional',
  'subscribed',
  'idempotent',
  'idempotent-group',
  'consumer-group',
  'idempotent-quick',
  'ours',
  'ours-subscribed',
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
    { client: java, isTransactional: true, member: 'classic' },
    { client: librdkafka, isTransactional: true, member: 'classic' },
    { client: librdkafka, isTransactional: true, member: 'classic' },
    { client: librdkafka, isTransactional: false, member: 'classic' },
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
    { client: java, isTransactional: false, member: 'classic' },
    { client: librdkafka, isTransactional: false, member: 'classic' },
    { client: librdkafka, isTransactional: false, member: 'classic' },
    { client: franzGo, isTransactional: false },
  ],
  /** A group whose members come by both protocols, so that it changes from one to the other. */
  'consumer-group': [
    { client: java, isTransactional: false, member: 'consumer' },
    { client: librdkafka, isTransactional: false, member: 'consumer' },
    { client: librdkafka, isTransactional: false, member: 'classic' },
    { client: franzGo, isTransactional: false },
  ],
  /** Those that start soonest. */
  'idempotent-quick': [
    { client: librdkafka, isTransactional: false },
    { client: franzGo, isTransactional: false },
    { client: franzGo, isTransactional: false },
  ],
  /** Our own client alone: whatever is wrong is its, or the broker's. */
  ours: [
    { client: ours, isTransactional: true },
    { client: ours, isTransactional: true },
    { client: ours, isTransactional: true },
    { client: ours, isTransactional: false },
    { client: ours, isTransactional: false },
  ],
  /** The same as a group that consumes, transforms and produces in transactions. */
  'ours-subscribed': [
    { client: ours, isTransactional: true, member: 'consumer' },
    { client: ours, isTransactional: true, member: 'consumer' },
    { client: ours, isTransactional: false, member: 'consumer' },
    { client: ours, isTransactional: true },
  ],
}
