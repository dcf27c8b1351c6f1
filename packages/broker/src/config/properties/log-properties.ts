import { boolean, double, int, long, noEffect, structured, type Property } from '@barnabus/base'

import { noReplication, noThreads } from './reasons.ts'

const walRecovers = noEffect('recovery reads the write-ahead log, which needs no such checkpoint')

const singleDirectory: Property<string | null> = structured<string | null>({
  kind: 'list',
  default: null,
  allowed: 'one directory',
  doc: 'The data directory. Not set: log.dir.',
  write: (value) => value,
  parse: (text) => directoryOf(text),
})

/** Where data is kept, and how the log is looked after. */
export const logProperties = {
  'log.dir': {
    ...singleDirectory,
    default: './barnabus-data',
    defaultText: './barnabus-data',
    doc: 'The data directory, where log.dirs is not set.',
  } as Property<string>,
  'log.dirs': singleDirectory,
  'log.retention.check.interval.ms': long({
    default: 300_000,
    min: 1,
    doc: 'How often the log looks for segments that retention lets go.',
  }),
  'producer.id.expiration.ms': int({
    default: 86_400_000,
    min: 1,
    scope: 'cluster-wide',
    doc: 'An idempotent producer that wrote nothing for so long is forgotten.',
  }),
  'producer.id.expiration.check.interval.ms': int({
    default: 600_000,
    min: 1,
    doc: 'How often producers to forget are looked for.',
  }),
  'log.cleaner.enable': boolean({
    default: true,
    doc: 'Whether compacted topics are compacted.',
  }),
  'log.cleaner.threads': int({
    default: 1,
    min: 0,
    scope: 'cluster-wide',
    doc: 'How many threads compact.',
    effect: noThreads,
  }),
  'log.cleaner.backoff.ms': long({
    default: 15_000,
    min: 0,
    scope: 'cluster-wide',
    doc: 'How long compaction rests when there was nothing to do.',
  }),
  'log.cleaner.dedupe.buffer.size': long({
    default: 134_217_728,
    scope: 'cluster-wide',
    doc: 'Memory for the keys that compaction compares.',
  }),
  'log.cleaner.io.buffer.load.factor': double({
    default: 0.9,
    scope: 'cluster-wide',
    doc: 'How full the memory for keys may get.',
  }),
  'log.cleaner.io.buffer.size': int({
    default: 524_288,
    min: 0,
    scope: 'cluster-wide',
    doc: 'Memory for the records that compaction moves.',
  }),
  'log.cleaner.io.max.bytes.per.second': double({
    default: Number.MAX_VALUE,
    scope: 'cluster-wide',
    doc: 'How fast compaction reads and writes at most.',
  }),
  'log.flush.offset.checkpoint.interval.ms': int({
    default: 60_000,
    min: 0,
    doc: 'How often the point from which to recover is written.',
    effect: walRecovers,
  }),
  'log.flush.start.offset.checkpoint.interval.ms': int({
    default: 60_000,
    min: 0,
    doc: 'How often the start of each log is written.',
    effect: walRecovers,
  }),
  'replica.high.watermark.checkpoint.interval.ms': long({
    default: 5000,
    doc: 'How often the high watermark of each log is written.',
    effect: walRecovers,
  }),
  'num.recovery.threads.per.data.dir': int({
    default: 2,
    min: 1,
    scope: 'cluster-wide',
    doc: 'How many threads recover a data directory.',
    effect: noThreads,
  }),
  'log.dir.failure.timeout.ms': long({
    default: 30_000,
    min: 1,
    doc: 'How long a broker tries to report a failed data directory to the controller.',
    effect: noEffect('a broker whose only data directory failed stops at once'),
  }),
  'num.replica.alter.log.dirs.threads': int({
    default: null,
    doc: 'How many threads move replicas between data directories.',
    effect: noReplication,
  }),
} as const

function directoryOf(
  text: string,
): { kind: 'value'; value: string } | { kind: 'wrong'; reason: string } {
  const directory = text.trim()
  if (directory === '') return { kind: 'wrong', reason: 'it names no directory' }
  if (!directory.includes(',')) return { kind: 'value', value: directory }
  return { kind: 'wrong', reason: 'a broker keeps its data in one directory, not in several' }
}
