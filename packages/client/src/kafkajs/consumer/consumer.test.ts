import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { writeValues } from '@barnabus/testkit'

import type { KafkaMessage } from '../index.ts'
import { Gathering, GivenConsumers } from './consumer.fixture.ts'

describe('a consumer in the shape of kafkajs', () => {
  const given = new GivenConsumers()
  before(() => given.start())
  after(() => given.end())

  test('hands out messages in order, each with everything that was sent', async () => {
    const topic = await given.kafka.makeTopic('orders')
    const producer = given.connect().producer()
    await producer.connect()
    await producer.send({
      topic,
      messages: [
        { key: 'k', value: 'a', timestamp: '5', headers: { once: '1', twice: ['2', '3'] } },
        { key: null, value: null, headers: JSON.parse('{"__proto__": "4"}') as {} },
      ],
    })
    await producer.disconnect()
    const consumer = await given.consumerOf(topic)
    const messages = new Gathering<KafkaMessage>(2)

    await consumer.run({
      eachMessage: async ({ topic: from, partition, message }) => {
        deepEqual([from, partition], [topic, 0])
        messages.add(message)
      },
    })
    const [first, second] = await messages.all
    await consumer.disconnect()

    equal(first?.offset, '0')
    equal(first.timestamp, '5')
    deepEqual([first.key?.toString(), first.value?.toString()], ['k', 'a'])
    const { once, twice } = first.headers
    deepEqual(String(once), '1')
    deepEqual(Array.isArray(twice) && twice.map(String), ['2', '3'])
    deepEqual([second?.offset, second?.key, second?.value], ['1', null, null])
    deepEqual(Object.entries(second?.headers ?? {}).map(String), ['__proto__,4'])
  })

  test('what was handled is committed, and whoever comes next goes on behind it', async () => {
    const topic = await given.kafka.makeTopic('commits')
    const groupId = given.kafka.name('group')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b'])
    const read: string[] = []
    for (const value of ['c', 'd']) {
      const consumer = await given.consumerOf(topic, { groupId })
      const gathering = new Gathering<string>(value === 'c' ? 2 : 1)
      await consumer.run({
        eachMessage: async ({ message }) => gathering.add(String(message.value)),
      })
      read.push(...(await gathering.all))
      await consumer.disconnect()
      await writeValues(given.kafka, { topic, partition: 0 }, [value])
    }

    deepEqual(read, ['a', 'b', 'c'])
  })

  test('without autoCommit only what is committed by hand is', async () => {
    const topic = await given.kafka.makeTopic('by-hand')
    const groupId = given.kafka.name('group')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b', 'c'])
    const first = await given.consumerOf(topic, { groupId })
    const seen = new Gathering<string>(3)
    await first.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        if (message.offset === '0') {
          await first.commitOffsets([{ topic, partition, offset: '1', metadata: 'mine' }])
        }
        seen.add(String(message.value))
      },
    })
    await seen.all
    await first.disconnect()

    const second = await given.consumerOf(topic, { groupId })
    const again = new Gathering<string>(2)
    await second.run({ eachMessage: async ({ message }) => again.add(String(message.value)) })
    deepEqual(await again.all, ['b', 'c'])
    await second.disconnect()
    await rejects(
      second.commitOffsets([{ topic, partition: 0, offset: '1' }]),
      /run must be called/,
    )
    await rejects(first.commitOffsets([{ topic, partition: 0, offset: 'x' }]), /expected a long/)
  })

  test('a batch is resolved as far as the program says, and the rest comes again', async () => {
    const topic = await given.kafka.makeTopic('batches')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b', 'c', 'd'])
    const consumer = await given.consumerOf(topic)
    const commits: unknown[] = []
    consumer.on(consumer.events.COMMIT_OFFSETS, ({ payload }) => commits.push(payload.topics))
    const batches = new Gathering<readonly string[]>(2)

    await consumer.run({
      eachBatchAutoResolve: false,
      eachBatch: async (payload) => {
        const { batch, resolveOffset } = payload
        ok(payload.isRunning())
        equal(payload.isStale(), false)
        equal(batch.highWatermark, '4')
        equal(batch.offsetLag(), '0')
        equal(batch.offsetLagLow(), String(batch.messages.length - 1))
        await payload.heartbeat()
        if (batch.firstOffset() === '0') {
          resolveOffset('1')
          deepEqual(payload.uncommittedOffsets(), {
            topics: [{ topic, partitions: [{ partition: 0, offset: '2' }] }],
          })
          await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets())
          deepEqual(payload.uncommittedOffsets(), { topics: [] })
        } else {
          resolveOffset(batch.lastOffset())
        }
        batches.add(batch.messages.map(({ value }) => String(value)))
      },
    })

    deepEqual(await batches.all, [
      ['a', 'b', 'c', 'd'],
      ['c', 'd'],
    ])
    await consumer.disconnect()
    const at = (offset: string) => [{ topic, partitions: [{ partition: 0, offset }] }]
    deepEqual(commits, [at('2'), at('4')])
  })

  test('commits come when the interval is over or enough is resolved, within a batch', async () => {
    const topic = await given.kafka.makeTopic('thresholds')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b', 'c', 'd', 'e'])
    const consumer = await given.consumerOf(topic)
    const commits: string[] = []
    consumer.on(consumer.events.COMMIT_OFFSETS, ({ payload }) => {
      commits.push(payload.topics[0]!.partitions[0]!.offset)
    })
    const seen = new Gathering<string>(5)

    await consumer.run({
      autoCommitThreshold: 2,
      eachMessage: async ({ message }) => seen.add(message.offset),
    })
    await seen.all
    await consumer.disconnect()

    deepEqual(commits, ['2', '4', '5'])
  })

  test('says that it lives, what it handles, and when it stops', async () => {
    const topic = await given.kafka.makeTopic('events')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b'])
    const consumer = await given.consumerOf(topic)
    const events: unknown[] = []
    const beats = new Gathering<number>(2)
    for (const name of ['CONNECT', 'DISCONNECT', 'STOP'] as const) {
      consumer.on(consumer.events[name], ({ type }) => events.push(type))
    }
    consumer.on(consumer.events.START_BATCH_PROCESS, ({ payload }) => events.push(payload))
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      const { duration, ...batch } = payload
      ok(duration >= 0)
      events.push(batch)
    })
    consumer.on(consumer.events.HEARTBEAT, ({ payload }) => beats.add(payload.groupGenerationId))

    await consumer.run({ eachMessage: async () => undefined })
    ok((await beats.all).every((generation) => generation >= 1))
    await consumer.disconnect()

    const batch = {
      ...{ topic, partition: 0, batchSize: 2, highWatermark: '2', offsetLag: '0' },
      ...{ offsetLagLow: '1', firstOffset: '0', lastOffset: '1' },
    }
    deepEqual(events, [batch, batch, 'consumer.stop', 'consumer.disconnect'])
  })

  test('what it cannot do it says at once', async () => {
    const groupId = given.kafka.name('group')
    throws(() => given.connect().consumer({ groupId: '' }), /groupId must be a non-empty string/)
    throws(
      () => given.connect().consumer({ groupId, heartbeatInterval: 5, sessionTimeout: 5 }),
      /must be lower than sessionTimeout/,
    )
    throws(() => given.connect().consumer({ groupId, partitionAssigners: [() => ({})] }), {
      name: 'KafkaJSNotImplemented',
    })
    const consumer = given.connect().consumer({ groupId })
    await rejects(consumer.run(), /no topic is subscribed/)
    await rejects(consumer.subscribe({ topics: [5 as never] }), /Invalid topic 5/)
    await consumer.subscribe({ topic: 'orders' })
    await rejects(consumer.run({ autoCommit: false }), /neither eachMessage nor eachBatch is given/)
    const strange = given.connect({ requestTimeout: -5 }).producer()
    await rejects(strange.connect(), { name: 'KafkaJSNonRetriableError' })
  })
})
