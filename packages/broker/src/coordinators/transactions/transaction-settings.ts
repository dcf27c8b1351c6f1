import type { BrokerConfig } from '../../config/broker-config.ts'
import type { InternalTopic } from '../runtime/internal-topic.ts'

/** The topic that transactions are kept in. */
export const transactionsTopic = '__transaction_state'

/** How it is made. */
export function transactionsTopicOf(config: BrokerConfig): InternalTopic {
  const segmentBytes = Math.max(config['transaction.state.log.segment.bytes'], segmentBytesMin)
  return {
    name: transactionsTopic,
    partitions: config['transaction.state.log.num.partitions'],
    replicationFactor: config['transaction.state.log.replication.factor'],
    configs: {
      'cleanup.policy': 'compact',
      'compression.type': 'uncompressed',
      'min.insync.replicas': String(config['transaction.state.log.min.isr']),
      'segment.bytes': String(segmentBytes),
      'unclean.leader.election.enable': 'false',
    },
  }
}

const segmentBytesMin = 1_048_576 // That of any topic.
