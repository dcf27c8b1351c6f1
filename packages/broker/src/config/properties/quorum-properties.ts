import { boolean, int, list, long, noEffect } from '@barnabus/base'

import { noQuorum as effect } from './reasons.ts'

const ownMetadataLog = noEffect(
  'metadata is one small log of our own, rewritten when it has grown past what it says',
)

/** Settings of KRaft, Kafka's quorum of controllers. One process keeps its metadata itself. */
export const quorumProperties = {
  'controller.quorum.bootstrap.servers': list({
    default: [],
    doc: 'Where to find the controllers.',
    effect,
  }),
  'controller.quorum.voters': list({ default: [], doc: 'Who the controllers are.', effect }),
  'controller.quorum.append.linger.ms': int({
    default: 25,
    min: 0,
    doc: 'How long the leading controller gathers changes.',
    effect,
  }),
  'controller.quorum.auto.join.enable': boolean({
    default: false,
    doc: 'Whether a controller joins the quorum by itself.',
    effect,
  }),
  'controller.quorum.election.backoff.max.ms': int({
    default: 1000,
    min: 0,
    doc: 'How long a candidate rests after an election without a result.',
    effect,
  }),
  'controller.quorum.election.timeout.ms': int({
    default: 1000,
    min: 0,
    doc: 'How long a controller waits for votes.',
    effect,
  }),
  'controller.quorum.fetch.max.bytes': int({
    default: 1_048_576,
    min: 1,
    doc: 'How much is fetched from the leading controller at a time.',
    effect,
  }),
  'controller.quorum.fetch.snapshot.max.bytes': int({
    default: 1_048_576,
    min: 1,
    doc: 'How much of a snapshot is fetched at a time.',
    effect,
  }),
  'controller.quorum.fetch.timeout.ms': int({
    default: 2000,
    min: 0,
    doc: 'How long the leading controller may be silent.',
    effect,
  }),
  'controller.quorum.request.timeout.ms': int({
    default: 2000,
    min: 0,
    doc: 'How long a controller waits for another.',
    effect,
  }),
  'controller.quorum.retry.backoff.ms': int({
    default: 20,
    min: 0,
    doc: 'How long a controller rests after a failed request.',
    effect,
  }),
  'broker.heartbeat.interval.ms': int({
    default: 2000,
    doc: 'How often a broker says to the controller that it is alive.',
    effect,
  }),
  'broker.session.timeout.ms': int({
    default: 9000,
    doc: 'How long a broker may be silent before the controller gives it up.',
    effect,
  }),
  'initial.broker.registration.timeout.ms': int({
    default: 60_000,
    doc: 'How long a broker tries to register with the controller.',
    effect,
  }),
  'metadata.max.idle.interval.ms': int({
    default: 500,
    min: 0,
    doc: 'How often the leading controller writes when there is nothing to write.',
    effect,
  }),
  'metadata.log.segment.bytes': int({
    default: 1_073_741_824,
    min: 8_388_608,
    doc: 'The size of a segment of the metadata log.',
    effect: ownMetadataLog,
  }),
  'metadata.log.segment.ms': long({
    default: 604_800_000,
    doc: 'The age at which a segment of the metadata log rolls.',
    effect: ownMetadataLog,
  }),
  'metadata.log.max.record.bytes.between.snapshots': long({
    default: 20_971_520,
    min: 1,
    doc: 'After how many bytes of changes a snapshot of the metadata is taken.',
    effect: ownMetadataLog,
  }),
  'metadata.log.max.snapshot.interval.ms': long({
    default: 3_600_000,
    min: 0,
    doc: 'After how long a snapshot of the metadata is taken.',
    effect: ownMetadataLog,
  }),
  'metadata.max.retention.bytes': long({
    default: 104_857_600,
    doc: 'How many bytes of old metadata are kept.',
    effect: ownMetadataLog,
  }),
  'metadata.max.retention.ms': long({
    default: 604_800_000,
    doc: 'How long old metadata is kept.',
    effect: ownMetadataLog,
  }),
} as const
