import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { Admin } from '../admin/admin.ts'
import { systemClientEnv } from '../client-env.ts'
import { Producer } from '../producer/producer.ts'
import { valueOf } from './metrics.fixture.ts'

describe('what a producer counts', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  test('is records, batches and requests, altogether and by topic', async () => {
    const [one, two] = [await kafka.makeTopic('one'), await kafka.makeTopic('two')]
    await using producer = new Producer({ ...kafka.settings, 'client.id': 'counts' })

    await Promise.all([
      ...['a', 'b', 'c'].map((value) => producer.send({ topic: one, value })),
      producer.send({ topic: two, value: 'd' }),
      producer.flush(),
    ])
    await producer.flush()

    const metrics = producer.metrics()
    const of = (name: string): number => valueOf(metrics, `producer-metrics/${name}`)
    equal(of('record-send-total'), 4)
    ok(of('record-send-rate') > 0)
    ok(of('records-per-request-avg') >= 1)
    ok(of('batch-size-avg') > 60 && of('batch-size-max') >= of('batch-size-avg'))
    ok(of('request-latency-avg') > 0)
    ok(of('record-queue-time-max') >= 0)
    equal(of('compression-rate-avg'), 1)
    equal(of('produce-throttle-time-max'), 0)
    deepEqual(
      [of('record-error-total'), of('record-retry-total'), of('batch-split-total')],
      [0, 0, 0],
    )
    equal(of('requests-in-flight'), 0)
    equal(of('buffer-total-bytes'), 33_554_432)
    equal(of('buffer-available-bytes'), 33_554_432)
    ok(of('metadata-age') >= 0 && of('metadata-age') < 300)
    ok(of('flush-time-ns-total') > 0)
    equal(valueOf(metrics, 'producer-topic-metrics/record-send-total', { topic: one }), 3)
    equal(valueOf(metrics, 'producer-topic-metrics/record-send-total', { topic: two }), 1)
    ok(valueOf(metrics, 'producer-topic-metrics/byte-total', { topic: one }) > 60)
    ok(metrics.every(({ tags, doc }) => tags['client-id'] === 'counts' && doc !== ''))
  })

  test('is what goes over connections, altogether and by node', async () => {
    const topic = await kafka.makeTopic('connections')
    await using producer = new Producer(kafka.settings)

    const { partition } = await producer.send({ topic, value: 'x'.repeat(1000) })

    const metrics = producer.metrics()
    const of = (name: string): number => valueOf(metrics, `producer-metrics/${name}`)
    const [leader] = await producer.partitionsFor(topic)
    const node = { 'node-id': `node-${leader!.leaderId}` }
    equal(partition, 0)
    ok(of('connection-count') >= 1)
    equal(of('connection-count'), of('connection-creation-total') - of('connection-close-total'))
    ok(of('response-total') > 0 && of('response-total') <= of('request-total'))
    ok(of('outgoing-byte-total') > 1000)
    ok(of('request-size-max') > 1000)
    ok(of('incoming-byte-total') > 100)
    ok(valueOf(metrics, 'producer-node-metrics/outgoing-byte-total', node) > 1000)
    ok(valueOf(metrics, 'producer-node-metrics/request-latency-max', node) > 0)
  })

  test('is how well batches are compressed', async () => {
    const topic = await kafka.makeTopic('compressed')
    await using producer = new Producer({ ...kafka.settings, 'compression.type': 'gzip' })

    await producer.send({ topic, value: 'x'.repeat(10_000) })

    ok(valueOf(producer.metrics(), 'producer-metrics/compression-rate-avg') < 0.2)
    ok(valueOf(producer.metrics(), 'producer-topic-metrics/compression-rate', { topic }) < 0.2)
  })

  test('is what was sent again, and what was given up', async () => {
    const topic = await kafka.makeTopic('refused', 1, { 'max.message.bytes': '200' })
    await using producer = new Producer(kafka.settings)

    await rejects(producer.send({ topic, value: 'x'.repeat(1000) }))

    const metrics = producer.metrics()
    equal(valueOf(metrics, 'producer-metrics/record-error-total'), 1)
    equal(valueOf(metrics, 'producer-topic-metrics/record-error-total', { topic }), 1)
  })

  test('is what never got into a batch, too', async () => {
    const settings = { 'max.block.ms': 100, 'max.request.size': 500 }
    await using producer = new Producer({ ...kafka.settings, ...settings })

    await rejects(producer.send({ topic: 'no such/topic', value: 'x' }))
    await rejects(producer.send({ topic: 'topic', value: 'x'.repeat(1000) }))

    equal(valueOf(producer.metrics(), 'producer-metrics/record-error-total'), 2)
    equal(
      producer.metrics().some(({ tags }) => tags['topic'] !== undefined),
      false,
    )
  })

  test('is the time that transactions take', async () => {
    const topic = await kafka.makeTopic('transactions')
    const transactional = { 'transactional.id': kafka.name('transactions') }
    await using producer = new Producer({ ...kafka.settings, ...transactional })

    await producer.initTransactions()
    const first = await producer.beginTransaction()
    await first.send({ topic, value: 'a' })
    await first.commit()
    const second = await producer.beginTransaction()
    await second.abort()

    const metrics = producer.metrics()
    for (const task of ['init', 'begin', 'commit', 'abort']) {
      ok(valueOf(metrics, `producer-metrics/txn-${task}-time-ns-total`) > 0, task)
    }
    equal(valueOf(metrics, 'producer-metrics/txn-send-offsets-time-ns-total'), 0)
  })

  test('is forgotten after metrics.num.samples of metrics.sample.window.ms, but for sums', async () => {
    const topic = await kafka.makeTopic('windows')
    let laterMs = 0
    const { clock } = systemClientEnv
    const monotonicMs = (): number => clock.monotonicMs() + laterMs
    const env = { ...systemClientEnv, clock: { ...clock, monotonicMs } }
    await using usual = new Producer(kafka.settings, { env })
    await using longer = new Producer({ ...kafka.settings, 'metrics.num.samples': 3 }, { env })
    const shortly = { 'metrics.sample.window.ms': 10_000 }
    await using shorter = new Producer({ ...kafka.settings, ...shortly }, { env })
    const producers = [shorter, usual, longer]
    await Promise.all(producers.map((producer) => producer.send({ topic, value: 'a' })))
    const known = (): readonly boolean[] =>
      producers.map((producer) => {
        equal(valueOf(producer.metrics(), 'producer-metrics/record-send-total'), 1)
        return valueOf(producer.metrics(), 'producer-metrics/record-send-rate') > 0
      })

    const after = (ms: number): readonly boolean[] => {
      laterMs = ms
      return known()
    }

    deepEqual(after(0), [true, true, true])
    deepEqual(after(25_000), [false, true, true])
    deepEqual(after(65_000), [false, false, true])
    deepEqual(after(95_000), [false, false, false])
  })
})

test('an administrator counts what goes over its connections', async () => {
  await using kafka = await TestCluster.start()
  await using admin = new Admin({ ...kafka.settings, 'client.id': 'asks' })

  await admin.listTopics()

  const metrics = admin.metrics()
  ok(valueOf(metrics, 'admin-client-metrics/request-total') >= 2)
  equal(metrics[0]?.tags['client-id'], 'asks')
})
