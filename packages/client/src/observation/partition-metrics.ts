import type { TopicPartition } from '../topic-partition.ts'
import type { ConsumerObserver, PartitionDistance } from './consumer-observer.ts'
import type { Metric } from './metric.ts'
import { averageAndMaximum, average, gauge, readGroup, type MetricGroup } from './metric-group.ts'

/** A partition that a consumer reads now. */
export interface ReadPartition extends TopicPartition {
  readonly key: string
  readonly preferredReplica: { readonly nodeId: number } | undefined
}

/** One partition, and what was counted of it. */
interface PartitionSource {
  readonly read: ReadPartition
  readonly distance: PartitionDistance
}

/** How far a consumer has come in one partition. */
export const consumedPartition: MetricGroup<PartitionSource> = {
  group: 'consumer-fetch-manager-metrics',
  tags: ['topic', 'partition'],
  metrics: [
    gauge(
      'records-lag',
      'How many offsets the consumer is behind, as of the last records handed out',
      ({ distance }) => distance.lag,
    ),
    ...averageAndMaximum<PartitionSource>(
      'records-lag',
      'How many offsets the consumer was behind',
      ({ distance }) => distance.lags,
    ),
    gauge(
      'records-lead',
      'How many offsets the consumer is beyond the first one',
      ({ distance }) => distance.lead,
    ),
    average(
      'records-lead',
      'How many offsets the consumer was beyond the first one',
      ({ distance }) => distance.leads,
    ),
    gauge(
      'records-lead-min',
      'How many offsets the consumer was beyond the first one: the least',
      ({ distance }, nowMs) => distance.leads.min(nowMs),
    ),
    gauge(
      'preferred-read-replica',
      'Which replica is read instead of the leader; -1: none',
      ({ read }) => read.preferredReplica?.nodeId ?? -1,
    ),
  ],
}

/** What is to be said now about those partitions of which records were handed out. */
export function readDistances(
  observer: ConsumerObserver,
  partitions: readonly ReadPartition[],
  tags: Readonly<Record<string, string>>,
  nowMs: number,
): readonly Metric[] {
  observer.keepOnly(new Set(partitions.map(({ key }) => key)))
  return partitions.flatMap((read) => {
    const distance = observer.partitions.get(read.key)
    if (distance === undefined) return []
    const { topic, partition } = read
    const ofPartition = { ...tags, topic, partition: String(partition) }
    return readGroup(consumedPartition, { read, distance }, ofPartition, nowMs)
  })
}
