import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster, writeValues } from '@barnabus/testkit'

import { Consumer } from '../consumer/consumer.ts'
import { valueOf } from './metrics.fixture.ts'

const earliest = { 'auto.offset.reset': 'earliest' } as const
const tenSeconds = { timeoutMs: 10_000 } as const

describe('what a consumer counts', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  test('is records and bytes, altogether and by topic, and how far it is behind', async () => {
    const topic = await kafka.makeTopic('counted')
    await writeValues(kafka, { topic, partition: 0 }, ['a', 'b', 'c', 'd'])
    await using consumer = new Consumer({ ...kafka.settings, ...earliest, 'client.id': 'counts' })
    consumer.assign([{ topic, partition: 0 }])

    let read = 0
    while (read < 3) read += (await consumer.poll({ ...tenSeconds, max: 3 - read })).length

    const metrics = consumer.metrics()
    const of = (name: string, tags = {}): number =>
      valueOf(metrics, `consumer-fetch-manager-metrics/${name}`, tags)
    const ofPartition = { topic, partition: '0' }
    equal(of('records-consumed-total'), 3)
    equal(of('records-consumed-total', { topic }), 3)
    ok(of('records-consumed-rate') > 0)
    ok(of('bytes-consumed-total') > 60)
    equal(of('bytes-consumed-total'), of('bytes-consumed-total', { topic }))
    ok(of('fetch-total') >= 1)
    ok(of('fetch-size-max') > 60)
    ok(of('fetch-latency-avg') > 0)
    equal(of('fetch-throttle-time-max'), 0)
    equal(of('records-lag', ofPartition), 1)
    ok(of('records-lag-max') >= 1)
    equal(of('records-lead', ofPartition), 3)
    equal(of('preferred-read-replica', ofPartition), -1)
    equal(consumer.lag({ topic, partition: 0 }), 1n)
    ok(metrics.every(({ tags, doc }) => tags['client-id'] === 'counts' && doc !== ''))
  })

  test('is every record that a loop is given, once', async () => {
    const topic = await kafka.makeTopic('looped')
    const values = Array.from({ length: 1234 }, (_, index) => String(index))
    await writeValues(kafka, { topic, partition: 0 }, values)
    await using consumer = new Consumer({ ...kafka.settings, ...earliest })
    consumer.assign([{ topic, partition: 0 }])
    const consumed = (): number =>
      valueOf(consumer.metrics(), 'consumer-fetch-manager-metrics/records-consumed-total')

    let count = 0
    for await (const record of consumer) {
      count += 1
      if (record.offset % 100n === 0n) equal(consumed(), count)
      if (count === values.length) break
    }

    equal(consumed(), values.length)
    consumer.assign([])
    deepEqual(
      consumer.metrics().filter(({ tags }) => tags['partition'] !== undefined),
      [],
    )
  })

  test('is how its application pulls', async () => {
    const topic = await kafka.makeTopic('pulls')
    await using consumer = new Consumer({ ...kafka.settings, ...earliest })
    consumer.assign([{ topic, partition: 0 }])
    const of = (name: string): number => valueOf(consumer.metrics(), `consumer-metrics/${name}`)

    equal(of('last-poll-seconds-ago'), -1)
    equal(of('time-between-poll-avg'), NaN)
    await consumer.poll({ timeoutMs: 30 })
    await consumer.poll({ timeoutMs: 30 })

    ok(of('time-between-poll-max') >= 29)
    ok(of('last-poll-seconds-ago') >= 0.029 && of('last-poll-seconds-ago') < 10)
    ok(of('poll-idle-ratio-avg') > 0.4, String(of('poll-idle-ratio-avg')))
    ok(of('poll-idle-ratio-avg') <= 1)
  })

  for (const protocol of ['classic', 'consumer']) {
    test(`is its membership in a group, with group.protocol=${protocol}`, async () => {
      const topic = await kafka.makeTopic('members', 2)
      await writeValues(kafka, { topic, partition: 0 }, ['a'])
      const settings = { ...kafka.settings, ...earliest, 'enable.auto.commit': false }
      const group = { 'group.id': kafka.name('group'), 'group.protocol': protocol }
      const heartbeats = protocol === 'classic' ? { 'heartbeat.interval.ms': 100 } : {}
      await using consumer = new Consumer({ ...settings, ...group, ...heartbeats })
      let assigned = 0
      await consumer.subscribe([topic], {
        onAssigned: (partitions) => void (assigned += partitions.length),
      })
      const of = (name: string): number =>
        valueOf(consumer.metrics(), `consumer-coordinator-metrics/${name}`)

      const [record] = await consumer.poll(tenSeconds)
      await consumer.commit(record)
      await consumer.committed([{ topic, partition: 0 }])
      while (of('heartbeat-total') === 0) await consumer.poll({ timeoutMs: 100 })

      deepEqual([assigned, of('assigned-partitions')], [2, 2])
      ok(of('commit-total') >= 1) // A coordinator that has just begun may be asked again.
      ok(of('commit-latency-max') > 0)
      ok(of('rebalance-total') >= 1)
      ok(of('rebalance-latency-total') > 0)
      ok(of('last-rebalance-seconds-ago') >= 0)
      ok(of('heartbeat-response-time-max') > 0)
      ok(of('last-heartbeat-seconds-ago') >= 0)
      ok(of('partition-assigned-latency-max') >= 0)
      equal(of('partition-revoked-latency-max'), NaN)
      equal(of('join-total') > 0, protocol === 'classic')
      equal(of('sync-total') > 0, protocol === 'classic')
      ok(valueOf(consumer.metrics(), 'consumer-metrics/commit-sync-time-ns-total') > 0)
      ok(valueOf(consumer.metrics(), 'consumer-metrics/committed-time-ns-total') > 0)
    })
  }
})
