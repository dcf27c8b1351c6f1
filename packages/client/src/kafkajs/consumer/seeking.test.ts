import { deepEqual, throws } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { writeValues } from '@barnabus/testkit'

import { Gathering, GivenConsumers } from './consumer.fixture.ts'

describe('a consumer in the shape of kafkajs that seeks and pauses', () => {
  const given = new GivenConsumers()
  before(() => given.start())
  after(() => given.end())

  test('a seek goes back, forward, and to both ends', async () => {
    const topic = await given.kafka.makeTopic('seeks')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b', 'c', 'd'])
    const consumer = await given.consumerOf(topic)
    const seen: string[] = []
    const seeks = ['1', '3', '-2', '-1']
    const ended = Promise.withResolvers<void>()
    throws(() => consumer.seek({ topic, partition: 0, offset: '1' }), /run must be called/)

    const running = consumer.run({
      eachMessage: async ({ partition, message }) => {
        seen.push(String(message.value))
        if (String(message.value) === 'end') ended.resolve()
        const offset = seeks.shift()
        if (offset === undefined) return
        consumer.seek({ topic, partition, offset })
        if (offset !== '-1') return
        void writeUntil(ended.promise, () =>
          writeValues(given.kafka, { topic, partition: 0 }, ['end']),
        )
      },
    })
    await running
    await ended.promise
    throws(() => consumer.seek({ topic, partition: 0, offset: '-3' }), /negative/)
    await consumer.disconnect()

    deepEqual(seen.slice(0, 5), ['a', 'b', 'd', 'a', 'end'])
  })

  test('a batch is stale once somebody has sought, and is not resolved any more', async () => {
    const topic = await given.kafka.makeTopic('stale')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b', 'c'])
    const consumer = await given.consumerOf(topic)
    const batches = new Gathering<string>(2)

    await consumer.run({
      eachBatch: async ({ batch, isStale, resolveOffset }) => {
        if (batch.firstOffset() === '0') {
          consumer.seek({ topic, partition: 0, offset: '1' })
          resolveOffset('2')
        }
        batches.add(`${batch.firstOffset()} ${isStale()}`)
      },
    })

    deepEqual(await batches.all, ['0 true', '1 false'])
    await consumer.disconnect()
  })

  test('a seek before the partition is there counts as soon as it is', async () => {
    const topic = await given.kafka.makeTopic('early')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b', 'c'])
    const consumer = await given.consumerOf(topic)
    const seen = new Gathering<string>(1)

    const running = consumer.run({
      eachMessage: async ({ message }) => seen.add(String(message.value)),
    })
    consumer.seek({ topic, partition: 0, offset: '2' })
    await running

    deepEqual(await seen.all, ['c'])
    await consumer.disconnect()
  })

  test('nothing of what is paused comes, and then it goes on where it was', async () => {
    const topic = await given.kafka.makeTopic('pauses', 2)
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b', 'c'])
    const consumer = await given.consumerOf(topic)
    const seen = new Gathering<string>(5)
    let resume: (() => void) | undefined

    await consumer.run({
      eachMessage: async ({ message, partition, pause }) => {
        seen.add(String(message.value))
        if (String(message.value) === 'a') {
          resume = pause()
          deepEqual(consumer.paused(), [{ topic, partitions: [partition] }])
          await writeValues(given.kafka, { topic, partition: 1 }, ['other'])
        }
        if (String(message.value) === 'other') {
          consumer.pause([{ topic }])
          deepEqual(consumer.paused(), [{ topic, partitions: [0, 1] }])
          consumer.resume([{ topic, partitions: [1] }])
          await writeValues(given.kafka, { topic, partition: 1 }, ['another'])
        }
        if (String(message.value) === 'another') {
          consumer.resume([{ topic }])
          resume?.()
        }
      },
    })

    deepEqual(await seen.all, ['a', 'other', 'another', 'b', 'c'])
    deepEqual(consumer.paused(), [])
    await consumer.disconnect()
  })
})

/** A consumer that begins at the end sees only what is written once it has found it. */
async function writeUntil(seen: Promise<unknown>, write: () => Promise<void>): Promise<void> {
  let isSeen = false
  void seen.then(() => (isSeen = true))
  while (!isSeen) await write()
}
