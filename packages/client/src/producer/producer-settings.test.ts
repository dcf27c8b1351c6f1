import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { describe, test } from 'node:test'

import { producerConfig, type ProducerSettings } from './producer-settings.ts'

const cluster = { 'bootstrap.servers': '127.0.0.1:9092' }

describe('settings of a producer', () => {
  test('what is not set is as in Kafka 4.3', () => {
    const { values, ...config } = producerConfig(cluster)
    deepEqual(config, {
      acks: -1,
      isIdempotent: true,
      transactionalId: undefined,
      compression: 'none',
      compressionLevel: undefined,
      batchSize: 16_384,
      lingerMs: 5,
      bufferMemory: 33_554_432,
      maxBlockMs: 60_000,
      maxRequestSize: 1_048_576,
      deliveryTimeoutMs: 120_000,
      requestTimeoutMs: 30_000,
      retries: 2_147_483_647,
      maxInFlight: 5,
      keepsOrderByWaiting: false,
    })
    equal(values['transaction.timeout.ms'], 60_000)
    equal(values['metadata.max.age.ms'], 300_000)
    equal(values['connections.max.idle.ms'], 540_000)
  })

  const contradictions: readonly (readonly [ProducerSettings, RegExp])[] = [
    [{ 'enable.idempotence': true, acks: 1 }, /needs acks=all, not acks=1/],
    [{ 'enable.idempotence': true, acks: 0 }, /needs acks=all/],
    [{ 'enable.idempotence': true, retries: 0 }, /needs retries/],
    [{ 'max.in.flight.requests.per.connection': 6 }, /at most 5/],
    [{ 'transactional.id': 'a', acks: 1 }, /transactional.id needs enable.idempotence/],
    [{ 'transactional.id': 'a', 'enable.idempotence': false }, /transactional.id needs/],
    [{ 'transactional.id': '' }, /at least one character/],
    [{ 'delivery.timeout.ms': 30_000 }, /must not be below linger.ms \+ request.timeout.ms/],
  ]
  for (const [settings, sentence] of contradictions) {
    test(`${JSON.stringify(settings)} is refused with a sentence`, () => {
      throws(() => producerConfig({ ...cluster, ...settings }), {
        name: 'KafkaError',
        code: 'CLIENT_SETTINGS_CONTRADICT',
        errorName: 'INVALID_CONFIG',
        message: sentence,
      })
    })
  }

  const refused: readonly ProducerSettings[] = [
    { acks: 2 },
    { 'batch.size': -1 },
    { 'compression.type': 'brotli' },
    { 'compression.gzip.level': 10 },
    { 'transaction.two.phase.commit.enable': true },
    { 'key.serializer': 'org.apache.kafka.common.serialization.StringSerializer' },
    { 'partitioner.class': 'RoundRobinPartitioner' },
    { 'lingr.ms': 5 } as ProducerSettings,
  ]
  for (const settings of refused) {
    test(`${JSON.stringify(settings)} is refused`, () => {
      throws(() => producerConfig({ ...cluster, ...settings }), { errorName: 'INVALID_CONFIG' })
    })
  }

  test('idempotence that nobody asked for gives way to acks and retries', () => {
    equal(producerConfig({ ...cluster, acks: 1 }).isIdempotent, false)
    equal(producerConfig({ ...cluster, retries: 0 }).isIdempotent, false)
    equal(producerConfig({ ...cluster, 'enable.idempotence': true, acks: '-1' }).isIdempotent, true)
  })

  test('a delivery timeout that nobody set gives way to what it must not be below', () => {
    const { deliveryTimeoutMs } = producerConfig({ ...cluster, 'request.timeout.ms': 200_000 })
    equal(deliveryTimeoutMs, 200_005)
  })

  test('a client without an id gets one that nobody else has', () => {
    const idOf = (settings: ProducerSettings): string =>
      producerConfig({ ...cluster, ...settings }).values['client.id']
    ok(/^producer-\d+$/.test(idOf({})))
    ok(idOf({}) !== idOf({}))
    equal(idOf({ 'transactional.id': 'billing' }), 'producer-billing')
    equal(idOf({ 'client.id': 'mine' }), 'mine')
  })

  test('each codec has the level that is set for it', () => {
    const levelOf = (settings: ProducerSettings): number | undefined =>
      producerConfig({ ...cluster, ...settings }).compressionLevel
    equal(levelOf({ 'compression.type': 'gzip', 'compression.gzip.level': 9 }), 9)
    equal(levelOf({ 'compression.type': 'zstd', 'compression.zstd.level': -5 }), -5)
    equal(levelOf({ 'compression.type': 'zstd', 'compression.gzip.level': 9 }), 3)
  })
})
