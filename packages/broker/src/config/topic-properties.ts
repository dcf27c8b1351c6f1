import {
  boolean,
  choice,
  double,
  int,
  list,
  long,
  longMax,
  noEffect,
  refused,
  type ValuesOf,
} from '@barnabus/base'

import { lz4Level } from './properties/lz4-level.ts'
import { noReplication, noTieredStorage } from './properties/reasons.ts'

/** Every setting of a topic under its Kafka name: its default, bounds and effect. */
export const topicProperties = {
  'cleanup.policy': list({
    default: ['delete'],
    oneOf: ['compact', 'delete'],
    doc: 'What happens to old records: "delete" removes them as the retention settings say, "compact" keeps the newest record of each key. Empty: they are kept for ever.',
  }),
  'compression.type': choice({
    default: 'producer',
    oneOf: ['uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'],
    doc: 'How batches are compressed in the log. "producer" keeps what the producer chose.',
  }),
  'compression.gzip.level': int({
    default: -1,
    min: 1,
    max: 9,
    or: -1,
    doc: 'How hard gzip tries where compression.type asks us to compress. -1 is its own default.',
  }),
  'compression.lz4.level': lz4Level,
  'compression.zstd.level': int({
    default: 3,
    min: -131072,
    max: 22,
    doc: 'How hard zstd tries where compression.type asks us to compress.',
  }),
  'delete.retention.ms': long({
    default: 86_400_000,
    min: 0,
    doc: 'How long a compacted topic keeps the marks of deleted keys.',
  }),
  'file.delete.delay.ms': long({
    default: 60_000,
    min: 0,
    doc: 'How long the files of a deleted segment stay on disk before they are removed.',
  }),
  'flush.messages': long({
    default: longMax,
    min: 1,
    doc: 'After how many records the log is synced; matters with barnabus.sync.before.ack=false only.',
  }),
  'flush.ms': long({
    default: longMax,
    min: 0,
    doc: 'After how long the log is synced; matters with barnabus.sync.before.ack=false only.',
  }),
  'index.interval.bytes': int({
    default: 4096,
    min: 0,
    doc: 'One index entry is written for so many bytes of log.',
  }),
  'leader.replication.throttled.replicas': list({
    default: [],
    doc: 'Replicas whose sending to followers is slowed down.',
    effect: noReplication,
  }),
  'follower.replication.throttled.replicas': list({
    default: [],
    doc: 'Replicas whose fetching from leaders is slowed down.',
    effect: noReplication,
  }),
  'max.compaction.lag.ms': long({
    default: longMax,
    min: 1,
    doc: 'A record of a compacted topic stays uncompacted at most so long.',
  }),
  'max.message.bytes': int({
    default: 1_048_588,
    min: 0,
    doc: 'The largest record batch that is accepted, compressed as it came.',
  }),
  'message.timestamp.after.max.ms': long({
    default: 3_600_000,
    min: 0,
    doc: 'A record may be dated at most so far ahead of our clock (with CreateTime).',
  }),
  'message.timestamp.before.max.ms': long({
    default: longMax,
    min: 0,
    doc: 'A record may be dated at most so far behind our clock (with CreateTime).',
  }),
  'message.timestamp.type': choice({
    default: 'CreateTime',
    oneOf: ['CreateTime', 'LogAppendTime'],
    doc: 'Whose time records carry: that of their producer, or ours when we appended them.',
  }),
  'min.cleanable.dirty.ratio': double({
    default: 0.5,
    min: 0,
    max: 1,
    doc: 'A compacted log is cleaned once this share of it is uncompacted.',
  }),
  'min.compaction.lag.ms': long({
    default: 0,
    min: 0,
    doc: 'A record of a compacted topic stays uncompacted at least so long.',
  }),
  'min.insync.replicas': int({
    default: 1,
    min: 1,
    doc: 'With acks=all, a partition refuses writes while fewer of its replicas run than this.',
  }),
  preallocate: boolean({
    default: false,
    doc: 'Whether a new segment file gets its full size at once.',
    effect: noEffect(
      'segments are written in large pieces behind the write-ahead log, which has its full size',
    ),
  }),
  'retention.bytes': long({
    default: -1,
    doc: 'A partition that grew past this loses its oldest segments. -1: no limit.',
  }),
  'retention.ms': long({
    default: 604_800_000,
    min: -1,
    doc: 'Segments whose newest record is older than this are deleted. -1: never.',
  }),
  'segment.bytes': int({
    default: 1_073_741_824,
    min: 1_048_576,
    doc: 'A segment file rolls before it would grow past this.',
  }),
  'segment.index.bytes': int({
    default: 10_485_760,
    min: 4,
    doc: 'The largest index of a segment; a segment whose index is full rolls.',
  }),
  'segment.jitter.ms': long({
    default: 0,
    min: 0,
    doc: 'At most so much is taken off segment.ms, by chance, so that not all segments roll at once.',
  }),
  'segment.ms': long({
    default: 604_800_000,
    min: 1,
    doc: 'A segment rolls after so long even if it is not full.',
  }),
  'unclean.leader.election.enable': boolean({
    default: false,
    doc: 'Whether a replica that missed records may become leader.',
    effect: noEffect('all replicas of a partition are one log here: none can have missed records'),
  }),
  ...refused('It belongs to the tests of Apache Kafka.', ['internal.segment.bytes']),
  ...refused(noTieredStorage, [
    'remote.storage.enable=false',
    'remote.log.copy.disable=false',
    'remote.log.delete.on.disable=false',
    'local.retention.ms=-2',
    'local.retention.bytes=-2',
  ]),
} as const

/** A topic's settings in effect, typed. */
export type TopicConfig = ValuesOf<typeof topicProperties>

/** The name of a setting of a topic. */
export type TopicPropertyName = keyof typeof topicProperties
