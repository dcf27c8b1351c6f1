import { configErrors, readConfig } from '@barnabus/base'

import { knownBrokerProperties, type BrokerSettings } from './broker-properties.ts'
import { inheritance } from './topic-defaults.ts'
import type { TopicPropertyName } from './topic-properties.ts'

/** Settings of what Kafka lets others plug in, by how their names begin. */
const refusedPrefixes: Readonly<Record<string, string>> = {
  'listener.name.': 'settings of one listener only are about TLS and SASL, which are not there yet',
  'rlmm.config.': 'tiered storage is not implemented',
  'rsm.config.': 'tiered storage is not implemented',
  'config.providers.': 'it names Java classes, and there is no Java here',
}

/** Why no broker can have a setting of this name; undefined: its table knows, or it is unknown. */
export function refusedByName(name: string): string | undefined {
  const prefix = Object.keys(refusedPrefixes).find((start) => name.startsWith(start))
  if (prefix !== undefined) return refusedPrefixes[prefix]
  if (Object.hasOwn(knownBrokerProperties, name) || !Object.hasOwn(inheritance, name)) {
    return undefined
  }
  const [nearest] = inheritance[name as TopicPropertyName] ?? []
  return `it is a setting of single topics; for a broker's topics it is "${nearest?.name}"`
}

/** Reads a broker's settings, each by itself. Throws CONFIG_UNKNOWN or CONFIG_WRONG_VALUE. */
export function readBrokerSettings(given: ReadonlyMap<string, string>): BrokerSettings {
  for (const [name, value] of given) {
    const because = refusedByName(name)
    if (because !== undefined) throw configErrors.WRONG_VALUE(name, value, because)
  }
  return readConfig(knownBrokerProperties, given) as BrokerSettings
}
