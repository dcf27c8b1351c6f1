import type { Compression } from '@barnabus/protocol'

import type { BrokerConfig } from '../../config/broker-config.ts'
import type { InternalTopic } from '../runtime/internal-topic.ts'

/** How the topic of groups and committed offsets is made. */
export function offsetsTopicOf(config: BrokerConfig): InternalTopic {
  return {
    name: '__consumer_offsets',
    partitions: config['offsets.topic.num.partitions'],
    replicationFactor: config['offsets.topic.replication.factor'],
    configs: {
      'cleanup.policy': 'compact',
      'compression.type': 'producer',
      'segment.bytes': String(Math.max(config['offsets.topic.segment.bytes'], segmentBytesMin)),
    },
  }
}

const segmentBytesMin = 1_048_576 // That of any topic.

const compressions: readonly Compression[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']

/** How the broker compresses its own records in there: Kafka has numbers for that. */
export function offsetsCompression(config: BrokerConfig): Compression {
  return compressions[config['offsets.topic.compression.codec']] ?? 'none'
}

/** How long offsets are kept that nobody needs, in ms. */
export function offsetsRetentionMs(config: BrokerConfig): number {
  return config['offsets.retention.minutes'] * 60_000
}
