import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict'
import { test } from 'node:test'

import { Admin } from '../admin/admin.ts'
import { Consumer } from '../consumer/consumer.ts'
import { Producer } from '../producer/producer.ts'
import { connectionSettings, patienceMs } from './connection-settings.ts'
import { consumerSettings } from './consumer/consumer-settings.ts'
import { Kafka } from './kafka.ts'
import type { KafkaConfig, SASLOptions } from './kafka-config.ts'
import { producerSettings } from './producer/producer-settings.ts'

const brokers = ['one:9092', 'two:9092']

async function settingsOf(config: Partial<KafkaConfig>) {
  return await connectionSettings({ brokers, ...config }, config.retry ?? {})
}

test('brokers may come from a function, and there must be some', async () => {
  deepEqual((await settingsOf({ brokers: async () => ['a:1'] }))['bootstrap.servers'], ['a:1'])
  await rejects(settingsOf({ brokers: [] }), /expected brokers to be an array and not empty/)
  await rejects(settingsOf({ brokers: () => 'a:1' as never }), /expected brokers to be an array/)
})

test('times become those that Kafka has a name for', async () => {
  const settings = await settingsOf({
    ...{ clientId: 'me', connectionTimeout: 3000, requestTimeout: 25_000 },
    retry: { initialRetryTime: 100, maxRetryTime: 50 },
  })
  equal(settings['client.id'], 'me')
  equal(settings['socket.connection.setup.timeout.ms'], 3000)
  equal(settings['request.timeout.ms'], 25_000)
  equal(settings['retry.backoff.ms'], 100)
  equal(settings['retry.backoff.max.ms'], 100, 'the longest wait is not below the first')
})

test('the number of retries becomes the time that they would take', () => {
  equal(patienceMs({ brokers }, {}), 1000 + 300 + 600 + 1200 + 2400 + 4800)
  equal(patienceMs({ brokers, connectionTimeout: 10 }, { retries: 0 }), 10)
  equal(patienceMs({ brokers }, { retries: 3, initialRetryTime: 100, maxRetryTime: 150 }), 1400)
  equal(patienceMs({ brokers }, { retries: Number.MAX_SAFE_INTEGER }), 601_000)
})

test('TLS and SASL become settings that every client takes', async () => {
  const [ca, cert, key] = ['CA', 'CERT', 'KEY'].map((kind) => `-----BEGIN ${kind}-----`)
  const settings = await settingsOf({
    ssl: { ca: [ca!, 'another'], cert: cert!, key: Buffer.from(key!), passphrase: 'secret' },
    sasl: { mechanism: 'scram-sha-256', username: 'me', password: 'mine' },
  })

  equal(settings['security.protocol'], 'SASL_SSL')
  equal(settings['ssl.truststore.certificates'], `${ca}\nanother`)
  equal(settings['ssl.keystore.certificate.chain'], cert)
  equal(settings['ssl.keystore.key'], key)
  equal(settings['ssl.key.password'], 'secret')
  equal(settings['sasl.mechanism'], 'SCRAM-SHA-256')
  deepEqual([settings['sasl.username'], settings['sasl.password']], ['me', 'mine'])
  await new Admin(settings).close()
  await new Consumer({
    ...settings,
    ...consumerSettings({ brokers }, { groupId: 'g', rackId: 'r' }, {}),
    'partition.assignment.strategy': 'range',
  }).close()
  await new Producer({
    ...settings,
    ...producerSettings({ brokers }, { transactionalId: 't', transactionTimeout: 5000 }, {}),
  }).close()
})

test('plain text, TLS and SASL go together as they do in kafkajs', async () => {
  const sasl: SASLOptions = { mechanism: 'plain', username: 'me', password: 'mine' }
  const protocols = [{}, { ssl: true }, { sasl }, { ssl: true, sasl }, { ssl: false, sasl }]
  const found = await Promise.all(protocols.map((config) => settingsOf(config)))
  deepEqual(
    found.map((settings) => settings['security.protocol']),
    [undefined, 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL', 'SASL_PLAINTEXT'],
  )
  const oauthBearerProvider = async () => ({ value: 'token' })
  const bearer = await settingsOf({ sasl: { mechanism: 'oauthbearer', oauthBearerProvider } })
  equal(bearer['sasl.mechanism'], 'OAUTHBEARER')
  const anyName = await settingsOf({ ssl: { checkServerIdentity: () => undefined } })
  equal(anyName['ssl.endpoint.identification.algorithm'], '')
})

test('what would make connections less safe, or is not known, is refused with a sentence', async () => {
  const refused: readonly [Partial<KafkaConfig>, RegExp][] = [
    [{ ssl: { rejectUnauthorized: false } }, /trusts anybody: give the certificate to trust/],
    [{ ssl: { minVersion: 'TLSv1' } }, /ssl.minVersion is not understood/],
    [{ ssl: { checkServerIdentity: (_host) => undefined } }, /can only be switched off/],
    [{ sasl: { mechanism: 'aws' } as never }, /SASL mechanism aws is not spoken here/],
    [{ sasl: { mechanism: 'oauthbearer' } as never }, /needs an oauthBearerProvider/],
  ]
  for (const [config, sentence] of refused) await rejects(settingsOf(config), sentence)
  const socketFactory = () => undefined
  throws(() => new Kafka({ brokers, socketFactory } as KafkaConfig), /socketFactory/)
})

test('a producer writes nothing twice, unless that is ruled out', () => {
  const idempotence = (config: object) =>
    producerSettings({ brokers }, config, {})['enable.idempotence']
  equal(idempotence({}), undefined, 'it is the default')
  equal(idempotence({ idempotent: true }), true)
  equal(idempotence({ transactionalId: 't' }), true)
  equal(idempotence({ maxInFlightRequests: 10 }), false)
})

test('each setting of a consumer arrives', () => {
  const settings = consumerSettings(
    { brokers },
    {
      ...{ groupId: 'g', sessionTimeout: 1, rebalanceTimeout: 2, heartbeatInterval: 3 },
      ...{ maxBytesPerPartition: 4, minBytes: 5, maxBytes: 6, maxWaitTimeInMs: 7 },
      ...{ metadataMaxAge: 8, allowAutoTopicCreation: false, readUncommitted: true, rackId: 'r' },
    },
    {},
  )
  const given = {
    'group.id': 'g',
    'session.timeout.ms': 1,
    'max.poll.interval.ms': 2,
    'heartbeat.interval.ms': 3,
    'max.partition.fetch.bytes': 4,
    'fetch.min.bytes': 5,
    'fetch.max.bytes': 6,
    'fetch.max.wait.ms': 7,
    'metadata.max.age.ms': 8,
    'allow.auto.create.topics': false,
    'isolation.level': 'read_uncommitted',
    'client.rack': 'r',
  }
  deepEqual({ ...settings, ...given }, settings)
  const defaults = consumerSettings({ brokers }, { groupId: 'g' }, {})
  equal(defaults['isolation.level'], 'read_committed')
  ok(defaults['session.timeout.ms'] === 30_000 && defaults['max.poll.interval.ms'] === 60_000)
})
