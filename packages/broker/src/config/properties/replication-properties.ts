import { int, long, longMax, short } from '@barnabus/base'

import { noReplication as effect } from './reasons.ts'

/** Settings of copying records from broker to broker, which one process does not need. */
export const replicationProperties = {
  'num.replica.fetchers': int({
    default: 1,
    min: 1,
    scope: 'cluster-wide',
    doc: 'How many threads fetch from each leader.',
    effect,
  }),
  'replica.fetch.backoff.ms': int({
    default: 1000,
    min: 0,
    doc: 'How long a follower rests after a failed fetch.',
    effect,
  }),
  'replica.fetch.max.bytes': int({
    default: 1_048_576,
    min: 0,
    doc: 'How much a follower fetches of one partition at a time.',
    effect,
  }),
  'replica.fetch.min.bytes': int({
    default: 1,
    doc: 'How much a follower waits for.',
    effect,
  }),
  'replica.fetch.response.max.bytes': int({
    default: 10_485_760,
    min: 0,
    doc: 'How much a follower fetches at a time.',
    effect,
  }),
  'replica.fetch.wait.max.ms': int({
    default: 500,
    doc: 'How long a follower waits.',
    effect,
  }),
  'replica.lag.time.max.ms': long({
    default: 30_000,
    doc: 'How far a follower may fall behind and still count as in sync.',
    effect,
  }),
  'replica.socket.receive.buffer.bytes': int({
    default: 65_536,
    doc: 'The receive buffer of a follower.',
    effect,
  }),
  'replica.socket.timeout.ms': int({
    default: 30_000,
    doc: 'How long a follower waits for its leader.',
    effect,
  }),
  'replication.quota.window.num': int({
    default: 11,
    min: 1,
    doc: 'How many samples measure the throughput of replication.',
    effect,
  }),
  'replication.quota.window.size.seconds': int({
    default: 1,
    min: 1,
    doc: 'How long each of these samples is.',
    effect,
  }),
  'leader.replication.throttled.rate': long({
    default: longMax,
    min: 0,
    scope: 'cluster-wide',
    doc: 'How many bytes a second leaders send to throttled replicas.',
    effect,
  }),
  'follower.replication.throttled.rate': long({
    default: longMax,
    min: 0,
    scope: 'cluster-wide',
    doc: 'How many bytes a second throttled replicas fetch.',
    effect,
  }),
  'replica.alter.log.dirs.io.max.bytes.per.second': long({
    default: longMax,
    min: 0,
    scope: 'cluster-wide',
    doc: 'How many bytes a second move between data directories.',
    effect,
  }),
  'alter.log.dirs.replication.quota.window.num': int({
    default: 11,
    min: 1,
    doc: 'How many samples measure the moves between data directories.',
    effect,
  }),
  'alter.log.dirs.replication.quota.window.size.seconds': int({
    default: 1,
    min: 1,
    doc: 'How long each of these samples is.',
    effect,
  }),
  'unclean.leader.election.interval.ms': long({
    default: 300_000,
    min: 1,
    doc: 'How often partitions without a leader are looked at.',
    effect,
  }),
  'offsets.topic.replication.factor': short({
    default: 3,
    min: 1,
    doc: 'How many replicas the topic of offsets gets when it is made; at most one on each node.',
  }),
  'share.coordinator.state.topic.replication.factor': short({
    default: 3,
    min: 1,
    doc: 'How many replicas the internal topic of share groups has.',
    effect,
  }),
  'share.coordinator.state.topic.min.isr': short({
    default: 2,
    min: 1,
    doc: 'How many of these must be in sync.',
    effect,
  }),
} as const
