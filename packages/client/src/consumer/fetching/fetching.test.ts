import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { ApiKey } from '@barnabus/protocol'
import { TestCluster, writeValues } from '@barnabus/testkit'

import { Consumer } from '../consumer.ts'
import type { ConsumerSettings } from '../consumer-settings.ts'
import { RequestTap } from './request-tap.fixture.ts'

describe('what a consumer fetches', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  /** Reads `count` records with these settings, and tells what was said meanwhile. */
  async function read(
    topic: string,
    count: number,
    settings: ConsumerSettings,
  ): Promise<{ readonly values: readonly string[]; readonly tap: RequestTap }> {
    const tap = new RequestTap()
    await using consumer = new Consumer(
      { ...kafka.settings, 'auto.offset.reset': 'earliest', ...settings },
      { env: tap.env },
    )
    consumer.assign([{ topic, partition: 0 }])
    const values: string[] = []
    while (values.length < count) {
      for (const record of await consumer.poll({ timeoutMs: 10_000 })) {
        values.push(String(record.value))
      }
    }
    return { values, tap }
  }

  test('the settings of a fetch are what the broker is asked for', async () => {
    const topic = await kafka.makeTopic('asks')
    await writeValues(kafka, { topic, partition: 0 }, ['a'])

    const { tap } = await read(topic, 1, {
      'fetch.min.bytes': 2,
      'fetch.max.wait.ms': 7,
      'fetch.max.bytes': 100_000,
      'max.partition.fetch.bytes': 5000,
      'isolation.level': 'read_committed',
      'client.rack': 'cellar',
    })

    const [first] = tap.requests(ApiKey.Fetch)
    equal(first?.minBytes, 2)
    equal(first.maxWaitMs, 7)
    equal(first.maxBytes, 100_000)
    equal(first.topics[0]?.partitions[0]?.partitionMaxBytes, 5000)
    equal(first.isolationLevel, 1)
    equal(first.rackId, 'cellar')
    equal(tap.requests(ApiKey.ListOffsets)[0]?.isolationLevel, 1)
  })

  test('only who allows it has missing topics made by the broker', async () => {
    const topic = await kafka.makeTopic('made')
    await writeValues(kafka, { topic, partition: 0 }, ['a'])

    for (const allowed of [true, false]) {
      const settings = { 'allow.auto.create.topics': allowed, 'client.id': `maker-${allowed}` }
      const { tap } = await read(topic, 1, settings)
      const ofTopic = tap.requests(ApiKey.Metadata).filter(({ topics }) => topics?.length === 1)
      ok(ofTopic.length > 0)
      ok(ofTopic.every(({ allowAutoTopicCreation }) => allowAutoTopicCreation === allowed))
      ok(tap.clientIds.every((clientId) => clientId === `maker-${allowed}`))
    }
  })

  test('left out, they are as in Kafka', async () => {
    const topic = await kafka.makeTopic('defaults')
    await writeValues(kafka, { topic, partition: 0 }, ['a'])

    const { tap } = await read(topic, 1, {})

    const [first] = tap.requests(ApiKey.Fetch)
    equal(first?.minBytes, 1)
    equal(first.maxWaitMs, 500)
    equal(first.maxBytes, 52_428_800)
    equal(first.topics[0]?.partitions[0]?.partitionMaxBytes, 1_048_576)
    equal(first.isolationLevel, 0)
    equal(first.rackId, '')
  })

  test('a session says only what has changed', async () => {
    const topic = await kafka.makeTopic('sessions', 2)
    const tap = new RequestTap()
    await using consumer = new Consumer(
      { ...kafka.settings, 'auto.offset.reset': 'earliest', 'fetch.max.wait.ms': 10 },
      { env: tap.env },
    )
    consumer.assign([0, 1].map((partition) => ({ topic, partition })))
    await writeValues(kafka, { topic, partition: 0 }, ['a'])
    await consumer.poll({ timeoutMs: 10_000 })
    await consumer.poll({ timeoutMs: 100 })

    const ofSession = tap.requests(ApiKey.Fetch).filter(({ sessionEpoch }) => sessionEpoch > 0)
    const asked = ofSession.map(({ topics }) => topics.flatMap(({ partitions }) => partitions))
    ok(asked.every((partitions) => partitions.length < 2))
    ok(asked.some((partitions) => partitions[0]?.fetchOffset === 1n))
    ok(asked.some((partitions) => partitions.length === 0))
  })

  test('a record larger than what may be fetched at once comes all the same', async () => {
    const topic = await kafka.makeTopic('large')
    const large = 'x'.repeat(50_000)
    await writeValues(kafka, { topic, partition: 0 }, [large])
    await writeValues(kafka, { topic, partition: 0 }, ['small'])

    for (const settings of [{ 'max.partition.fetch.bytes': 100 }, { 'fetch.max.bytes': 100 }]) {
      const { values } = await read(topic, 2, settings)
      deepEqual(
        values.map(({ length }) => length),
        [50_000, 5],
      )
    }
  })

  test('fetching waits while the application does not take what was fetched', async () => {
    const topic = await kafka.makeTopic('pressure')
    for (let batch = 0; batch < 10; batch += 1) {
      await writeValues(kafka, { topic, partition: 0 }, ['x'.repeat(1000), String(batch)])
    }
    const tap = new RequestTap()
    const settings = { 'max.partition.fetch.bytes': 1500, 'fetch.max.wait.ms': 5 }
    await using consumer = new Consumer(
      { ...kafka.settings, 'auto.offset.reset': 'earliest', ...settings },
      { env: tap.env },
    )
    consumer.assign([{ topic, partition: 0 }])

    await consumer.poll({ timeoutMs: 10_000, max: 1 })
    await new Promise((resolve) => setTimeout(resolve, 100)) // It has every chance to fetch more.
    ok(tap.requests(ApiKey.Fetch).length <= 3, 'one fetch is held, and one ahead')

    let count = 1
    while (count < 20) count += (await consumer.poll({ timeoutMs: 10_000 })).length
    equal(count, 20)
  })

  test('a partition of which enough is held keeps no other from being fetched', async () => {
    const topic = await kafka.makeTopic('others', 4) // On three nodes, two have the same leader.
    const [first, second] = await partitionsOfOneLeader(kafka, topic)
    for (let batch = 0; batch < 5; batch += 1) {
      await writeValues(kafka, { topic, partition: first }, ['x'.repeat(1000)])
    }
    const tap = new RequestTap()
    const other = Promise.withResolvers<void>()
    tap.change(ApiKey.Fetch, ({ responses }) => {
      const partitions = responses.flatMap((one) => one.partitions)
      const hasOther = partitions.some(
        ({ partitionIndex, records }) => partitionIndex === second && (records?.length ?? 0) > 0,
      )
      if (hasOther) other.resolve()
      return undefined
    })
    const settings = { 'max.partition.fetch.bytes': 1500, 'fetch.max.wait.ms': 30 }
    await using consumer = new Consumer(
      { ...kafka.settings, 'auto.offset.reset': 'earliest', ...settings },
      { env: tap.env },
    )
    consumer.assign([first, second].map((partition) => ({ topic, partition })))
    await consumer.poll({ timeoutMs: 10_000, max: 1 })

    await writeValues(kafka, { topic, partition: second }, ['other'])
    await other.promise

    // It must not wait at the broker: the first partition may be drained any moment.
    equal(tap.requests(ApiKey.Fetch).at(-1)?.maxWaitMs, 0)
  })

  test('a connection that breaks is made anew, and nothing is lost or comes twice', async () => {
    const topic = await kafka.makeTopic('cuts')
    const tap = new RequestTap()
    await using consumer = new Consumer(
      { ...kafka.settings, 'auto.offset.reset': 'earliest' },
      { env: tap.env },
    )
    consumer.assign([{ topic, partition: 0 }])
    const values: string[] = []
    for (let round = 0; round < 5; round += 1) {
      await writeValues(kafka, { topic, partition: 0 }, [`${round} a`, `${round} b`])
      const [record] = await consumer.poll({ timeoutMs: 10_000, max: 1 })
      values.push(String(record?.value))
      tap.cut()
    }
    while (values.length < 10) {
      for (const { value } of await consumer.poll({ timeoutMs: 10_000 })) values.push(String(value))
    }

    deepEqual(
      values,
      [0, 1, 2, 3, 4].flatMap((round) => [`${round} a`, `${round} b`]),
    )
  })
})

async function partitionsOfOneLeader(
  kafka: TestCluster,
  topic: string,
): Promise<readonly [number, number]> {
  await using consumer = new Consumer(kafka.settings)
  const partitions = await consumer.partitionsFor(topic)
  const byLeader = Map.groupBy(partitions, ({ leaderId }) => leaderId)
  const [first, second] = Array.from(byLeader.values()).find(({ length }) => length > 1) ?? []
  ok(first !== undefined && second !== undefined)
  return [first.partition, second.partition]
}
