import type { Assignor } from './assignors/assignor.ts'
import type { Topics } from './topics.ts'

/** The settings of one consumer group: those of the broker, or its own (KIP-848, KIP-1094). */
export interface ConsumerGroupSettings {
  readonly sessionTimeoutMs: number
  readonly heartbeatIntervalMs: number
  readonly assignmentIntervalMs: number
  readonly maxSize: number
  /** How many members a group of the classic protocol may have. */
  readonly classicMaxSize: number
  readonly regexRefreshIntervalMs: number
  /** The first is taken if no member asks for one. */
  readonly assignors: readonly Assignor[]
  readonly migrationPolicy: 'bidirectional' | 'upgrade' | 'downgrade' | 'disabled'
}

/** What a decision about a group depends on, besides the group and the request. */
export interface GroupContext {
  readonly topics: Topics
  readonly settings: ConsumerGroupSettings
  /** What is wrong with a regular expression; undefined if nothing is. */
  readonly regexFault: (regex: string) => string | undefined
  /** Wall-clock milliseconds. */
  readonly nowMs: number
}

/** Where a request came from. */
export interface GroupClient {
  readonly clientId: string
  /** As Kafka writes it: a slash, then the address. */
  readonly clientHost: string
}
