import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster, writeValues } from '@barnabus/testkit'

import { Consumer } from './consumer.ts'
import type { ConsumerRecord } from './records/consumer-record.ts'

const earliest = { 'auto.offset.reset': 'earliest' } as const

function textOf({ value }: ConsumerRecord): string | undefined {
  return value?.toString()
}

describe('a consumer of assigned partitions', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  test('reads what is there, and then what comes', async () => {
    const topic = await kafka.makeTopic('reads')
    await writeValues(kafka, { topic, partition: 0 }, ['a', 'b'])
    await using consumer = new Consumer({ ...kafka.settings, ...earliest })
    consumer.assign([{ topic, partition: 0 }])

    const read: (string | undefined)[] = []
    for await (const record of consumer) {
      read.push(textOf(record))
      if (read.length === 2) await writeValues(kafka, { topic, partition: 0 }, ['c'])
      if (read.length === 3) break
    }

    deepEqual(read, ['a', 'b', 'c'])
    equal(await consumer.position({ topic, partition: 0 }), 3n)
  })

  test('a poll gives what there is, and nothing when nothing comes in time', async () => {
    const topic = await kafka.makeTopic('polls', 2)
    await writeValues(kafka, { topic, partition: 0 }, ['a', 'b', 'c'])
    await writeValues(kafka, { topic, partition: 1 }, ['d'])
    await using consumer = new Consumer({ ...kafka.settings, ...earliest, 'max.poll.records': 2 })
    consumer.assign([0, 1].map((partition) => ({ topic, partition })))

    const read: string[] = []
    while (read.length < 4) {
      const records = await consumer.poll({ timeoutMs: 10_000 })
      ok(records.length <= 2)
      read.push(...records.map((record) => `${record.partition} ${textOf(record)}`))
    }

    deepEqual(read.toSorted(), ['0 a', '0 b', '0 c', '1 d'])
    deepEqual(await consumer.poll({ timeoutMs: 10 }), [])
  })

  test('an abort ends a pull with its reason, and the next pull goes on', async () => {
    const topic = await kafka.makeTopic('aborts')
    await using consumer = new Consumer({ ...kafka.settings, ...earliest })
    consumer.assign([{ topic, partition: 0 }])
    const controller = new AbortController()
    const reason = new Error('enough')

    const pulled = consumer.records({ signal: controller.signal }).next()
    await rejects(consumer.poll({ timeoutMs: 1 }), { code: 'CLIENT_PULL_UNDER_WAY' })
    controller.abort(reason)
    await rejects(pulled, reason)

    await writeValues(kafka, { topic, partition: 0 }, ['a'])
    deepEqual((await consumer.poll({ timeoutMs: 10_000 })).map(textOf), ['a'])
  })
})
