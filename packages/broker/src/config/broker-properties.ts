import { configErrors, readConfig, type Properties, type ValuesOf } from '@barnabus/base'

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

/** Every setting of a broker that is accepted: what DescribeConfigs shows. */
export const brokerProperties = {
  ...ownProperties,
  ...nodeProperties,
  ...networkProperties,
  ...logProperties,
  ...topicDefaultProperties,
  ...replicationProperties,
  ...quorumProperties,
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

/** Settings of what Kafka lets others plug in, by how their names begin. */
const refusedPrefixes: Readonly<Record<string, string>> = {
  'listener.name.': 'settings of one listener only are about TLS and SASL, which are not there yet',
  'rlmm.config.': 'tiered storage is not implemented',
  'rsm.config.': 'tiered storage is not implemented',
  'config.providers.': 'it names Java classes, and there is no Java here',
}

/** Why a setting of this name cannot be set, if it is one of those that begin alike. */
export function refusedByPrefix(name: string): string | undefined {
  const prefix = Object.keys(refusedPrefixes).find((start) => name.startsWith(start))
  return prefix === undefined ? undefined : refusedPrefixes[prefix]
}

/** Reads a broker's settings, each by itself. Throws CONFIG_UNKNOWN or CONFIG_WRONG_VALUE. */
export function readBrokerSettings(given: ReadonlyMap<string, string>): BrokerSettings {
  for (const [name, value] of given) {
    const because = refusedByPrefix(name)
    if (because !== undefined) throw configErrors.WRONG_VALUE(name, value, because)
  }
  return readConfig(knownBrokerProperties, given) as BrokerSettings
}
