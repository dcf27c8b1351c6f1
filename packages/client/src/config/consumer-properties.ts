import { boolean, choice, int, list, noEffect, refused, string } from '@barnabus/base'

import { autoOffsetReset } from './auto-offset-reset.ts'
import { commonProperties, toleratedProperties } from './common-properties.ts'

const second = 1000
const minute = 60 * second
const mebibyte = 1024 * 1024

const fetching = {
  'fetch.min.bytes': int({
    default: 1,
    min: 0,
    doc: 'How much a broker gathers before it answers a fetch, unless fetch.max.wait.ms is over.',
  }),
  'fetch.max.wait.ms': int({
    default: 500,
    min: 0,
    doc: 'The longest a broker waits for fetch.min.bytes.',
  }),
  'fetch.max.bytes': int({
    default: 50 * mebibyte,
    min: 0,
    doc: 'The most that one answer brings, and that is held for the application; the first batch comes whatever its size.',
  }),
  'max.partition.fetch.bytes': int({
    default: mebibyte,
    min: 0,
    doc: 'The most that one answer brings of a partition, and how much of it is held before fetching waits; the first batch comes whatever its size.',
  }),
  'max.poll.records': int({
    default: 500,
    min: 1,
    doc: 'The most records that one poll or one batch hands out. A loop over records lets other work have its turn after so many.',
  }),
  'check.crcs': boolean({
    default: true,
    doc: 'Whether the checksum of each batch is verified before its records are handed out.',
  }),
  'isolation.level': choice({
    default: 'read_uncommitted',
    oneOf: ['read_uncommitted', 'read_committed'],
    doc: 'Whether records of transactions are read only once those are committed (read_committed).',
  }),
  'auto.offset.reset': autoOffsetReset({
    default: { kind: 'latest' },
    doc: 'Where to begin without a committed offset, and where to go on when the records are gone.',
  }),
  'allow.auto.create.topics': boolean({
    default: true,
    doc: 'Whether a subscribed topic that is missing may be made by the broker, if it does such things.',
  }),
} as const

const committing = {
  'enable.auto.commit': boolean({
    default: true,
    doc: 'Whether what the application has finished is committed in the background. Without group.id: false.',
  }),
  'auto.commit.interval.ms': int({
    default: 5 * second,
    min: 0,
    doc: 'How often that happens.',
  }),
} as const

const grouping = {
  'group.id': string({
    default: null,
    doc: 'The group whose members share the partitions, and whose offsets are committed.',
  }),
  'group.instance.id': string({
    default: null,
    doc: 'A name that outlives the process: a static member comes back without a rebalance.',
  }),
  'group.protocol': choice({
    default: 'classic',
    oneOf: ['classic', 'consumer'],
    anyCase: true,
    doc: 'Whether members share the partitions out among themselves (classic) or the broker does (consumer, KIP-848).',
  }),
  'group.remote.assignor': string({
    default: null,
    doc: "The broker's way to share partitions out (uniform, range), in the consumer protocol.",
  }),
  'partition.assignment.strategy': list({
    default: ['range', 'cooperative-sticky'],
    doc: "How members share partitions out in the classic protocol, best first: range, roundrobin, sticky, cooperative-sticky, or the names of Java's classes.",
  }),
  'session.timeout.ms': int({
    default: 45 * second,
    min: 1,
    doc: 'A member that was silent for so long is taken for dead. The broker sets bounds.',
  }),
  'heartbeat.interval.ms': int({
    default: 3 * second,
    min: 1,
    doc: 'How often a member says that it lives; usually a third of session.timeout.ms.',
  }),
  'max.poll.interval.ms': int({
    default: 5 * minute,
    min: 1,
    doc: 'A member whose application did not ask for more for so long leaves the group until it does.',
  }),
  'exclude.internal.topics': boolean({
    default: true,
    doc: 'Whether a pattern leaves out topics of the cluster itself, such as __consumer_offsets.',
  }),
} as const

/** Every setting of a consumer. */
export const consumerProperties = {
  ...commonProperties,
  ...fetching,
  ...committing,
  ...grouping,
  ...toleratedProperties,
  'metrics.recording.level': choice({
    default: 'INFO',
    oneOf: ['INFO', 'DEBUG', 'TRACE'],
    doc: 'How much is measured.',
    effect: noEffect('Everything that is measured is cheap enough to be measured always.'),
  }),
  ...refused('records are bytes here; decode them where you use them', [
    'key.deserializer',
    'value.deserializer',
  ]),
  ...refused('share groups (KIP-932) are not for this consumer', [
    'share.acknowledgement.mode=implicit',
    'share.acquire.mode=batch_optimized',
  ]),
} as const
