import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { Producer } from './producer.ts'

describe('a producer', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  test('tells where a record is', async () => {
    const topic = await kafka.makeTopic('one')
    await using producer = new Producer({ ...kafka.settings, 'linger.ms': 0 })

    const first = await producer.send({ topic, key: 'k', value: 'a', timestamp: 5n })
    const second = await producer.send({ topic, value: 'b', headers: { trace: 'abc', none: null } })

    deepEqual(first, { topic, partition: 0, offset: 0n, timestamp: 5n })
    equal(second.offset, 1n)
    const [a, b] = await kafka.read(topic)
    deepEqual([a?.key?.toString(), a?.value?.toString(), a?.timestamp], ['k', 'a', 5n])
    equal(b?.key, null)
    equal(b?.timestamp, second.timestamp)
    deepEqual(
      b?.headers.map(({ key, value }) => [key, value?.toString() ?? null]),
      [
        ['trace', 'abc'],
        ['none', null],
      ],
    )
  })

  test('records for one partition keep the order of their sends, whoever waits', async () => {
    const topic = await kafka.makeTopic('order')
    await using producer = new Producer({ ...kafka.settings, 'batch.size': 200 })
    const count = 1000

    const sent = await Promise.all(
      Array.from({ length: count }, (_, index) => producer.send({ topic, value: String(index) })),
    )

    deepEqual(
      sent.map(({ offset }) => offset),
      Array.from({ length: count }, (_, index) => BigInt(index)),
    )
    const read = await kafka.read(topic)
    deepEqual(
      read.map(({ value }) => value?.toString()),
      Array.from({ length: count }, (_, index) => String(index)),
    )
  })

  test('many records have one promise, which tells how many, and from where to where', async () => {
    const topic = await kafka.makeTopic('all', 3)
    await using producer = new Producer(kafka.settings)
    function* records() {
      for (let index = 0; index < 50_000; index += 1) {
        yield { topic, partition: index % 2, value: `value ${index}` }
      }
    }

    await producer.send({ topic, partition: 1, value: 'before' })
    const { count, firstOffsets, lastOffsets } = await producer.sendAll(records())

    equal(count, 50_000)
    const offsetsIn = (found: typeof firstOffsets) =>
      found.toSorted((a, b) => a.partition - b.partition).map(({ offset }) => offset)
    deepEqual(offsetsIn(firstOffsets), [0n, 1n])
    deepEqual(offsetsIn(lastOffsets), [24_999n, 25_000n])
  })

  test('the first record that fails is named, and its source is left', async () => {
    const topic = await kafka.makeTopic('first')
    await using producer = new Producer({ ...kafka.settings, 'max.request.size': 1000 })
    let isLeft = false
    async function* records() {
      try {
        yield { topic, value: 'small' }
        yield { topic, value: 'x'.repeat(2000) }
        yield { topic, value: 'never' }
      } finally {
        isLeft = true
      }
    }

    await rejects(producer.sendAll(records()), {
      name: 'RecordFailedError',
      code: 'CLIENT_RECORD_TOO_LARGE',
      errorName: 'MESSAGE_TOO_LARGE',
      index: 1,
    })
    ok(isLeft)
    equal((await kafka.read(topic)).length, 1)
  })

  test('flush waits for everything that was sent, and close does, too', async () => {
    const topic = await kafka.makeTopic('flush')
    const producer = new Producer({ ...kafka.settings, 'linger.ms': 60_000 })
    let settled = 0
    const count = (): void => void (settled += 1)

    void producer.send({ topic, value: '1' }).then(count)
    await producer.flush()
    equal(settled, 1)
    void producer.send({ topic, value: '2' }).then(count)
    await producer.close()
    equal(settled, 2)
    await rejects(producer.send({ topic, value: '3' }), { code: 'CLIENT_CLOSED' })
  })

  test('an abort gives up a record that waits, and a record that is on its way only in name', async () => {
    const topic = await kafka.makeTopic('abort')
    await using producer = new Producer({ ...kafka.settings, 'linger.ms': 60_000 })
    const reason = new Error('enough')
    const controller = new AbortController()

    const missing = producer.send(
      { topic: kafka.name('missing'), partition: 99, value: 'x' },
      { signal: controller.signal },
    )
    await producer.partitionsFor(topic)
    const onItsWay = producer.send({ topic, value: 'x' }, { signal: controller.signal })
    controller.abort(reason)

    await rejects(missing, reason)
    await rejects(onItsWay, reason)
    await rejects(producer.send({ topic, value: 'y' }, { signal: controller.signal }), reason)
    await producer.flush()
    equal((await kafka.read(topic)).length, 1)
  })
})
