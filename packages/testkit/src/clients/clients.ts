/** The clients of the matrix: what each can do, and what it cannot. */
import { codecs, type Client } from './client.ts'
import { headersAsObject, headersAsText } from './reading-limits.ts'
import {
  headerNameEmpty,
  headersOfACommandLine,
  headersOfAnObject,
  headerValueNull,
  keyAndValueNull,
  nullBesideEmpty,
  timestampZero,
} from './sending-limits.ts'

/** What most of them can: everything, except where a client says otherwise. */
const able = {
  codecs,
  notes: [],
  idempotent: true,
  setsTimestamps: true,
  readsInGroup: false,
  sendingLimits: [],
  readingLimits: [],
} as const

export const clients: readonly Client[] = [
  {
    ...able,
    name: 'kcat',
    toolchain: 'kcat',
    program: 'kcat-client.ts',
    notes: ['Asked to end, it takes one more record of its group and commits it unprinted.'],
    setsTimestamps: false,
    sendingLimits: [nullBesideEmpty, headerNameEmpty, headersOfACommandLine],
    readingLimits: [headersAsText],
  },
  {
    ...able,
    name: 'confluent-kafka',
    toolchain: 'python',
    program: 'confluent_client.py',
    notes: [
      'With `metadata.recovery.strategy=rebootstrap`, its default, it can wait for ever in `send_offsets_to_transaction`, whatever its timeout, after the broker has been away; with `none` it does not (librdkafka issues 5511 and 5456).',
    ],
    sendingLimits: [timestampZero],
  },
  {
    ...able,
    name: 'kafka-python',
    toolchain: 'python',
    program: 'kafka_python_client.py',
    notes: [
      'In a group with the eager strategy a member may wait for ever to join again when the topic gets more partitions.',
    ],
    sendingLimits: [keyAndValueNull, headerValueNull],
  },
  {
    ...able,
    name: 'aiokafka',
    toolchain: 'python',
    program: 'aiokafka_client.py',
    sendingLimits: [keyAndValueNull],
  },
  {
    ...able,
    name: 'kafkajs',
    toolchain: 'node',
    program: 'kafkajs-client.ts',
    notes: [
      'Its own codec is gzip; snappy is from kafkajs-snappy, lz4 and zstd are plugged in.',
      'It shows records of an aborted transaction if one that began later ended before it.',
    ],
    idempotent: false,
    readsInGroup: true,
    sendingLimits: [headerValueNull, headersOfAnObject],
    readingLimits: [headersAsObject],
  },
  {
    ...able,
    name: '@platformatic/kafka',
    toolchain: 'node',
    program: 'platformatic-client.ts',
    notes: [
      'It garbles a timestamp 2³¹ ms or more away from the first of its batch, so such records go in requests of their own.',
      'Its streams read in a group; the matrix reads with its `fetch`.',
      'It shows records of aborted transactions if a fetch holds two of one producer, or the marker comes in a later fetch.',
      'With `group.protocol=consumer` it never joins again after UNKNOWN_MEMBER_ID, as after having slept too long, and it may end with a TypeError when its topic gets more partitions.',
    ],
  },
  { ...able, name: 'franz-go', toolchain: 'go', program: 'franz-go' },
  { ...able, name: 'Java client', toolchain: 'java', program: 'JavaClient' },
  { ...able, name: '@barnabus/client', toolchain: 'node', program: 'barnabus-client.ts' },
]
