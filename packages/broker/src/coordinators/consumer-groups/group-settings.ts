import { propertyOf } from '@barnabus/base'

import type { BrokerSettings } from '../../config/broker-properties.ts'
import {
  groupBounds,
  groupInheritance,
  groupResourceProperties,
  type GroupPropertyName,
} from '../../config/group-resource-properties.ts'
import { consumerGroupAssignors } from './assignors/index.ts'
import type { ConsumerGroupSettings } from './group-context.ts'

/** The settings of a group: its own, as far as the broker's bounds allow, or the broker's. */
export function consumerGroupSettings(
  broker: BrokerSettings,
  own: ReadonlyMap<string, string> | undefined,
): ConsumerGroupSettings {
  return {
    sessionTimeoutMs: ownOrBrokers('consumer.session.timeout.ms', broker, own),
    heartbeatIntervalMs: ownOrBrokers('consumer.heartbeat.interval.ms', broker, own),
    assignmentIntervalMs: ownOrBrokers('consumer.assignment.interval.ms', broker, own),
    maxSize: broker['group.consumer.max.size'],
    classicMaxSize: broker['group.max.size'],
    regexRefreshIntervalMs: broker['group.consumer.regex.refresh.interval.ms'],
    assignors: broker['group.consumer.assignors'].flatMap(
      (name) => consumerGroupAssignors.find((assignor) => assignor.name === name) ?? [],
    ),
    migrationPolicy: broker['group.consumer.migration.policy'],
  }
}

/** The broker may have other bounds by now than when the group's setting was accepted. */
function ownOrBrokers(
  name: GroupPropertyName,
  broker: BrokerSettings,
  own: ReadonlyMap<string, string> | undefined,
): number {
  const text = own?.get(name)
  const parsed =
    text === undefined ? undefined : propertyOf(groupResourceProperties, name)?.parse(text)
  if (parsed?.kind !== 'value') return broker[groupInheritance[name]]
  const [min, max] = groupBounds[name]
  return Math.min(Math.max(Number(parsed.value), broker[min]), broker[max])
}
