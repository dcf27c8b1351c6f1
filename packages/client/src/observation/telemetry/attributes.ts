import type { Attributes } from '@opentelemetry/api'

import { isKafkaError } from '../../errors/kafka-error.ts'
import type { Participant } from './participant.ts'

/** What an operation does, in the words of the conventions for messaging. */
export type Operation = 'send' | 'poll' | 'commit' | 'process'

const types = { send: 'send', poll: 'receive', commit: 'settle', process: 'process' } as const

/** Attributes of OpenTelemetry's conventions for messaging that every operation has. */
export function operationAttributes(operation: Operation, by: Participant): Attributes {
  return {
    'messaging.system': 'kafka',
    'messaging.operation.name': operation,
    'messaging.operation.type': types[operation],
    ...(by.clientId !== '' && { 'messaging.client.id': by.clientId }),
    ...(by.groupId !== undefined && { 'messaging.consumer.group.name': by.groupId }),
  }
}

/** Where a record is. */
export function placeAttributes(place: {
  readonly topic: string
  readonly partition?: number | undefined
  readonly offset?: bigint | undefined
}): Attributes {
  const { topic, partition, offset = -1n } = place
  return {
    'messaging.destination.name': topic,
    ...(partition !== undefined && { 'messaging.destination.partition.id': String(partition) }),
    ...(offset >= 0n && { 'messaging.kafka.offset': Number(offset) }),
  }
}

/** Kafka's name for what went wrong, or that of whatever else was thrown. */
export function errorType(error: unknown): string {
  if (isKafkaError(error)) return error.errorName
  return error instanceof Error ? error.name : '_OTHER'
}
