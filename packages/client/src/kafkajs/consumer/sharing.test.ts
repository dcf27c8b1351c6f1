import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { writeValues } from '@barnabus/testkit'

import { logLevel, type Consumer, type LogEntry } from '../index.ts'
import { Gathering, GivenConsumers } from './consumer.fixture.ts'

describe('consumers in the shape of kafkajs that share topics', () => {
  const given = new GivenConsumers()
  before(() => given.start())
  after(() => given.end())

  test('as many partitions are handled at a time as it says, each in its order', async () => {
    const topic = await given.kafka.makeTopic('concurrent', 2)
    await writeValues(given.kafka, { topic, partition: 0 }, ['1'])
    const consumer = await given.consumerOf(topic)
    const seen = new Gathering<string>(3)
    const busy = new Set<number>()
    const mistakes: string[] = []
    const together = Promise.withResolvers<void>()

    await consumer.run({
      partitionsConsumedConcurrently: 2,
      eachMessage: async ({ partition, message }) => {
        const name = `${partition}: ${String(message.value)}`
        if (busy.has(partition)) mistakes.push(`${name} beside another of its partition`)
        busy.add(partition)
        if (name === '0: 1') {
          await writeValues(given.kafka, { topic, partition: 0 }, ['2'])
          await writeValues(given.kafka, { topic, partition: 1 }, ['1'])
          await together.promise
        }
        if (partition === 1 && busy.has(0)) together.resolve()
        busy.delete(partition)
        seen.add(name)
      },
    })
    const all = await seen.all
    await consumer.disconnect()

    deepEqual(mistakes, [])
    equal(all.at(-1), '0: 2')
  })

  test('a batch that is given up for a rebalance is committed as far as it is resolved', async () => {
    const topic = await given.kafka.makeTopic('gives-up')
    const groupId = given.kafka.name('group')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b'])
    const seen: string[] = []
    const begun = Promise.withResolvers<void>()
    const gone = Promise.withResolvers<string>()
    const ended = Promise.withResolvers<void>()
    const logged: string[] = []
    const logCreator = () => (entry: LogEntry) => logged.push(entry.log.message)
    const start = async (): Promise<Consumer> => {
      const consumer = given.consumer({ groupId }, { logLevel: logLevel.ERROR, logCreator })
      await consumer.subscribe({ topic, fromBeginning: true })
      await consumer.run({
        eachBatchAutoResolve: false,
        eachBatch: async ({ batch, resolveOffset, heartbeat, isStale }) => {
          for (const { offset, value } of batch.messages) {
            seen.push(String(value))
            resolveOffset(offset)
            if (offset === '1') return ended.resolve()
            begun.resolve()
            while (!isStale()) await new Promise((resolve) => setImmediate(resolve))
            await heartbeat().catch((error: Error) => {
              gone.resolve(error.name)
              throw error
            })
          }
        },
      })
      return consumer
    }

    const first = await start()
    await begun.promise
    const second = await start()
    await ended.promise
    await Promise.all([first.disconnect(), second.disconnect()])

    equal(await gone.promise, 'KafkaJSProtocolError')
    deepEqual(seen, ['a', 'b'])
    deepEqual(logged, [], 'nobody has made a mistake')
  })

  test('topics match a pattern, and each begins where it was said to', async () => {
    const prefix = given.kafka.name('pattern')
    const [first, second, other] = [
      await given.kafka.makeTopic(`${prefix}-a`),
      await given.kafka.makeTopic(`${prefix}-b`),
      await given.kafka.makeTopic('other'),
    ]
    for (const topic of [first, second, other]) {
      await writeValues(given.kafka, { topic, partition: 0 }, ['before'])
    }
    const consumer = given.consumer()
    await consumer.subscribe({ topics: [new RegExp(`^${prefix}-[ab]-`)], fromBeginning: true })
    await consumer.subscribe({ topic: other })
    const seen: string[] = []
    const last = Promise.withResolvers<void>()

    await consumer.run({
      eachMessage: async ({ topic, message }) => {
        seen.push(`${topic} ${String(message.value)}`)
        const isEach = [first, second, other].every((one) =>
          seen.some((own) => own.startsWith(one)),
        )
        if (isEach) last.resolve()
      },
    })
    await writeUntil(last.promise, () =>
      writeValues(given.kafka, { topic: other, partition: 0 }, ['after']),
    )
    await rejects(consumer.subscribe({ topic: first }), /while consumer is running/)
    await consumer.disconnect()

    const early = seen.filter((one) => one.endsWith(' before'))
    deepEqual(early.toSorted(), [`${first} before`, `${second} before`])
    ok(seen.includes(`${other} after`))
  })

  test('members share partitions, and nothing is lost when one comes and goes', async () => {
    const topic = await given.kafka.makeTopic('shares', 4)
    const groupId = given.kafka.name('group')
    const seen = new Set<string>()
    const joins: string[] = []
    const all = Promise.withResolvers<void>()
    const start = async (name: string): Promise<Consumer> => {
      const consumer = await given.consumerOf(topic, { groupId })
      consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
        joins.push(`${name} ${(payload.memberAssignment[topic] ?? []).length}`)
      })
      consumer.on(consumer.events.REBALANCING, () => joins.push(`${name} rebalances`))
      await consumer.run({
        eachMessage: async ({ partition, message }) => {
          seen.add(`${partition} ${message.offset}`)
          if (seen.size === 12) all.resolve()
        },
      })
      return consumer
    }
    const write = async (): Promise<void> => {
      for (const partition of [0, 1, 2, 3])
        await writeValues(given.kafka, { topic, partition }, ['x'])
    }

    const first = await start('first')
    await write()
    const second = await start('second')
    await write()
    await first.disconnect()
    await write()
    await all.promise
    await second.disconnect()

    equal(joins[0], 'first 4')
    ok(joins.includes('first rebalances') && joins.includes('second 2'), joins.join(', '))
    equal(joins.at(-1), 'second 4')
  })

  test('a program that takes long keeps its partitions by heartbeats, and loses them without', async () => {
    const topic = await given.kafka.makeTopic('slow')
    await writeValues(given.kafka, { topic, partition: 0 }, ['busy', 'stuck'])
    const rebalanceTimeout = 600
    const consumer = await given.consumerOf(topic, { rebalanceTimeout })
    const rebalancing = Promise.withResolvers<void>()
    let rebalances = 0
    consumer.on(consumer.events.REBALANCING, () => {
      rebalances += 1
      rebalancing.resolve()
    })
    const seen = new Gathering<string>(2)

    await consumer.run({
      eachMessage: async ({ message, heartbeat }) => {
        for (let count = 0; String(message.value) === 'busy' && count < 12; count += 1) {
          await new Promise((resolve) => setTimeout(resolve, rebalanceTimeout / 6))
          await heartbeat()
        }
        seen.add(`${String(message.value)} ${rebalances}`)
        if (String(message.value) === 'stuck') await rebalancing.promise
      },
    })

    deepEqual(await seen.all, ['busy 0', 'stuck 0'])
    await rebalancing.promise
    await consumer.disconnect()
  })
})

/** A consumer that begins at the end sees only what is written once it has found it. */
async function writeUntil(seen: Promise<unknown>, write: () => Promise<void>): Promise<void> {
  let isSeen = false
  void seen.then(() => (isSeen = true))
  while (!isSeen) await write()
}
