import { int, long, noEffect } from '@barnabus/base'

import { noThreads } from './reasons.ts'

const noBatching = noEffect(
  'the write-ahead log writes what comes at a time together, without waiting for more',
)

/** Settings of groups and of their offsets. */
export const groupProperties = {
  'group.coordinator.append.linger.ms': int({
    default: -1,
    min: -1,
    doc: 'How long the coordinator waits for more records before it writes them.',
    effect: noBatching,
  }),
  'group.coordinator.background.threads': int({
    default: 2,
    min: 1,
    doc: 'How many threads the coordinator has for work that takes long.',
    effect: noThreads,
  }),
  'group.coordinator.cached.buffer.max.bytes': int({
    default: 1_048_588,
    min: 524_288,
    scope: 'cluster-wide',
    doc: 'How large a buffer for records the coordinator keeps for the next time.',
    effect: noEffect('no buffers are kept: what is written becomes part of the log'),
  }),
  'group.coordinator.threads': int({
    default: 4,
    min: 1,
    doc: 'How many threads the coordinator has.',
    effect: noThreads,
  }),
  'group.initial.rebalance.delay.ms': int({
    default: 3000,
    doc: 'How long the first rebalance of a group waits for more members, and again for each few.',
  }),
  'group.max.session.timeout.ms': int({
    default: 1_800_000,
    doc: 'How long a member of a classic group may ask to be silent at most.',
  }),
  'group.max.size': int({
    default: 2_147_483_647,
    min: 1,
    doc: 'How many members a classic group may have.',
  }),
  'group.min.session.timeout.ms': int({
    default: 6000,
    doc: 'How long a member of a classic group must be allowed to be silent at least.',
  }),
  'offset.metadata.max.bytes': int({
    default: 4096,
    doc: 'How long the text may be that a client stores with an offset.',
  }),
  'offsets.commit.timeout.ms': int({
    default: 5000,
    min: 1,
    doc: 'How long a commit waits for replicas on other machines.',
    effect: noEffect('a commit waits for the disk only, however long that takes'),
  }),
  'offsets.load.buffer.size': int({
    default: 5_242_880,
    min: 1,
    doc: 'How much of the offsets topic is read at a time at the start.',
    effect: noEffect('it is read in pieces of 4 MiB'),
  }),
  'offsets.retention.check.interval.ms': long({
    default: 600_000,
    min: 1,
    doc: 'How often offsets are looked for that have become too old.',
  }),
  'offsets.retention.minutes': int({
    default: 10_080,
    min: 1,
    doc:
      'How long the offsets of a group are kept after its last member has left, and those of ' +
      'topics it no longer reads, or without members, after their last commit.',
  }),
  'offsets.topic.compression.codec': int({
    default: 0,
    min: 0,
    max: 4,
    doc: 'How commits are compressed: 0 not at all, 1 gzip, 2 snappy, 3 lz4, 4 zstd.',
  }),
  'offsets.topic.num.partitions': int({
    default: 50,
    min: 1,
    doc: 'How many partitions the topic of offsets gets when it is made.',
  }),
  'offsets.topic.segment.bytes': int({
    default: 104_857_600,
    min: 1,
    doc: 'The segment size of the topic of offsets when it is made, and at least 1 MiB.',
  }),
} as const
