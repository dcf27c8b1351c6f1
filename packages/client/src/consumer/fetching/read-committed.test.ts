import { deepEqual, equal } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster, committedIn, layouts, nameOf, valueOf, type Step } from '@barnabus/testkit'

import { Producer } from '../../producer/producer.ts'
import type { Transaction } from '../../producer/transactions/transaction.ts'
import { Consumer } from '../consumer.ts'
import type { ConsumerSettings } from '../consumer-settings.ts'

// With so little in a fetch, every batch and every marker comes in one of its own.
const sizes: readonly ConsumerSettings[] = [{}, { 'max.partition.fetch.bytes': 1 }]

/** Writes what a layout says, with a producer for each of its names. */
class LayoutWriter implements AsyncDisposable {
  readonly #kafka: TestCluster
  readonly #topic: string
  readonly #producers = new Map<string, Producer>()
  readonly #open = new Map<string, Transaction>()

  constructor(kafka: TestCluster, topic: string) {
    this.#kafka = kafka
    this.#topic = topic
  }

  async write(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if ('end' in step) {
        const transaction = await this.#transaction(step.by)
        this.#open.delete(step.by)
        await transaction[step.end]()
      } else {
        const target = step.by === undefined ? this.#producer('') : await this.#transaction(step.by)
        const records = step.write.map((name) => ({ topic: this.#topic, value: valueOf(name) }))
        await Promise.all(records.map((record) => target.send(record)))
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const producer of this.#producers.values()) await producer.close()
  }

  async #transaction(name: string): Promise<Transaction> {
    const open = this.#open.get(name) ?? (await this.#producer(name).beginTransaction())
    this.#open.set(name, open)
    return open
  }

  #producer(name: string): Producer {
    const known = this.#producers.get(name)
    if (known !== undefined) return known
    const transactionalId = name === '' ? {} : { 'transactional.id': this.#kafka.name(name) }
    const producer = new Producer({ ...this.#kafka.settings, 'linger.ms': 0, ...transactionalId })
    this.#producers.set(name, producer)
    return producer
  }
}

describe('a consumer of committed records', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  function reading(topic: string, isolation: string, settings: ConsumerSettings): Consumer {
    const consumer = new Consumer({
      ...kafka.settings,
      'auto.offset.reset': 'earliest',
      'fetch.max.wait.ms': 20,
      'isolation.level': isolation,
      ...settings,
    })
    consumer.assign([{ topic, partition: 0 }])
    return consumer
  }

  /** So many names, and whatever else comes within a moment. */
  async function readNames(consumer: Consumer, count: number): Promise<readonly string[]> {
    const names: string[] = []
    for (;;) {
      const timeoutMs = names.length < count ? 20_000 : 60
      const records = await consumer.poll({ timeoutMs })
      if (records.length === 0) return names
      names.push(...records.map(({ value }) => nameOf(value!)))
    }
  }

  for (const { title, steps, afterwards } of layouts) {
    test(`${title}: sees what was committed, and nothing else`, async () => {
      const topic = await kafka.makeTopic('layout')
      await using writer = new LayoutWriter(kafka, topic)
      await writer.write(steps)
      await using readers = new AsyncDisposableStack()
      const consumers = sizes.map((size) => readers.use(reading(topic, 'read_committed', size)))

      const before = committedIn(steps)
      for (const consumer of consumers) {
        deepEqual(await readNames(consumer, before.length), before)
      }
      await writer.write(afterwards)

      const later = committedIn([...steps, ...afterwards]).slice(before.length)
      for (const consumer of consumers) {
        deepEqual(await readNames(consumer, later.length), later)
      }
    })
  }

  test('who does not mind sees all of it, at once', async () => {
    const [{ steps }] = layouts as [(typeof layouts)[number]]
    const topic = await kafka.makeTopic('layout')
    await using writer = new LayoutWriter(kafka, topic)
    await writer.write(steps)
    await using consumer = reading(topic, 'read_uncommitted', {})

    const all = steps.flatMap((step) => ('write' in step ? step.write : []))
    deepEqual(await readNames(consumer, all.length), all)
  })

  test('the end, lag and position know nothing of what is not committed', async () => {
    const topic = await kafka.makeTopic('layout')
    const at = { topic, partition: 0 }
    await using writer = new LayoutWriter(kafka, topic)
    await writer.write([
      { write: ['plain'], by: undefined },
      { write: ['open'], by: 'P' },
    ])
    await using consumer = reading(topic, 'read_committed', {})

    deepEqual(await readNames(consumer, 1), ['plain'])
    equal(consumer.lag(at), 0n)
    equal(await consumer.position(at), 1n)
    deepEqual(await consumer.endOffsets([at]), [{ ...at, offset: 1n }])

    await writer.write([{ end: 'abort', by: 'P' }])
    deepEqual(await readNames(consumer, 0), [])
    while ((await consumer.position(at)) < 3n) await consumer.poll({ timeoutMs: 20 })
  })
})
