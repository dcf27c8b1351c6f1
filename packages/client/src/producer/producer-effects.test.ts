import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'

import { ManualClock } from '@barnabus/base'
import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { ScriptedBroker } from '@barnabus/testkit'

import { systemClientEnv } from '../client-env.ts'
import { Producer, type ProducerOptions } from './producer.ts'
import type { ProducerSettings } from './producer-settings.ts'

/** A producer, the broker it sends to, and the clock it looks at, which stands still. */
class Scene implements AsyncDisposable {
  readonly broker: ScriptedBroker
  readonly clock = new ManualClock()
  readonly producer: Producer

  private constructor(
    broker: ScriptedBroker,
    settings: ProducerSettings,
    options: ProducerOptions,
  ) {
    const env = { ...systemClientEnv, clock: this.clock }
    this.broker = broker
    this.producer = new Producer({ ...broker.settings, ...settings }, { env, ...options })
  }

  static async open(settings: ProducerSettings, options: ProducerOptions = {}): Promise<Scene> {
    const broker = await ScriptedBroker.start({ topics: { t: 1, many: 8 } })
    return new Scene(broker, settings, options)
  }

  /** Lets both do what they can without any time passing, until `isDone`. */
  async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) await turn()
  }

  /** Many times as long as a round trip takes: whatever was to come has come. */
  async settle(): Promise<void> {
    for (let turns = 0; turns < 200; turns += 1) await turn()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.producer.close({ timeoutMs: 0 })
    await this.broker[Symbol.asyncDispose]()
  }
}

const hundred = 'x'.repeat(100)

function sendTimes(scene: Scene, count: number, topic = 't', value = hundred): Promise<unknown>[] {
  return Array.from({ length: count }, (_, index) =>
    scene.producer.send({ topic, value, ...(topic === 'many' && { partition: index % 8 }) }),
  )
}

