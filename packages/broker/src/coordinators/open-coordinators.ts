import type { Env, Logger } from '@barnabus/base'

import type { Broker } from '../broker.ts'
import type { BrokerConfig } from '../config/broker-config.ts'
import type { ProducerIds } from '../metadata/producer-ids.ts'
import { nodeIds } from '../nodes.ts'
import type { OpenedMetadata } from '../open-metadata.ts'
import { topicTerms } from '../topic-terms.ts'
import { GroupCoordinator } from './groups/group-coordinator.ts'
import { MarkerWriter } from './transactions/marker-writer.ts'
import { TransactionCoordinator } from './transactions/transaction-coordinator.ts'

interface CoordinatorsOptions extends Pick<OpenedMetadata, 'metadata' | 'settings' | 'partitions'> {
  readonly producerIds: ProducerIds
  readonly config: BrokerConfig
  readonly env: Env
  readonly logger: Logger
}

/** Makes the state of groups and transactions of what their topics hold. */
export async function openCoordinators(
  options: CoordinatorsOptions,
): Promise<Pick<Broker, 'groups' | 'transactions' | 'markers'>> {
  const { config, env, metadata, partitions } = options
  const nodes = { ids: nodeIds(config['node.id'], config.nodes) }
  const terms = { ...options, topicTerms: topicTerms({ nodes, config, env }) }
  const groups = await GroupCoordinator.open(terms)
  // Then transactions: to end one may commit offsets of groups.
  const markers = new MarkerWriter({ metadata, partitions, groups, clock: env.clock })
  const transactions = await TransactionCoordinator.open({ ...terms, markers })
  return { groups, transactions, markers }
}
