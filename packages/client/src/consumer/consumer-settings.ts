import type { ValuesOf } from '@barnabus/base'

import { consumerProperties } from '../config/consumer-properties.ts'
import { readSettings, type SettingsOf } from '../config/read-settings.ts'
import { clientErrors } from '../errors.ts'

/** Settings of a consumer as a program gives them, by Kafka's names. */
export type ConsumerSettings = SettingsOf<typeof consumerProperties>

/** Their typed values. */
export type ConsumerValues = ValuesOf<typeof consumerProperties>

/** Settings that only one of the two group protocols has, as Kafka's own client sees it. */
const notWith = {
  classic: ['group.remote.assignor'],
  consumer: ['partition.assignment.strategy', 'heartbeat.interval.ms', 'session.timeout.ms'],
} as const

/**
 * Typed values of what a program gave. Throws INVALID_CONFIG with a sentence for a name that there
 * is not, for a value that is not allowed, and for settings that contradict each other.
 */
export function consumerValues(given: ConsumerSettings): ConsumerValues {
  const read = readSettings(consumerProperties, given)
  const hasGroup = hasText(read['group.id'])
  if (!hasGroup && isGiven(given, 'enable.auto.commit') && read['enable.auto.commit']) {
    throw contradiction('enable.auto.commit=true commits for a group, and group.id names none')
  }
  if (!hasGroup && hasText(read['group.instance.id'])) {
    throw contradiction('group.instance.id names a member of a group, and group.id names none')
  }
  checkProtocol(given, read)
  checkTimes(read)
  return { ...read, 'enable.auto.commit': hasGroup && read['enable.auto.commit'] }
}

function checkProtocol(given: ConsumerSettings, read: ConsumerValues): void {
  const protocol = read['group.protocol']
  const strange = notWith[protocol].filter((name) => isGiven(given, name))
  if (strange.length > 0) {
    throw contradiction(`${strange.join(', ')} cannot be set when group.protocol=${protocol}`)
  }
  if (read['partition.assignment.strategy'].length === 0) {
    throw contradiction('partition.assignment.strategy names no strategy')
  }
}

function checkTimes(read: ConsumerValues): void {
  if (read['group.protocol'] === 'consumer') return // The broker says when.
  const heartbeatMs = read['heartbeat.interval.ms']
  const sessionMs = read['session.timeout.ms']
  if (heartbeatMs >= sessionMs) {
    throw contradiction(
      `heartbeat.interval.ms (${heartbeatMs}) must be less than session.timeout.ms (${sessionMs})`,
    )
  }
}

function isGiven(given: ConsumerSettings, name: keyof ConsumerSettings): boolean {
  const value = given[name]
  return value !== undefined && String(value).trim() !== ''
}

function hasText(value: string | null): boolean {
  return value !== null && value !== ''
}

function contradiction(sentence: string): Error {
  return clientErrors.SETTINGS_CONTRADICT(sentence)
}
