import { patienceMs, requestTimeoutOf, type Settings } from '../connection-settings.ts'
import type { KafkaConfig } from '../kafka-config.ts'
import type { RetryOptions } from '../retry-options.ts'
import { consumerTimes, type ConsumerConfig } from './consumer-config.ts'
import { kafkajsRoundRobin } from './partition-assigners.ts'

const mebibyte = 1024 * 1024
const recordsPerBatchMax = 2 ** 31 - 1 // A batch is what a fetch brought of a partition.

/** A consumer's own settings, by Kafka's names, beside those of its connections. */
export function consumerSettings(
  kafka: KafkaConfig,
  config: ConsumerConfig,
  retry: RetryOptions,
): Settings {
  return {
    'group.id': config.groupId,
    'session.timeout.ms': config.sessionTimeout ?? consumerTimes.sessionTimeout,
    'heartbeat.interval.ms': config.heartbeatInterval ?? consumerTimes.heartbeatInterval,
    'max.poll.interval.ms': config.rebalanceTimeout ?? consumerTimes.rebalanceTimeout,
    'max.poll.records': recordsPerBatchMax,
    'max.partition.fetch.bytes': config.maxBytesPerPartition ?? mebibyte,
    'fetch.min.bytes': config.minBytes,
    'fetch.max.bytes': config.maxBytes ?? 10 * mebibyte,
    'fetch.max.wait.ms': config.maxWaitTimeInMs ?? 5000,
    'isolation.level': config.readUncommitted === true ? 'read_uncommitted' : 'read_committed',
    'client.rack': config.rackId,
    'metadata.max.age.ms': config.metadataMaxAge,
    'allow.auto.create.topics': config.allowAutoTopicCreation,
    'enable.auto.commit': false,
    'partition.assignment.strategy': kafkajsRoundRobin.name,
    'default.api.timeout.ms': patienceMs(kafka, retry) + requestTimeoutOf(kafka),
  }
}
