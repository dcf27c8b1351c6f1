import { deepEqual } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { writeValues } from '@barnabus/testkit'

import { logLevel, type LogEntry } from '../index.ts'
import { Gathering, GivenConsumers } from './consumer.fixture.ts'

describe('a consumer in the shape of kafkajs that fails', () => {
  const given = new GivenConsumers()
  before(() => given.start())
  after(() => given.end())

  test('a message that could not be handled comes again, and what was before it does not', async () => {
    const topic = await given.kafka.makeTopic('fails')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b', 'c'])
    const consumer = await given.consumerOf(topic, { retry: { initialRetryTime: 20 } })
    const tried = new Gathering<string>(5)
    let failures = 2

    await consumer.run({
      eachMessage: async ({ message }) => {
        tried.add(String(message.value))
        if (String(message.value) === 'b' && failures > 0) {
          failures -= 1
          throw new Error('not yet')
        }
      },
    })

    deepEqual(await tried.all, ['a', 'b', 'b', 'b', 'c'])
    await consumer.disconnect()
  })

  test('after too many failures it crashes, and starts again where it was', async () => {
    const topic = await given.kafka.makeTopic('crashes')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a', 'b'])
    const consumer = await given.consumerOf(topic, { retry: { retries: 1, initialRetryTime: 20 } })
    const crashes: unknown[] = []
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      const { error, restart } = payload
      crashes.push([error.name, error.message, (error.cause as Error).message, restart])
    })
    const seen = new Gathering<string>(4)
    let isBroken = true

    await consumer.run({
      eachMessage: async ({ message }) => {
        seen.add(String(message.value))
        if (String(message.value) !== 'b' || !isBroken) return
        isBroken = crashes.length === 0 && seen.count < 3
        throw new Error('no')
      },
    })

    deepEqual(await seen.all, ['a', 'b', 'b', 'b'])
    deepEqual(crashes, [['KafkaJSNumberOfRetriesExceeded', 'no', 'no', true]])
    await consumer.disconnect()
  })

  test('a mistake of the program ends it at once, and for good', async () => {
    const topic = await given.kafka.makeTopic('mistakes')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a'])
    const consumer = await given.consumerOf(topic)
    const heard: string[] = []
    const crashed = new Promise<Error>((resolve) => {
      consumer.on(consumer.events.STOP, ({ type }) => heard.push(type))
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        heard.push(`restart: ${payload.restart}`)
        resolve(payload.error)
      })
    })
    await consumer.run({
      eachMessage: async () => {
        throw new TypeError('x is not a function')
      },
    })

    const error = await crashed
    deepEqual([error.name, error.message], ['KafkaJSNonRetriableError', 'x is not a function'])
    deepEqual(heard, ['consumer.stop', 'restart: false'])
  })

  test('whoever stops it after a crash is not overtaken by the restart', async () => {
    const topic = await given.kafka.makeTopic('stopped')
    await writeValues(given.kafka, { topic, partition: 0 }, ['a'])
    const asked = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<boolean>()
    const logged: string[] = []
    const logCreator = () => (entry: LogEntry) => logged.push(entry.log.message)
    const retry = {
      retries: 0,
      restartOnFailure: async () => {
        asked.resolve()
        return await answered.promise
      },
    }
    const consumer = given.consumer({ retry }, { logLevel: logLevel.ERROR, logCreator })
    const crashed = new Promise((resolve) => consumer.on(consumer.events.CRASH, resolve))
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({
      eachMessage: async () => {
        throw new Error('no')
      },
    })

    await asked.promise
    await consumer.disconnect()
    answered.resolve(true)
    await crashed
    await new Promise((resolve) => setImmediate(resolve))

    deepEqual(logged, [
      'Error when calling eachMessage',
      'Crash: KafkaJSNumberOfRetriesExceeded: no',
    ])
  })
})
