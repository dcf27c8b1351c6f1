import { int } from '@barnabus/base'

import type { BrokerPropertyName } from './broker-properties.ts'

/** Every setting of a group under its Kafka name. A group that has none goes by the broker's. */
export const groupResourceProperties = {
  'consumer.session.timeout.ms': int({
    default: null,
    min: 1,
    doc: 'A member that sent no heartbeat for so long is removed from the group.',
  }),
  'consumer.heartbeat.interval.ms': int({
    default: null,
    min: 1,
    doc: 'How often members are told to send a heartbeat.',
  }),
  'consumer.assignment.interval.ms': int({
    default: null,
    min: 0,
    doc: 'Partitions are assigned anew at most so often. 0: with every change.',
  }),
} as const

/** The name of a setting of a group. */
export type GroupPropertyName = keyof typeof groupResourceProperties

/** The broker's setting that holds for groups that have none of their own. */
export const groupInheritance = {
  'consumer.session.timeout.ms': 'group.consumer.session.timeout.ms',
  'consumer.heartbeat.interval.ms': 'group.consumer.heartbeat.interval.ms',
  'consumer.assignment.interval.ms': 'group.consumer.assignment.interval.ms',
} as const satisfies Record<GroupPropertyName, BrokerPropertyName>

/** Between which settings of the broker a group's own must be. */
export const groupBounds = {
  'consumer.session.timeout.ms': [
    'group.consumer.min.session.timeout.ms',
    'group.consumer.max.session.timeout.ms',
  ],
  'consumer.heartbeat.interval.ms': [
    'group.consumer.min.heartbeat.interval.ms',
    'group.consumer.max.heartbeat.interval.ms',
  ],
  'consumer.assignment.interval.ms': [
    'group.consumer.min.assignment.interval.ms',
    'group.consumer.max.assignment.interval.ms',
  ],
} as const satisfies Record<GroupPropertyName, readonly [BrokerPropertyName, BrokerPropertyName]>
