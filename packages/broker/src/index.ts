export { readBrokerConfig, type BrokerConfig } from './config/broker-config.ts'
export { knownBrokerProperties } from './config/broker-properties.ts'
export { readBrokerSettings } from './config/read-broker-settings.ts'
export { inheritance, type Inherited } from './config/topic-defaults.ts'
export { topicProperties, type TopicPropertyName } from './config/topic-properties.ts'
export { brokerErrors } from './errors.ts'
export type { NodeView } from './nodes.ts'
export type { RunningBroker } from './running-broker.ts'
export { startBroker, type StartOptions } from './start-broker.ts'
export { servedApis } from './served-apis.ts'
export { servedVersions } from './served-versions.ts'
export { consumerGroupAssignors } from './coordinators/consumer-groups/assignors/index.ts'
export type {
  Assignor,
  AssignorInput,
  AssignorMember,
  TopicPartitions,
} from './coordinators/consumer-groups/assignors/assignor.ts'
