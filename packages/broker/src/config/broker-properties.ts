import type { ValuesOf } from '@barnabus/base'

import { logProperties } from './properties/log-properties.ts'
import { networkProperties } from './properties/network-properties.ts'
import { nodeProperties } from './properties/node-properties.ts'
import { ownProperties } from './properties/own-properties.ts'
import { quorumProperties } from './properties/quorum-properties.ts'
import { replicationProperties } from './properties/replication-properties.ts'
import { topicDefaultProperties } from './properties/topic-default-properties.ts'

/** Every setting of a broker: what is given at the start, and what DescribeConfigs shows. */
export const brokerProperties = {
  ...ownProperties,
  ...nodeProperties,
  ...networkProperties,
  ...logProperties,
  ...topicDefaultProperties,
  ...replicationProperties,
  ...quorumProperties,
} as const

/** A broker's settings, typed, as they were given or by default. */
export type BrokerSettings = ValuesOf<typeof brokerProperties>
