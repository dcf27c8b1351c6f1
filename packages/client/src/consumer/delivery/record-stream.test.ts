import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createHook } from 'node:async_hooks'
import { after, before, describe, test } from 'node:test'

import { TestCluster, writeValues } from '@barnabus/testkit'

import { Consumer } from '../consumer.ts'

describe('records one by one', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  async function readingTopic(count: number, settings = {}): Promise<Consumer> {
    const topic = await kafka.makeTopic('stream')
    const values = Array.from({ length: count }, (_, index) => String(index))
    await writeValues(kafka, { topic, partition: 0 }, values)
    const consumer = new Consumer({
      ...kafka.settings,
      'auto.offset.reset': 'earliest',
      ...settings,
    })
    consumer.assign([{ topic, partition: 0 }])
    return consumer
  }

  /** How many promises come to be while `work` is done. */
  async function promisesOf(work: () => Promise<void>): Promise<number> {
    let count = 0
    const hook = createHook({
      init: (_id, type) => {
        if (type === 'PROMISE') count += 1
      },
    })
    hook.enable()
    await work()
    hook.disable()
    return count
  }

  test('records that are there come without a promise for each', async () => {
    const total = 20_000
    await using consumer = await readingTopic(total, { 'max.poll.records': total })
    const stream = consumer.records()
    await stream.next()
    const resolved = Promise.resolve()
    // Awaiting costs promises of its own while somebody counts, so that much is to be left out.
    const ofAwaiting = await promisesOf(async () => {
      for (let index = 1; index < total; index += 1) await resolved
    })

    let count = 1
    const ofLoop = await promisesOf(async () => {
      for await (const _record of stream) {
        count += 1
        if (count === total) break
      }
    })

    equal(count, total)
    ok(ofLoop - ofAwaiting < 100, `${ofLoop - ofAwaiting} promises`)
  })

  test('a loop lets others have their turn, however many records are there', async () => {
    await using consumer = await readingTopic(50_000)
    let count = 0
    let countAtTurn = 0
    for await (const _record of consumer) {
      count += 1
      if (count === 1) setImmediate(() => (countAtTurn = count))
      if (count === 50_000) break
    }

    ok(countAtTurn > 0 && countAtTurn < 50_000, `the turn came after ${countAtTurn}`)
  })

  test('a loop that was left can be taken up again', async () => {
    await using consumer = await readingTopic(5)
    const read: string[] = []
    for (const stopAt of [2, 5]) {
      for await (const record of consumer) {
        read.push(String(record.value))
        if (read.length === stopAt) break
      }
    }

    deepEqual(read, ['0', '1', '2', '3', '4'])
  })

  test('batches hold records of one partition, at most max.poll.records', async () => {
    await using consumer = await readingTopic(5, { 'max.poll.records': 3 })
    const seen: unknown[] = []
    for await (const batch of consumer.batches()) {
      const { count, firstOffset, lastOffset, highWatermark } = batch
      seen.push([count, firstOffset, lastOffset, highWatermark])
      deepEqual(
        Array.from(batch, ({ offset }) => offset),
        batch.records.map(({ offset }) => offset),
      )
      if (lastOffset === 4n) break
    }

    deepEqual(seen, [
      [3, 0n, 2n, 5n],
      [2, 3n, 4n, 5n],
    ])
  })

  test('a poll gives as many as it is asked for, however many that are', async () => {
    const total = 150_000
    await using consumer = await readingTopic(total / 3)
    const [at] = consumer.assignment
    const values = Array.from({ length: total / 3 }, () => 'x')
    for (let more = 0; more < 2; more += 1) await writeValues(kafka, at!, values)

    let most = 0
    for (let count = 0; count < total;) {
      const records = await consumer.poll({ timeoutMs: 20_000, max: Infinity })
      count += records.length
      most = Math.max(most, records.length)
    }
    ok(most >= total / 3)
  })

  test('closing ends a loop that waits, and every later pull', async () => {
    const consumer = await readingTopic(1)
    const read: bigint[] = []
    for await (const record of consumer) {
      read.push(record.offset)
      setImmediate(() => void consumer.close())
    }

    deepEqual(read, [0n])
    await rejects(consumer.poll(), { code: 'CLIENT_CLOSED' })
    await consumer.close()
  })
})
