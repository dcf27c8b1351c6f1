import { patienceMs, requestTimeoutOf, type Settings } from '../connection-settings.ts'
import type { KafkaConfig } from '../kafka-config.ts'
import type { RetryOptions } from '../retry-options.ts'
import type { ProducerConfig } from './producer-config.ts'

// One call of `send` is one request, as it is in kafkajs; and the broker says what is too large.
const batchSize = 1_000_000
const requestSizeMax = 104_857_600
const idempotentInFlightMax = 5

/** A producer's own settings, by Kafka's names, beside those of its connections. */
export function producerSettings(
  config: KafkaConfig,
  producer: ProducerConfig,
  retry: RetryOptions,
): Settings {
  const { idempotent = false, transactionalId, maxInFlightRequests } = producer
  const blockMs = patienceMs(config, retry)
  const inFlight = maxInFlightRequests ?? idempotentInFlightMax
  return {
    'batch.size': batchSize,
    'linger.ms': 0,
    'max.request.size': requestSizeMax,
    'max.block.ms': blockMs,
    'delivery.timeout.ms': blockMs + requestTimeoutOf(config),
    'max.in.flight.requests.per.connection': Math.max(1, inFlight),
    'metadata.max.age.ms': producer.metadataMaxAge,
    'transactional.id': transactionalId,
    ...(transactionalId !== undefined && { 'transaction.timeout.ms': producer.transactionTimeout }),
    // Nothing is written twice, even by those who did not ask for it, unless they rule it out.
    'enable.idempotence':
      idempotent || transactionalId !== undefined
        ? true
        : inFlight > idempotentInFlightMax
          ? false
          : undefined,
  }
}
