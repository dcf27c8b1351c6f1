import type { Broker } from '../broker.ts'
import type { BrokerLayers } from './describe-configs.ts'

/** What one of the nodes was told, by whom. */
export function brokerLayers(broker: Broker, nodeId: number): BrokerLayers {
  const { image } = broker.metadata
  return {
    broker: image.brokerConfigs(nodeId),
    cluster: image.clusterConfigs,
    given: broker.config.given,
  }
}
