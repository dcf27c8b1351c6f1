import { boolean, choice, int, long, noEffect, refused, string } from '@barnabus/base'

import { commonProperties, toleratedProperties } from './common-properties.ts'

const second = 1000
const minute = 60 * second

// A producer is nowhere in particular, and max.block.ms says how long its calls may take.
const {
  'client.rack': _rack,
  'default.api.timeout.ms': _apiTimeout,
  ...sharedProperties
} = commonProperties

/** Every setting of a producer, with Kafka's names and defaults. */
export const producerProperties = {
  ...sharedProperties,
  ...toleratedProperties,
  acks: choice({
    default: 'all',
    oneOf: ['all', '-1', '0', '1'],
    anyCase: true,
    doc: 'Who must have a record before it counts as sent: nobody (0; it has no offset then), the leader (1), or all replicas in sync (all).',
  }),
  'batch.size': int({
    default: 16_384,
    min: 0,
    doc: 'Records for one partition are sent together in batches of up to so many bytes; 0: one by one.',
  }),
  'linger.ms': long({
    default: 5,
    min: 0,
    doc: 'How long a batch that is not full waits for more records.',
  }),
  'buffer.memory': long({
    default: 33_554_432,
    min: 0,
    doc: 'Bytes that records on their way may take; sends beyond it wait, for max.block.ms.',
  }),
  'max.block.ms': long({
    default: minute,
    min: 0,
    doc: 'How long a send may wait for memory and for its topic to be known, and a transaction for its coordinator.',
  }),
  'max.request.size': int({
    default: 1_048_576,
    min: 0,
    doc: 'The largest request, and the largest record, before compression.',
  }),
  'delivery.timeout.ms': int({
    default: 2 * minute,
    min: 0,
    doc: 'The time from a send until its success or failure is reported, retries included; at least linger.ms + request.timeout.ms.',
  }),
  retries: int({
    default: 2_147_483_647,
    min: 0,
    doc: 'How often a batch is sent again after a failure that may pass; rather set delivery.timeout.ms.',
  }),
  'max.in.flight.requests.per.connection': int({
    default: 5,
    min: 1,
    doc: 'Requests that one broker is sent before it answers; more than 1 may change the order of records when one fails, unless enable.idempotence is set (then at most 5).',
  }),
  'enable.idempotence': boolean({
    default: true,
    doc: 'Every record is written once and in order, whatever is sent again; switched off by acks or retries that contradict it, unless it is set.',
  }),
  'transactional.id': string({
    default: null,
    doc: 'The name under which this producer makes transactions; whoever takes it over fences off its predecessor.',
  }),
  'transaction.timeout.ms': int({
    default: minute,
    doc: 'A transaction that is open for longer is aborted by its coordinator.',
  }),
  'compression.type': choice({
    default: 'none',
    oneOf: ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
    doc: 'How batches are compressed.',
  }),
  'compression.gzip.level': int({
    default: -1,
    min: 1,
    max: 9,
    or: -1,
    doc: 'From 1, fastest, to 9, smallest; -1: what gzip itself takes.',
  }),
  'compression.lz4.level': int({
    default: 9,
    min: 1,
    max: 17,
    doc: 'From 1 to 17.',
    effect: noEffect('There is one compressor for lz4 here, the fast one.'),
  }),
  'compression.zstd.level': int({
    default: 3,
    min: -131_072,
    max: 22,
    doc: 'From -131072, fastest, to 22, smallest.',
  }),
  'partitioner.adaptive.partitioning.enable': boolean({
    default: true,
    doc: 'Records without a key go rather to partitions for which fewer batches wait.',
  }),
  'partitioner.availability.timeout.ms': long({
    default: 0,
    min: 0,
    doc: 'A partition whose broker takes nothing for so long gets no records without a key; 0: it still does.',
  }),
  'partitioner.ignore.keys': boolean({
    default: false,
    doc: 'Records with a key are spread like those without.',
  }),
  'metadata.max.idle.ms': long({
    default: 5 * minute,
    min: 5 * second,
    doc: 'A topic to which nothing is sent for so long is forgotten.',
  }),
  'metrics.recording.level': choice({
    default: 'INFO',
    oneOf: ['INFO', 'DEBUG', 'TRACE'],
    doc: 'Which metrics are kept.',
    effect: noEffect('All of them are.'),
  }),
  ...refused('records are text or bytes here', ['key.serializer', 'value.serializer']),
  ...refused('no cluster has the second phase yet (KIP-939)', [
    'transaction.two.phase.commit.enable=false',
  ]),
  ...refused('settings are given by the program, which may read them from anywhere', [
    'config.providers',
  ]),
} as const
