import { boolean, int, long } from '@barnabus/base'

const mebibyte = 1_048_576

/** Settings that Kafka does not have. */
export const ownProperties = {
  'barnabus.nodes': int({
    default: 1,
    min: 1,
    max: 100,
    doc:
      'How many brokers this process presents, to rehearse a cluster: node ids count up from ' +
      'node.id, ports from the port of the listener.',
  }),
  'barnabus.partitions.max': int({
    default: 20_000,
    min: 1,
    doc:
      'How many partitions there may be, over all topics. Each costs memory and time at the ' +
      'start, so whoever may create topics could otherwise fill the machine.',
  }),
  'barnabus.allow.remote': boolean({
    default: false,
    doc:
      'Whether to listen on addresses that other machines can reach, although everybody who can ' +
      'connect may read, write and delete everything: there is no authentication yet.',
  }),
  'barnabus.receive.timeout.ms': int({
    default: 30_000,
    min: 1000,
    doc:
      'How long a request may take to arrive, from its first byte to its last. A connection ' +
      'that is slower is closed: it would hold memory that others need.',
  }),
  'barnabus.receive.memory.bytes': long({
    default: 256 * mebibyte,
    min: mebibyte,
    doc:
      'How many bytes of requests may be in memory at a time; beyond it, sockets are not read. ' +
      'Kafka has no limit here unless queued.max.request.bytes is set, which then counts.',
  }),
  'barnabus.group.memory.bytes': long({
    default: 256 * mebibyte,
    min: mebibyte,
    doc:
      'How many bytes groups may hold in memory, over all of them: their members, what members ' +
      'tell of themselves, and committed offsets. Beyond it nobody new gets in; who is in goes on.',
  }),
  'barnabus.sync.before.ack': boolean({
    default: true,
    doc:
      'Whether a write is on disk before it is acknowledged. Kafka leaves that to its replicas ' +
      'on other machines; with false, a power cut may take acknowledged records with it.',
  }),
  'barnabus.wal.segment.bytes': int({
    default: 64 * mebibyte,
    min: mebibyte,
    doc: 'The size of one file of the write-ahead log.',
  }),
  'barnabus.checkpoint.bytes': long({
    default: 256 * mebibyte,
    min: mebibyte,
    doc:
      'After so many bytes in the write-ahead log, segments are synced and the log starts over. ' +
      'More means fewer syncs, more disk, and a longer recovery.',
  }),
  'barnabus.checkpoint.interval.ms': long({
    default: 60_000,
    min: 1000,
    doc: 'After how long segments are synced and the write-ahead log starts over.',
  }),
  'barnabus.tail.cache.bytes': long({
    default: 64 * mebibyte,
    min: 0,
    doc: 'Memory for the newest batches, which consumers that keep up get without touching files.',
  }),
  'barnabus.index.cache.bytes': long({
    default: 32 * mebibyte,
    min: mebibyte,
    doc: 'Memory for the indexes of segments that are being read.',
  }),
  'barnabus.unwritten.memory.bytes': long({
    default: 96 * mebibyte,
    min: 16 * mebibyte,
    doc: 'Memory for batches that are not in segments yet; beyond it, producers must wait.',
  }),
  'barnabus.open.files.max': int({
    default: 512,
    min: 16,
    doc: 'How many segment and index files are held open at a time.',
  }),
} as const
