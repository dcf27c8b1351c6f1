import type { TopicLogSettings } from '@barnabus/log'

import type { TopicConfig } from './topic-properties.ts'

/**
 * The most that a segment of an internal topic holds, whatever its setting allows. A start reads what
 * coordinators wrote, and compaction leaves the segment alone that is being written.
 */
const internalSegmentBytesMax = 4 * 1024 * 1024

/** What a topic's settings mean to its logs. */
export function topicLogSettings(
  config: TopicConfig,
  { isInternal }: { readonly isInternal: boolean },
): TopicLogSettings {
  const segmentBytesMax = isInternal ? internalSegmentBytesMax : Infinity
  const compressionType = config['compression.type']
  return {
    cleanupPolicy: config['cleanup.policy'],
    retentionMs: config['retention.ms'],
    retentionBytes: config['retention.bytes'],
    segmentBytes: Math.min(config['segment.bytes'], segmentBytesMax),
    segmentMs: config['segment.ms'],
    segmentJitterMs: config['segment.jitter.ms'],
    segmentIndexBytes: config['segment.index.bytes'],
    indexIntervalBytes: config['index.interval.bytes'],
    minCleanableDirtyRatio: config['min.cleanable.dirty.ratio'],
    minCompactionLagMs: config['min.compaction.lag.ms'],
    maxCompactionLagMs: config['max.compaction.lag.ms'],
    deleteRetentionMs: config['delete.retention.ms'],
    flushMessages: config['flush.messages'],
    flushMs: config['flush.ms'],
    maxMessageBytes: config['max.message.bytes'],
    messageTimestampType: config['message.timestamp.type'],
    messageTimestampBeforeMaxMs: config['message.timestamp.before.max.ms'],
    messageTimestampAfterMaxMs: config['message.timestamp.after.max.ms'],
    compressionType: compressionType === 'uncompressed' ? 'none' : compressionType,
    compressionLevel: compressionLevel(config),
    fileDeleteDelayMs: config['file.delete.delay.ms'],
  }
}

function compressionLevel(config: TopicConfig): number | undefined {
  switch (config['compression.type']) {
    case 'gzip':
      return config['compression.gzip.level'] === -1 ? undefined : config['compression.gzip.level']
    case 'lz4':
      return config['compression.lz4.level']
    case 'zstd':
      return config['compression.zstd.level']
    case 'uncompressed':
    case 'snappy':
    case 'producer':
    default:
      return undefined
  }
}
