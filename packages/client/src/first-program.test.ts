import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { Admin, Consumer, Producer } from './index.ts'

test('the first program that anybody writes runs as it is written', async () => {
  await using kafka = await TestCluster.start()
  const topic = kafka.name('orders')
  const group = kafka.name('billing')
  const cluster = kafka.settings

  await using admin = new Admin(cluster)
  await admin.createTopics([{ topic, partitions: 3, configs: { 'retention.ms': '86400000' } }])

  await using producer = new Producer({
    ...cluster,
    'linger.ms': 5,
    acks: 'all',
    'enable.idempotence': true,
  })
  const { partition, offset } = await producer.send({
    ...{ topic, key: '42', value: 'paid' },
    headers: { traceId: 'abc' },
  })

  await using consumer = new Consumer({
    ...cluster,
    'group.id': group,
    'auto.offset.reset': 'earliest',
    'enable.auto.commit': false,
  })
  await consumer.subscribe([topic])
  for await (const record of consumer) {
    deepEqual([record.topic, record.partition, record.offset], [topic, partition, offset])
    equal(record.key?.toString(), '42')
    equal(record.value?.toString(), 'paid')
    equal(record.headers.get('traceId')?.toString(), 'abc')
    await consumer.commit(record)

    // What was read can be sent on as it is.
    const { key, value, headers } = record
    const copy = await producer.send({ topic, key, value, headers })
    deepEqual([copy.partition, copy.offset], [partition, offset! + 1n])
    break
  }
  const [committed] = await consumer.committed([{ topic, partition }])
  equal(committed?.offset, offset! + 1n)
})
