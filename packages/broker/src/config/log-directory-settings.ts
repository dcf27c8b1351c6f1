import { defaultLogDirectorySettings, type LogDirectorySettings } from '@barnabus/log'

import type { BrokerConfig } from './broker-config.ts'

/** What the broker's settings mean to its data directory. */
export function logDirectorySettings(config: BrokerConfig): LogDirectorySettings {
  return {
    ...defaultLogDirectorySettings,
    syncBeforeAck: config['barnabus.sync.before.ack'],
    walSegmentBytes: config['barnabus.wal.segment.bytes'],
    checkpointBytes: config['barnabus.checkpoint.bytes'],
    checkpointIntervalMs: config['barnabus.checkpoint.interval.ms'],
    unwrittenBytesMax: config['barnabus.unwritten.memory.bytes'],
    tailCacheBytes: config['barnabus.tail.cache.bytes'],
    indexCacheBytes: config['barnabus.index.cache.bytes'],
    openFilesMax: config['barnabus.open.files.max'],
    producerIdExpirationMs: config['producer.id.expiration.ms'],
    producerIdExpirationCheckMs: config['producer.id.expiration.check.interval.ms'],
    retentionCheckMs: config['log.retention.check.interval.ms'],
    cleaner: {
      enabled: config['log.cleaner.enable'],
      backoffMs: config['log.cleaner.backoff.ms'],
      dedupeBufferBytes: config['log.cleaner.dedupe.buffer.size'],
      dedupeLoadFactor: config['log.cleaner.io.buffer.load.factor'],
      ioBufferBytes: config['log.cleaner.io.buffer.size'],
      ioBytesPerSecondMax: config['log.cleaner.io.max.bytes.per.second'],
    },
  }
}