describe('what a setting of a producer does', () => {
  test('acks goes to the broker, and 0 waits for no answer', async () => {
    for (const [acks, sent] of [
      ['all', -1],
      [1, 1],
      [0, 0],
    ] as const) {
      await using scene = await Scene.open({ acks, 'linger.ms': 0 })
      const { offset } = await scene.producer.send({ topic: 't', value: 'a' })
      await scene.until(() => scene.broker.produced.length > 0)
      deepEqual(
        scene.broker.produced.map((one) => one.acks),
        [sent],
      )
      equal(offset, acks === 0 ? -1n : 0n)
    }
  })

  test('client.id is said with each request', async () => {
    await using scene = await Scene.open({ 'client.id': 'mine', 'linger.ms': 0 })
    await scene.producer.send({ topic: 't', value: 'a' })
    ok(scene.broker.requests.every(({ clientId }) => clientId === 'mine'))
  })

  test('batch.size ends a batch, and 0 lets each record travel alone', async () => {
    for (const [batchSize, counts] of [
      [0, [1, 1, 1, 1]],
      [300, [2, 2]],
      [16_384, [4]],
    ] as const) {
      await using scene = await Scene.open({ 'batch.size': batchSize, 'linger.ms': 1 })
      const sends = sendTimes(scene, 4)
      await scene.producer.flush()
      await Promise.all(sends)
      deepEqual(
        scene.broker.produced.map(({ values }) => values.length),
        counts,
      )
    }
  })

  test('linger.ms is how long a batch waits for more', async () => {
    await using scene = await Scene.open({ 'linger.ms': 50 })
    await scene.producer.partitionsFor('t')
    const first = scene.producer.send({ topic: 't', value: 'a' })
    scene.clock.advance(49)
    await scene.settle()
    equal(scene.broker.produced.length, 0)
    const second = scene.producer.send({ topic: 't', value: 'b' })
    scene.clock.advance(1)
    await Promise.all([first, second])
    deepEqual(
      scene.broker.produced.map(({ values }) => values),
      [['a', 'b']],
    )
  })

  test('max.in.flight.requests.per.connection is how many requests are under way', async () => {
    for (const maxInFlight of [1, 3, 5]) {
      await using scene = await Scene.open({
        'max.in.flight.requests.per.connection': maxInFlight,
        'batch.size': 0,
        'linger.ms': 0,
      })
      const { promise, resolve } = Promise.withResolvers<undefined>()
      scene.broker.on(ApiKey.Produce, () => promise)
      const sends = sendTimes(scene, 10)
      await scene.until(() => scene.broker.produced.length === maxInFlight)
      await scene.settle()
      equal(scene.broker.produced.length, maxInFlight)
      resolve(undefined)
      await Promise.all(sends)
    }
  })

  test('max.request.size bounds a request, and a record', async () => {
    await using scene = await Scene.open({ 'max.request.size': 500, 'linger.ms': 1 })
    const sends = sendTimes(scene, 8, 'many')
    await scene.producer.flush()
    await Promise.all(sends)
    const counts = scene.broker.requestsOf(ApiKey.Produce).map((one) => scene.broker.batchesOf(one))
    deepEqual(
      counts.map(({ length }) => length),
      [2, 2, 2, 2],
    )
    await rejects(scene.producer.send({ topic: 't', value: 'x'.repeat(500) }), {
      code: 'CLIENT_RECORD_TOO_LARGE',
      message: /max.request.size is 500/,
    })
  })

  test('buffer.memory makes sends wait, for max.block.ms and no longer', async () => {
    const settings = { 'buffer.memory': 2000, 'batch.size': 1000, 'max.block.ms': 70 }
    await using scene = await Scene.open({ ...settings, 'linger.ms': 0 })
    const { promise, resolve } = Promise.withResolvers<undefined>()
    scene.broker.on(ApiKey.Produce, () => promise)
    const large = 'x'.repeat(800)
    await scene.producer.partitionsFor('t')
    const sends = sendTimes(scene, 2, 't', large)
    const tooLate = scene.producer.send({ topic: 't', value: large })
    await scene.until(() => scene.broker.produced.length === 2)
    scene.clock.advance(69)
    const inTime = scene.producer.send({ topic: 't', value: large })
    scene.clock.advance(1)

    await rejects(tooLate, { code: 'CLIENT_MEMORY_EXHAUSTED', message: /after 70 ms/ })
    resolve(undefined)
    await Promise.all([...sends, inTime])
    await rejects(scene.producer.send({ topic: 't', value: 'x'.repeat(2000) }), {
      message: /buffer.memory is 2000/,
    })
  })

  test('max.block.ms is how long a send waits for its topic', async () => {
    await using scene = await Scene.open({ 'max.block.ms': 300, 'retry.backoff.ms': 60_000 })
    const missing = scene.producer.send({ topic: 'missing', value: 'a' })
    await scene.until(() => scene.broker.requestsOf(ApiKey.Metadata).length > 0)
    await scene.settle()
    scene.clock.advance(300)
    await rejects(missing, (error: Error & { cause?: unknown }) => {
      equal((error as { code?: string }).code, 'CLIENT_API_TIMED_OUT')
      equal((error.cause as { errorName?: string }).errorName, 'UNKNOWN_TOPIC_OR_PARTITION')
      return true
    })
  })

  test('a record for a partition that comes to be is sent when it is there', async () => {
    await using scene = await Scene.open({ 'linger.ms': 0, 'retry.backoff.ms': 10 })
    await scene.producer.send({ topic: 't', value: 'a' })
    const later = scene.producer.send({ topic: 't', partition: 1, value: 'b' })
    await scene.producer.send({ topic: 't', value: 'c' })
    scene.broker.topics.set('t', 2)
    const { promise: isOver, resolve } = Promise.withResolvers<void>()
    void later.finally(resolve)
    let over = false
    void isOver.then(() => (over = true))
    while (!over) {
      await turn()
      scene.clock.advance(1)
    }
    equal((await later).partition, 1)
  })

  test('delivery.timeout.ms ends all tries', async () => {
    const settings = { 'delivery.timeout.ms': 500, 'request.timeout.ms': 400, 'linger.ms': 0 }
    await using scene = await Scene.open(settings)
    scene.broker.on(ApiKey.Produce, () => 'silence')
    const send = scene.producer.send({ topic: 't', value: 'a' })
    await scene.until(() => scene.broker.produced.length === 1)
    const isLate = rejects(send, { code: 'CLIENT_DELIVERY_TIMED_OUT', message: /"t"-0.*500 ms/ })
    scene.clock.advance(500)
    await isLate
  })

  test('request.timeout.ms sends again what got no answer, under the same number', async () => {
    await using scene = await Scene.open({ 'request.timeout.ms': 200, 'linger.ms': 0 })
    let count = 0
    scene.broker.on(ApiKey.Produce, () => (count++ === 0 ? 'silence' : undefined))
    const send = scene.producer.send({ topic: 't', value: 'a' })
    await scene.until(() => scene.broker.produced.length === 1)
    scene.clock.advance(200)
    await scene.settle()
    scene.clock.advance(2000)
    await send
    const [first, second] = scene.broker.produced
    ok(scene.broker.produced.length === 2)
    equal(first?.batch.baseSequence, second?.batch.baseSequence)
    equal(first?.batch.producerId, second?.batch.producerId)
  })

  test('retries is how often a batch is sent again', async () => {
    for (const retries of [0, 2]) {
      await using scene = await Scene.open({ retries, 'retry.backoff.ms': 0, 'linger.ms': 0 })
      scene.broker.on(ApiKey.Produce, (request) =>
        scene.broker.refusal(request, ErrorCode.notEnoughReplicas),
      )
      const error = { errorName: 'NOT_ENOUGH_REPLICAS', retriable: true }
      await rejects(scene.producer.send({ topic: 't', value: 'a' }), error)
      equal(scene.broker.produced.length, retries + 1)
    }
  })

  test('retry.backoff.ms passes before a batch is sent again, and longer each time', async () => {
    await using scene = await Scene.open({
      'retry.backoff.ms': 1000,
      'retry.backoff.max.ms': 2000,
      'linger.ms': 0,
    })
    scene.broker.on(ApiKey.Produce, (request) =>
      scene.broker.produced.length < 3
        ? scene.broker.refusal(request, ErrorCode.notEnoughReplicas)
        : undefined,
    )
    const send = scene.producer.send({ topic: 't', value: 'a' })
    await scene.until(() => scene.broker.produced.length === 1)
    await scene.settle()
    scene.clock.advance(790) // A fifth less or more.
    await scene.settle()
    equal(scene.broker.produced.length, 1)
    scene.clock.advance(410)
    await scene.until(() => scene.broker.produced.length === 2)
    await scene.settle()
    scene.clock.advance(1590)
    await scene.settle()
    equal(scene.broker.produced.length, 2)
    scene.clock.advance(810)
    await send
  })

  test('enable.idempotence numbers what is sent, and without it nothing has a number', async () => {
    for (const isIdempotent of [true, false]) {
      await using scene = await Scene.open({ 'enable.idempotence': isIdempotent, 'linger.ms': 0 })
      for (const value of ['a', 'b']) await scene.producer.send({ topic: 't', value })
      deepEqual(
        scene.broker.produced.map(({ batch }) => [batch.producerId, batch.baseSequence]),
        isIdempotent
          ? [
              [1n, 0],
              [1n, 1],
            ]
          : [
              [-1n, -1],
              [-1n, -1],
            ],
      )
    }
  })

  test('one request in flight keeps the order of retries without idempotence', async () => {
    await using scene = await Scene.open({
      'enable.idempotence': false,
      'max.in.flight.requests.per.connection': 1,
      ...{ 'batch.size': 0, 'linger.ms': 0, 'retry.backoff.ms': 0 },
    })
    let count = 0
    scene.broker.on(ApiKey.Produce, (request) => {
      count += 1
      return count === 2 ? scene.broker.refusal(request, ErrorCode.notEnoughReplicas) : undefined
    })
    const values = ['a', 'b', 'c', 'd']
    await Promise.all(values.map((value) => scene.producer.send({ topic: 't', value })))
    deepEqual(
      scene.broker.produced.flatMap((one) => one.values),
      ['a', 'b', 'b', 'c', 'd'],
    )
  })

  for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd']) {
    test(`compression.type=${codec} is how batches are compressed`, async () => {
      await using scene = await Scene.open({ 'compression.type': codec, 'linger.ms': 1 })
      const sends = sendTimes(scene, 20)
      await scene.producer.flush()
      await Promise.all(sends)
      const [{ batch, values } = scene.broker.produced[0]!] = scene.broker.produced
      equal(batch.compression, codec)
      equal(values.length, 20)
      equal(batch.sizeBytes < 1000, codec !== 'none')
    })
  }

  for (const [codec, weak, strong] of [
    ['gzip', 1, 9],
    ['zstd', -100, 19],
  ] as const) {
    test(`compression.${codec}.level makes batches smaller`, async () => {
      const sizes: number[] = []
      for (const level of [weak, strong]) {
        await using scene = await Scene.open({
          'compression.type': codec,
          [`compression.${codec}.level`]: level,
          'linger.ms': 1,
        } as ProducerSettings)
        const words = ['alpha', 'beta', 'gamma', 'delta']
        const value = Array.from({ length: 2000 }, (_, i) => words[(i * i * 7 + i) % 4]).join(' ')
        const send = scene.producer.send({ topic: 't', value })
        await scene.producer.flush()
        await send
        sizes.push(scene.broker.produced[0]!.batch.sizeBytes)
      }
      ok(sizes[1]! < sizes[0]!, sizes.join())
    })
  }

  test('compressed batches take as many records as will probably fill them', async () => {
    const settings = { 'compression.type': 'gzip', 'batch.size': 2000, 'linger.ms': 1 }
    await using scene = await Scene.open(settings)
    for (let round = 0; round < 100; round += 1) {
      const sends = sendTimes(scene, 40)
      await scene.producer.flush()
      await Promise.all(sends)
    }
    const lengths = scene.broker.produced.map(({ values }) => values.length)
    ok(Math.max(...lengths) > 2 * lengths[0]!, lengths.join())
  })

  test('records with a key go where Kafka sends them, unless partitioner.ignore.keys', async () => {
    for (const ignoresKeys of [false, true]) {
      await using scene = await Scene.open({
        'partitioner.ignore.keys': ignoresKeys,
        'linger.ms': 0,
      })
      const keys = ['21', 'foobar', 'abc', Buffer.from('a-little-bit-long-string')]
      const found = await Promise.all(
        keys.map((key) => scene.producer.send({ topic: 'many', key, value: 'v' })),
      )
      const partitions = found.map(({ partition }) => partition)
      if (ignoresKeys) equal(new Set(partitions).size, 1)
      // The hashes of Kafka's own tests, positive, modulo 8.
      else
        deepEqual(
          partitions,
          [-973932308, -790332482, 479470107, -985981536].map((hash) => (hash & 0x7fffffff) % 8),
        )
    }
  })

  test('records without a key stay with a partition for a batch, then go on', async () => {
    await using scene = await Scene.open({ 'batch.size': 1000, 'linger.ms': 1 })
    const sends = Array.from({ length: 300 }, () =>
      scene.producer.send({ topic: 'many', value: hundred }),
    )
    await scene.producer.flush()
    const found = (await Promise.all(sends)).map(({ partition }) => partition)
    const changes = found.filter((partition, index) => partition !== found[index - 1]).length
    ok(new Set(found).size > 3, 'many partitions get records')
    ok(changes < 40, `${changes} changes`)
    ok(scene.broker.produced.filter(({ values }) => values.length < 8).length <= 2)
  })

  test('a partitioner of the program has the last word, and may be wrong', async () => {
    const partitioner: ProducerOptions['partitioner'] = ({ value }, partitions) =>
      value === 'wrong' ? partitions.length : 5
    await using scene = await Scene.open({ 'linger.ms': 0 }, { partitioner })
    const { producer } = scene
    equal((await producer.send({ topic: 'many', key: 'k', value: 'a' })).partition, 5)
    equal((await producer.send({ topic: 'many', partition: 2, value: 'a' })).partition, 2)
    await rejects(producer.send({ topic: 'many', value: 'wrong' }), {
      code: 'CLIENT_RECORD_UNUSABLE',
      message: /partitioner chose 8, not one of 0 to 7/,
    })
  })

  test('metadata.max.age.ms is when the cluster is asked again', async () => {
    await using scene = await Scene.open({ 'metadata.max.age.ms': 1000, 'linger.ms': 0 })
    await scene.producer.send({ topic: 't', value: 'a' })
    const before = scene.broker.requestsOf(ApiKey.Metadata).length
    scene.clock.advance(999)
    await scene.settle()
    equal(scene.broker.requestsOf(ApiKey.Metadata).length, before)
    scene.clock.advance(1)
    await scene.until(() => scene.broker.requestsOf(ApiKey.Metadata).length > before)
  })

  test('metadata.max.idle.ms is when a topic without records is forgotten', async () => {
    await using scene = await Scene.open({
      'metadata.max.idle.ms': 5000,
      'metadata.max.age.ms': 20_000,
      'linger.ms': 0,
    })
    await scene.producer.send({ topic: 't', value: 'a' })
    scene.clock.advance(10_000)
    const count = scene.broker.requestsOf(ApiKey.Metadata).length
    scene.clock.advance(10_000)
    await scene.until(() => scene.broker.requestsOf(ApiKey.Metadata).length > count)
    ok(!isAboutT(scene.broker.requestsOf(ApiKey.Metadata).at(-1)!))
    equal((await scene.producer.send({ topic: 't', value: 'b' })).offset, 1n)
    equal(scene.broker.produced.at(-1)?.batch.baseSequence, 1)
  })
})

function isAboutT({
  body,
}: {
  readonly body: { readonly topics: readonly { readonly name: string | null }[] | null }
}): boolean {
  return body.topics?.some(({ name }) => name === 't') ?? true
}
