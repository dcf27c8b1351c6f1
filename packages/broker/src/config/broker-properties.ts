import type { Properties, ValuesOf } from '@barnabus/base'

import { consumerGroupProperties } from './properties/consumer-group-properties.ts'
import { groupProperties } from './properties/group-properties.ts'
import { logProperties } from './properties/log-properties.ts'
import { networkProperties } from './properties/network-properties.ts'
import { nodeProperties } from './properties/node-properties.ts'
import { ownProperties } from './properties/own-properties.ts'
import { quorumProperties } from './properties/quorum-properties.ts'
import { refusedFeatureProperties } from './properties/refused-feature-properties.ts'
import { refusedProperties } from './properties/refused-properties.ts'
import { refusedSecurityProperties } from './properties/refused-security-properties.ts'
import { replicationProperties } from './properties/replication-properties.ts'
import { topicDefaultProperties } from './properties/topic-default-properties.ts'
import { transactionProperties } from './properties/transaction-properties.ts'

/** Every setting of a broker that is accepted: what DescribeConfigs shows. */
export const brokerProperties = {
  ...ownProperties,
  ...nodeProperties,
  ...networkProperties,
  ...logProperties,
  ...topicDefaultProperties,
  ...replicationProperties,
  ...quorumProperties,
  ...consumerGroupProperties,
  ...groupProperties,
  ...transactionProperties,
} as const

/** Every setting that we know by name, with those that we refuse and say why. */
export const knownBrokerProperties: Properties = {
  ...brokerProperties,
  ...refusedSecurityProperties,
  ...refusedFeatureProperties,
  ...refusedProperties,
}

/** The name of a broker's setting. */
export type BrokerPropertyName = keyof typeof brokerProperties

/** A broker's settings, typed, as they were given or by default. */
export type BrokerSettings = ValuesOf<typeof brokerProperties>
