import { configErrors } from '@barnabus/base'

import type { BrokerSettings } from './broker-properties.ts'
import {
  groupBounds,
  groupInheritance,
  type GroupPropertyName,
} from './group-resource-properties.ts'

/** Checks that the broker's own groups are within its bounds for others. Throws CONFIG_WRONG_VALUE. */
export function checkGroupBounds(settings: BrokerSettings): void {
  for (const [name, [min, max]] of Object.entries(groupBounds)) {
    const ownName = groupInheritance[name as GroupPropertyName]
    const own = settings[ownName]
    if (settings[min] > settings[max]) throw contradiction(settings, min, max)
    if (own < settings[min]) throw contradiction(settings, ownName, min)
    if (own > settings[max]) throw contradiction(settings, ownName, max)
  }
  const heartbeat = 'group.consumer.heartbeat.interval.ms'
  const session = 'group.consumer.session.timeout.ms'
  if (settings[heartbeat] >= settings[session]) throw contradiction(settings, heartbeat, session)
}

type BoundedName =
  (typeof groupBounds)[GroupPropertyName][number] | (typeof groupInheritance)[GroupPropertyName]

function contradiction(settings: BrokerSettings, name: BoundedName, other: BoundedName): Error {
  const reason = `${other} is ${settings[other]}`
  return configErrors.WRONG_VALUE(name, String(settings[name]), reason)
}
