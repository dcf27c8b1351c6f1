import { int, long, type Property } from '@barnabus/base'

import { topicProperties } from '../topic-properties.ts'

/** What topics have that were not told otherwise; Kafka's names for it at the broker. */
export const topicDefaultProperties = {
  'compression.type': defaultOf('compression.type'),
  'compression.gzip.level': defaultOf('compression.gzip.level'),
  'compression.lz4.level': defaultOf('compression.lz4.level'),
  'compression.zstd.level': defaultOf('compression.zstd.level'),
  'log.cleaner.delete.retention.ms': defaultOf('delete.retention.ms'),
  'log.cleaner.max.compaction.lag.ms': defaultOf('max.compaction.lag.ms'),
  'log.cleaner.min.cleanable.ratio': defaultOf('min.cleanable.dirty.ratio'),
  'log.cleaner.min.compaction.lag.ms': defaultOf('min.compaction.lag.ms'),
  'log.cleanup.policy': defaultOf('cleanup.policy'),
  'log.flush.interval.messages': defaultOf('flush.messages'),
  'log.flush.interval.ms': long({
    default: null,
    scope: 'cluster-wide',
    doc: 'Default of flush.ms. Not set: log.flush.scheduler.interval.ms.',
  }),
  'log.flush.scheduler.interval.ms': defaultOf('flush.ms', {
    doc: 'Default of flush.ms where log.flush.interval.ms is not set.',
    scope: 'read-only',
  }),
  'log.index.interval.bytes': defaultOf('index.interval.bytes'),
  'log.index.size.max.bytes': defaultOf('segment.index.bytes'),
  'log.message.timestamp.after.max.ms': defaultOf('message.timestamp.after.max.ms'),
  'log.message.timestamp.before.max.ms': defaultOf('message.timestamp.before.max.ms'),
  'log.message.timestamp.type': defaultOf('message.timestamp.type'),
  'log.preallocate': defaultOf('preallocate'),
  'log.retention.bytes': defaultOf('retention.bytes'),
  'log.retention.ms': long({
    default: null,
    or: -1,
    min: 1,
    scope: 'cluster-wide',
    doc: 'Default of retention.ms; -1 keeps for ever. Not set: log.retention.minutes.',
  }),
  'log.retention.minutes': int({
    default: null,
    min: 1,
    or: -1,
    doc: 'Default of retention.ms in minutes, where log.retention.ms is not set.',
  }),
  'log.retention.hours': int({
    default: 168,
    min: 1,
    or: -1,
    doc: 'Default of retention.ms in hours, where neither milliseconds nor minutes are set.',
  }),
  'log.roll.ms': long({
    default: null,
    min: 1,
    scope: 'cluster-wide',
    doc: 'Default of segment.ms. Not set: log.roll.hours.',
  }),
  'log.roll.hours': int({
    default: 168,
    min: 1,
    doc: 'Default of segment.ms in hours, where log.roll.ms is not set.',
  }),
  'log.roll.jitter.ms': long({
    default: null,
    min: 0,
    scope: 'cluster-wide',
    doc: 'Default of segment.jitter.ms. Not set: log.roll.jitter.hours.',
  }),
  'log.roll.jitter.hours': int({
    default: 0,
    min: 0,
    doc: 'Default of segment.jitter.ms in hours, where log.roll.jitter.ms is not set.',
  }),
  'log.segment.bytes': defaultOf('segment.bytes'),
  'log.segment.delete.delay.ms': defaultOf('file.delete.delay.ms'),
  'message.max.bytes': defaultOf('max.message.bytes'),
  'min.insync.replicas': defaultOf('min.insync.replicas'),
  'unclean.leader.election.enable': defaultOf('unclean.leader.election.enable'),
} as const

/** The same setting one level up: same bounds, same default, changed for all brokers at once. */
function defaultOf<Name extends keyof typeof topicProperties>(
  name: Name,
  changes: Partial<Pick<Property<unknown>, 'doc' | 'scope'>> = {},
): (typeof topicProperties)[Name] {
  const property = topicProperties[name]
  const doc = `Default of ${name}. ${property.doc}`
  return { ...property, scope: 'cluster-wide', doc, ...changes }
}
