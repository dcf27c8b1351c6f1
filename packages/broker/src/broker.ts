import type { Env, Logger } from '@barnabus/base'
import type { LogDirectory } from '@barnabus/log'

import type { BrokerConfig } from './config/broker-config.ts'
import type { LiveConfig } from './config/live-config.ts'
import type { GroupCoordinator } from './coordinators/groups/group-coordinator.ts'
import type { MarkerWriter } from './coordinators/transactions/marker-writer.ts'
import type { TransactionCoordinator } from './coordinators/transactions/transaction-coordinator.ts'
import type { Fetching } from './fetch/fetching.ts'
import type { Metadata } from './metadata/metadata.ts'
import type { ProducerIds } from './metadata/producer-ids.ts'
import type { Nodes } from './nodes.ts'
import type { OfferedApi } from './offered-api.ts'
import type { Partitions } from './partitions/partitions.ts'

/** What every handler sees: the state of the broker and the ways to change it. */
export interface Broker {
  /** What we serve, for whoever must tell. */
  readonly apis: readonly OfferedApi[]
  /** The settings as they were given at the start. */
  readonly config: BrokerConfig
  /** The settings in effect now, of nodes and topics: ask again whenever they matter. */
  readonly settings: LiveConfig
  readonly env: Env
  readonly logger: Logger
  /** Topics, their settings, producer ids: what exists, and the only way to change it. */
  readonly metadata: Metadata
  readonly producerIds: ProducerIds
  /** The partitions that exist here, each with its log and its waiting readers. */
  readonly partitions: Partitions
  /** Who reads together, and how far they have come. */
  readonly groups: GroupCoordinator
  /** What producers write together, or not at all. */
  readonly transactions: TransactionCoordinator
  /** Ends transactions in partitions, whoever asks for it. */
  readonly markers: MarkerWriter
  /** What is remembered of fetches between requests, and those that wait. */
  readonly fetching: Fetching
  /** The node ids that this process presents, and where each listens. */
  readonly nodes: Nodes
  readonly logs: LogDirectory
  /** Aborted when the broker begins to close: answer now what waits for something to happen. */
  readonly closing: AbortSignal
}
