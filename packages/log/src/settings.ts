import type { Compression } from '@barnabus/protocol'

/** What happens to old data: whole segments go, or records that a newer one of their key replaced. */
export type CleanupPolicy = 'delete' | 'compact'

/** The settings of one topic's log, with the meanings and defaults of Kafka's topic configs. */
export interface TopicLogSettings {
  /** Empty: nothing is ever removed. */
  readonly cleanupPolicy: readonly CleanupPolicy[]
  /** -1: for ever. */
  readonly retentionMs: number
  /** -1: without limit. */
  readonly retentionBytes: number
  readonly segmentBytes: number
  readonly segmentMs: number
  readonly segmentJitterMs: number
  readonly segmentIndexBytes: number
  readonly indexIntervalBytes: number
  /** The share of a compacted log that is dirty before it is cleaned. */
  readonly minCleanableDirtyRatio: number
  readonly minCompactionLagMs: number
  readonly maxCompactionLagMs: number
  /** How long a compacted log keeps tombstones after they were met first. */
  readonly deleteRetentionMs: number
  /** Sync to disk before an acknowledgement after so many records; matters without syncBeforeAck. */
  readonly flushMessages: number
  /** Nothing stays unsynced for longer; matters without syncBeforeAck. */
  readonly flushMs: number
  readonly maxMessageBytes: number
  readonly messageTimestampType: 'CreateTime' | 'LogAppendTime'
  readonly messageTimestampBeforeMaxMs: number
  readonly messageTimestampAfterMaxMs: number
  /** `producer`: batches stay as they came. */
  readonly compressionType: Compression | 'producer'
  /** The level for `compressionType`; undefined: the codec's own default. */
  readonly compressionLevel: number | undefined
  readonly fileDeleteDelayMs: number
}

const int64Max = 2 ** 63 // As near to Kafka's "never" as a double comes.

/** Kafka's defaults. */
export const defaultTopicLogSettings: TopicLogSettings = {
  cleanupPolicy: ['delete'],
  retentionMs: 604_800_000,
  retentionBytes: -1,
  segmentBytes: 1_073_741_824,
  segmentMs: 604_800_000,
  segmentJitterMs: 0,
  segmentIndexBytes: 10_485_760,
  indexIntervalBytes: 4096,
  minCleanableDirtyRatio: 0.5,
  minCompactionLagMs: 0,
  maxCompactionLagMs: int64Max,
  deleteRetentionMs: 86_400_000,
  flushMessages: int64Max,
  flushMs: int64Max,
  maxMessageBytes: 1_048_588,
  messageTimestampType: 'CreateTime',
  messageTimestampBeforeMaxMs: int64Max,
  messageTimestampAfterMaxMs: 3_600_000,
  compressionType: 'producer',
  compressionLevel: undefined,
  fileDeleteDelayMs: 60_000,
}

/** The settings of a data directory: what all its partitions share. */
export interface LogDirectorySettings {
  /** True: an acknowledged write survives a power cut. False: it survives a kill, as in Kafka. */
  readonly syncBeforeAck: boolean
  /** The size of one file of the write-ahead log. */
  readonly walSegmentBytes: number
  /** A checkpoint starts when the write-ahead log has grown by so much since the last one. */
  readonly checkpointBytes: number
  /** A checkpoint starts so long after the last one, if there is anything to write. */
  readonly checkpointIntervalMs: number
  /** Durable batches wait in memory to be written to segments in larger pieces, up to so much. */
  readonly writeBehindBytes: number
  /** Past so many bytes not yet in segments, `congested` asks everybody to slow down. */
  readonly unwrittenBytesMax: number
  /** Recent batches kept in memory for readers that keep up, over all partitions. */
  readonly tailCacheBytes: number
  /** Index bytes kept in memory, over all partitions. */
  readonly indexCacheBytes: number
  /** File descriptors kept open, over all partitions. */
  readonly openFilesMax: number
  readonly producerIdExpirationMs: number
  readonly producerIdExpirationCheckMs: number
  readonly retentionCheckMs: number
  readonly cleaner: CleanerSettings
}

/** The settings of what compacts logs, with the meanings and defaults of Kafka's `log.cleaner.*`. */
export interface CleanerSettings {
  readonly enabled: boolean
  /** How long it rests when there was nothing to do. */
  readonly backoffMs: number
  /** Memory for the hashes of keys, and how full it may get. */
  readonly dedupeBufferBytes: number
  readonly dedupeLoadFactor: number
  /** How much is read and written at a time. */
  readonly ioBufferBytes: number
  /** How much is read and written at most. */
  readonly ioBytesPerSecondMax: number
}

const mebibyte = 1024 * 1024

export const defaultLogDirectorySettings: LogDirectorySettings = {
  syncBeforeAck: true,
  walSegmentBytes: 64 * mebibyte,
  checkpointBytes: 256 * mebibyte,
  checkpointIntervalMs: 60_000,
  writeBehindBytes: 8 * mebibyte,
  unwrittenBytesMax: 96 * mebibyte,
  tailCacheBytes: 64 * mebibyte,
  indexCacheBytes: 32 * mebibyte,
  openFilesMax: 512,
  producerIdExpirationMs: 86_400_000,
  producerIdExpirationCheckMs: 600_000,
  retentionCheckMs: 300_000,
  cleaner: {
    enabled: true,
    backoffMs: 15_000,
    dedupeBufferBytes: 128 * mebibyte,
    dedupeLoadFactor: 0.9,
    ioBufferBytes: mebibyte / 2,
    ioBytesPerSecondMax: Number.MAX_VALUE,
  },
}
