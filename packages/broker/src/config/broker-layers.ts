import type { Broker } from '../broker.ts'
import type { BrokerLayers } from './describe-configs.ts'

/** What one of the nodes was told, by whom. */
export function brokerLayers(broker: Broker, nodeId: number): BrokerLayers {
  const { image } = broker.metadata
  return {
    broker: image.brokerConfigs(nodeId),
    cluster: image.clusterConfigs,
    // Each of several nodes has an id of its own, and nothing else.
    given: new Map(broker.config.given).set('node.id', String(nodeId)),
  }
}
