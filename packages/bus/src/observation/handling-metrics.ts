import type { Consumer, Metric } from '@barnabus/client'

import type { PendingKeys } from '../retry/pending-keys.ts'
import type { OutcomeCounts } from './outcome-counts.ts'

/** What the numbers of a handling are read from. */
export interface HandlingNumbers {
  readonly topic: string
  readonly groupId: string
  readonly counts: OutcomeCounts
  readonly consumer: Consumer
  readonly pending: PendingKeys
  readonly stalled: number
  readonly full: number
  readonly isOutage: boolean
  readonly duplicates: number
}

const group = 'bus-handling-metrics'

/** The numbers of a handling, in the form of the client's. */
export function handlingMetrics(numbers: HandlingNumbers): readonly Metric[] {
  const { counts, consumer, pending, topic, groupId } = numbers
  const tags = { topic, group: groupId }
  const partitions = new Set(consumer.assignment.map(({ partition }) => partition))
  const waiting = sum(Array.from(partitions, (partition) => pending.count(partition)))
  const lag = sum(consumer.assignment.map((partition) => Number(consumer.lag(partition) ?? 0n)))
  const attempts = counts.handled + counts.retried + counts.dead
  const values: readonly (readonly [name: string, value: number, doc: string])[] = [
    ['handled-total', counts.handled, 'Messages that were handled.'],
    ['retried-total', counts.retried, 'Attempts that failed and are to be followed by another.'],
    ['parked-total', counts.parked, 'Times that a message went behind an earlier one of its key.'],
    ['dead-letter-total', counts.dead, 'Messages that were given up.'],
    ['duplicate-total', numbers.duplicates, 'Messages that were skipped as duplicates.'],
    ['handler-time-avg', counts.busyMs / attempts, 'How long an attempt takes, in ms.'],
    ['waiting', waiting, 'Messages with a key that wait in retry tiers now.'],
    ['lag', lag, 'Messages that are not read yet, also in retry tiers, as of the last fetches.'],
    ['partitions-assigned', consumer.assignment.length, 'Partitions that are read, of all topics.'],
    ['partitions-stalled', numbers.stalled, 'Partitions that cannot go on now.'],
    ['partitions-full', numbers.full, 'Partitions not read because too much of them waits.'],
    ['outage', numbers.isOutage ? 1 : 0, 'Whether everything fails, and one message is tried.'],
  ]
  return values.map(([name, value, doc]) => ({ group, name, tags, value, doc }))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
