import { deepEqual, equal, rejects, throws } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { TestCluster, connectToLeader, writeValues } from '@barnabus/testkit'

import { Consumer } from '../consumer.ts'
import type { ConsumerSettings } from '../consumer-settings.ts'

describe('where a consumer reads', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  function reading(topic: string, settings: ConsumerSettings = {}): Consumer {
    const consumer = new Consumer({
      ...kafka.settings,
      'auto.offset.reset': 'earliest',
      'fetch.max.wait.ms': 20,
      ...settings,
    })
    consumer.assign([{ topic, partition: 0 }])
    return consumer
  }

  async function next(consumer: Consumer): Promise<string> {
    const [record] = await consumer.poll({ timeoutMs: 15_000, max: 1 })
    return String(record?.value)
  }

  /** A topic with records of three times: 1000, 2000 and 3000 ms. */
  async function timedTopic(): Promise<string> {
    const topic = await kafka.makeTopic('times', 1, { 'retention.ms': '-1' })
    for (const [index, value] of ['a', 'b', 'c'].entries()) {
      const timestamp = BigInt(1000 * (index + 1))
      const records = [{ value: Buffer.from(value), timestamp }]
      await writeValues(kafka, { topic, partition: 0 }, [], { records })
    }
    return topic
  }

  async function deleteRecordsBefore(topic: string, offset: bigint): Promise<void> {
    const connection = await connectToLeader(kafka.bootstrapServers, { topic, partition: 0 })
    const { topics } = await connection.send(ApiKey.DeleteRecords, 2, {
      topics: [{ name: topic, partitions: [{ partitionIndex: 0, offset }] }],
      timeoutMs: 10_000,
    })
    connection.close()
    equal(topics[0]?.partitions[0]?.errorCode, ErrorCode.none)
  }

  test('earliest begins with the first record, latest with the next one', async () => {
    const topic = await kafka.makeTopic('begins')
    const at = { topic, partition: 0 }
    await writeValues(kafka, at, ['before'])
    await using earliest = reading(topic)
    await using latest = reading(topic, { 'auto.offset.reset': 'latest' })
    equal(await latest.position(at), 1n)

    await writeValues(kafka, at, ['after'])

    equal(await next(earliest), 'before')
    equal(await next(latest), 'after')
  })

  test('none begins nowhere: each pull says so, until the application seeks', async () => {
    const topic = await kafka.makeTopic('nowhere')
    const at = { topic, partition: 0 }
    await writeValues(kafka, at, ['a'])
    await using consumer = reading(topic, { 'auto.offset.reset': 'none' })

    for (let pull = 0; pull < 2; pull += 1) {
      await rejects(consumer.poll({ timeoutMs: 15_000 }), { code: 'CLIENT_NO_OFFSET' })
    }
    await rejects(consumer.position(at), { errorName: 'OFFSET_OUT_OF_RANGE' })

    consumer.seek(at, 0)
    equal(await next(consumer), 'a')
  })

  test('by_duration begins with the first record that is not older', async () => {
    const topic = await timedTopic()
    await writeValues(kafka, { topic, partition: 0 }, ['now'])
    await using consumer = reading(topic, { 'auto.offset.reset': 'by_duration:PT1H' })

    equal(await next(consumer), 'now')
  })

  test('by_duration begins at the end when nothing is that new', async () => {
    const topic = await timedTopic()
    await using consumer = reading(topic, { 'auto.offset.reset': 'by_duration:PT1H' })

    equal(await consumer.position({ topic, partition: 0 }), 3n)
  })

  test('seeks go anywhere: an offset, a time, the beginning, the end', async () => {
    const topic = await timedTopic()
    const at = { topic, partition: 0 }
    await using consumer = reading(topic)
    equal(await next(consumer), 'a')

    consumer.seek(at, 2n)
    equal(await next(consumer), 'c')
    await consumer.seekToTime(at, 1500)
    equal(await next(consumer), 'b')
    await consumer.seekToTime(at, new Date(3000))
    equal(await next(consumer), 'c')
    consumer.seekToBeginning()
    equal(await next(consumer), 'a')
    consumer.seekToEnd([at])
    equal(await consumer.position(at), 3n)
    await consumer.seekToTime(at, 9000)
    equal(await consumer.position(at), 3n)
  })

  test('offsets are found by time and at both ends, assigned or not', async () => {
    const topic = await timedTopic()
    const at = { topic, partition: 0 }
    await deleteRecordsBefore(topic, 1n)
    await using consumer = new Consumer(kafka.settings)

    deepEqual(await consumer.beginningOffsets([at]), [{ ...at, offset: 1n }])
    deepEqual(await consumer.endOffsets([at]), [{ ...at, offset: 3n }])
    const [found] = await consumer.offsetsForTimes([{ ...at, time: 2500 }])
    equal(found?.offset, 2n)
    equal(found.timestamp, 3000n)
    deepEqual(await consumer.offsetsForTimes([{ ...at, time: 3001n }]), [undefined])
  })

  test('when records are gone, reading goes on where the settings say', async () => {
    const topic = await timedTopic()
    const at = { topic, partition: 0 }
    await deleteRecordsBefore(topic, 2n)

    await using earliest = reading(topic)
    earliest.seek(at, 0n)
    equal(await next(earliest), 'c')

    await using none = reading(topic, { 'auto.offset.reset': 'none' })
    none.seek(at, 1000n)
    await rejects(none.poll({ timeoutMs: 15_000 }), { errorName: 'OFFSET_OUT_OF_RANGE' })
  })

  test('a topic that was deleted and made anew is read from its beginning', async () => {
    const topic = await kafka.makeTopic('anew')
    const at = { topic, partition: 0 }
    await writeValues(kafka, at, ['old 0', 'old 1'])
    await using latest = reading(topic, {
      'auto.offset.reset': 'latest',
      'allow.auto.create.topics': false, // Or it would be made anew by asking for it.
    })
    latest.seek(at, 0n)
    equal(await next(latest), 'old 0')
    equal(await next(latest), 'old 1')

    await kafka.remakeTopic(topic)
    await writeValues(kafka, at, ['new 0', 'new 1', 'new 2'])

    deepEqual([await next(latest), await next(latest)], ['new 0', 'new 1'])
  })

  test('a paused partition gives nothing until it is resumed, and keeps its place', async () => {
    const topic = await kafka.makeTopic('pauses', 2)
    const [one, other] = [0, 1].map((partition) => ({ topic, partition })) as [
      { topic: string; partition: number },
      { topic: string; partition: number },
    ]
    await writeValues(kafka, one, ['one 0', 'one 1'])
    await using consumer = reading(topic)
    consumer.assign([one, other])
    equal(await next(consumer), 'one 0')

    consumer.pause([one])
    deepEqual(consumer.paused, [one])
    await writeValues(kafka, other, ['other 0'])
    equal(await next(consumer), 'other 0')
    deepEqual(await consumer.poll({ timeoutMs: 50 }), [])

    consumer.resume()
    deepEqual(consumer.paused, [])
    equal(await next(consumer), 'one 1')
  })

  test('lag is what lies before the consumer', async () => {
    const topic = await kafka.makeTopic('lags')
    const at = { topic, partition: 0 }
    await writeValues(kafka, at, ['a', 'b', 'c'])
    await using consumer = reading(topic)
    equal(consumer.lag(at), undefined)

    await next(consumer)
    equal(consumer.lag(at), 2n)
    await consumer.poll({ timeoutMs: 15_000 })
    equal(consumer.lag(at), 0n)
  })

  test('what is not assigned has no position, and takes none', async () => {
    await using consumer = new Consumer(kafka.settings)
    const at = { topic: 'elsewhere', partition: 0 }

    await rejects(consumer.position(at), { code: 'CLIENT_NOT_ASSIGNED' })
    throws(() => consumer.seek(at, 0), { code: 'CLIENT_NOT_ASSIGNED' })
    consumer.assign([at])
    throws(() => consumer.seek(at, -1), { code: 'CLIENT_ARGUMENT_REFUSED' })
    consumer.assign([])
    throws(() => consumer.pause([at]), { code: 'CLIENT_NOT_ASSIGNED' })
  })

  test('a position that does not come in time is said to be late', async () => {
    await using consumer = reading(kafka.name('missing'), { 'allow.auto.create.topics': false })
    const [at] = consumer.assignment

    await rejects(consumer.position(at!, { timeoutMs: 200 }), { code: 'CLIENT_API_TIMED_OUT' })
    await using hasty = reading(at!.topic, {
      'allow.auto.create.topics': false,
      'default.api.timeout.ms': 100,
    })
    await rejects(hasty.position(at!), { code: 'CLIENT_API_TIMED_OUT' })
    deepEqual(await consumer.poll({ timeoutMs: 100 }), [])
  })
})
