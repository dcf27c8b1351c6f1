import type { TopicLogSettings } from '@barnabus/log'

import type { TopicConfig } from './topic-properties.ts'

/** What a topic's settings mean to its logs. */
export function topicLogSettings(config: TopicConfig): TopicLogSettings {
  const compressionType = config['compression.type']
  return {
    cleanupPolicy: config['cleanup.policy'],
    retentionMs: config['retention.ms'],
    retentionBytes: config['retention.bytes'],
    segmentBytes: config['segment.bytes'],
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
