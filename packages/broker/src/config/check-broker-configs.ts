import { isOperatingError, propertyOf, readValue } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import { knownBrokerProperties } from './broker-properties.ts'
import type { ConfigFault } from './config-resource.ts'
import { refusedByName } from './read-broker-settings.ts'

/** What is wrong with changing brokers to these settings while they run; undefined: nothing. */
export function brokerConfigsFault(configs: ReadonlyMap<string, string>): ConfigFault | undefined {
  for (const [name, value] of configs) {
    const fault = brokerConfigFault(name, value)
    if (fault !== undefined) return fault
  }
  return undefined
}

function brokerConfigFault(name: string, value: string): ConfigFault | undefined {
  const because = refusedByName(name)
  if (because !== undefined) {
    return { errorCode: ErrorCode.invalidConfig, message: `Cannot set "${name}": ${because}` }
  }
  const property = propertyOf(knownBrokerProperties, name)
  if (property?.effect.kind === 'full' || property?.effect.kind === 'none') {
    if (property.scope === 'read-only') return readOnly(name)
  }
  try {
    readValue(knownBrokerProperties, name, value)
    return undefined
  } catch (error) {
    if (!isOperatingError(error)) throw error // CONFIG_UNKNOWN and CONFIG_WRONG_VALUE are expected.
    // Kafka's answer to a wrong value for a broker is this one, see KAFKA-13609.
    const isKnown = property !== undefined && property.effect.kind !== 'refused'
    const errorCode = isKnown ? ErrorCode.invalidRequest : ErrorCode.invalidConfig
    return { errorCode, message: error.message }
  }
}

function readOnly(name: string): ConfigFault {
  const message = `Cannot change "${name}" while the broker runs: it is read at the start only`
  return { errorCode: ErrorCode.invalidRequest, message }
}
