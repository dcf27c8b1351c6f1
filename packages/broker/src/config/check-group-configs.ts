import { isOperatingError, readConfig } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import type { BrokerSettings } from './broker-properties.ts'
import type { ConfigFault } from './config-resource.ts'
import {
  groupBounds,
  groupInheritance,
  groupResourceProperties,
  type GroupPropertyName,
} from './group-resource-properties.ts'

/** What is wrong with these settings of a group, at a broker with those of its own. */
export function groupConfigsFault(
  configs: ReadonlyMap<string, string>,
  broker: BrokerSettings,
): ConfigFault | undefined {
  const message = faultOf(configs, broker)
  return message === undefined ? undefined : { errorCode: ErrorCode.invalidConfig, message }
}

function faultOf(configs: ReadonlyMap<string, string>, broker: BrokerSettings): string | undefined {
  try {
    const given = readConfig(groupResourceProperties, configs)
    for (const [name, [min, max]] of Object.entries(groupBounds)) {
      const value = given[name as GroupPropertyName]
      if (value === null) continue
      if (value < broker[min]) return `Cannot set "${name}" to "${value}": ${min} is ${broker[min]}`
      if (value > broker[max]) return `Cannot set "${name}" to "${value}": ${max} is ${broker[max]}`
    }
    const effective = (name: GroupPropertyName): number =>
      given[name] ?? broker[groupInheritance[name]]
    const sessionMs = effective('consumer.session.timeout.ms')
    const heartbeatMs = effective('consumer.heartbeat.interval.ms')
    if (heartbeatMs < sessionMs) return undefined
    return `Cannot set "consumer.heartbeat.interval.ms" to "${heartbeatMs}": consumer.session.timeout.ms is ${sessionMs}`
  } catch (error) {
    if (isOperatingError(error)) return error.message // CONFIG_UNKNOWN, CONFIG_WRONG_VALUE
    throw error
  }
}
