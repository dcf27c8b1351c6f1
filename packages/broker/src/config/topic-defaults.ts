import type { BrokerPropertyName, BrokerSettings } from './broker-properties.ts'
import { topicProperties, type TopicConfig, type TopicPropertyName } from './topic-properties.ts'

/** A setting of the broker that topics inherit; `factor` turns its unit into that of the topic's. */
export interface Inherited {
  readonly name: BrokerPropertyName
  readonly factor?: number
}

const minuteMs = 60_000
const hourMs = 3_600_000

/** Where a topic's setting comes from if the topic has none: the first that is set. */
export const inheritance: Readonly<Partial<Record<TopicPropertyName, readonly Inherited[]>>> = {
  'cleanup.policy': [{ name: 'log.cleanup.policy' }],
  'compression.type': [{ name: 'compression.type' }],
  'compression.gzip.level': [{ name: 'compression.gzip.level' }],
  'compression.lz4.level': [{ name: 'compression.lz4.level' }],
  'compression.zstd.level': [{ name: 'compression.zstd.level' }],
  'delete.retention.ms': [{ name: 'log.cleaner.delete.retention.ms' }],
  'file.delete.delay.ms': [{ name: 'log.segment.delete.delay.ms' }],
  'flush.messages': [{ name: 'log.flush.interval.messages' }],
  'flush.ms': [{ name: 'log.flush.interval.ms' }, { name: 'log.flush.scheduler.interval.ms' }],
  'index.interval.bytes': [{ name: 'log.index.interval.bytes' }],
  'max.compaction.lag.ms': [{ name: 'log.cleaner.max.compaction.lag.ms' }],
  'max.message.bytes': [{ name: 'message.max.bytes' }],
  'message.timestamp.after.max.ms': [{ name: 'log.message.timestamp.after.max.ms' }],
  'message.timestamp.before.max.ms': [{ name: 'log.message.timestamp.before.max.ms' }],
  'message.timestamp.type': [{ name: 'log.message.timestamp.type' }],
  'min.cleanable.dirty.ratio': [{ name: 'log.cleaner.min.cleanable.ratio' }],
  'min.compaction.lag.ms': [{ name: 'log.cleaner.min.compaction.lag.ms' }],
  'min.insync.replicas': [{ name: 'min.insync.replicas' }],
  preallocate: [{ name: 'log.preallocate' }],
  'retention.bytes': [{ name: 'log.retention.bytes' }],
  'retention.ms': [
    { name: 'log.retention.ms' },
    { name: 'log.retention.minutes', factor: minuteMs },
    { name: 'log.retention.hours', factor: hourMs },
  ],
  'segment.bytes': [{ name: 'log.segment.bytes' }],
  'segment.index.bytes': [{ name: 'log.index.size.max.bytes' }],
  'segment.jitter.ms': [
    { name: 'log.roll.jitter.ms' },
    { name: 'log.roll.jitter.hours', factor: hourMs },
  ],
  'segment.ms': [{ name: 'log.roll.ms' }, { name: 'log.roll.hours', factor: hourMs }],
  'unclean.leader.election.enable': [{ name: 'unclean.leader.election.enable' }],
}

/** The settings of a topic that was told nothing, on a broker with these settings. */
export function topicDefaults(settings: BrokerSettings): TopicConfig {
  const names = Object.keys(topicProperties) as TopicPropertyName[]
  const values = names.map((name) => [name, inherited(settings, name)])
  return Object.fromEntries(values) as TopicConfig // The table pairs settings of one type.
}

function inherited(settings: BrokerSettings, topicName: TopicPropertyName): unknown {
  for (const { name, factor = 1 } of inheritance[topicName] ?? []) {
    const value: unknown = settings[name]
    if (value === null) continue
    if (typeof value !== 'number' || factor === 1) return value
    return value < 0 ? value : value * factor // -1 hours is "never", as -1 milliseconds is.
  }
  return topicProperties[topicName].default
}
