/** Which clients take part in a history. */
import { historyClients, type HistoryClient } from './history-clients.ts'

/** A place in a history, taken by one client after another. */
export interface Place {
  readonly client: HistoryClient
  readonly isTransactional: boolean
}

const { java, librdkafka, 'franz-go': franzGo } = historyClients

export const mixNames = ['transactional', 'idempotent', 'idempotent-quick'] as const

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
  /** Nobody in a transaction: more records in less time. */
  idempotent: [
    { client: java, isTransactional: false },
    { client: librdkafka, isTransactional: false },
    { client: franzGo, isTransactional: false },
    { client: franzGo, isTransactional: false },
  ],
  /** Those that start soonest. */
  'idempotent-quick': [
    { client: librdkafka, isTransactional: false },
    { client: franzGo, isTransactional: false },
    { client: franzGo, isTransactional: false },
  ],
}
