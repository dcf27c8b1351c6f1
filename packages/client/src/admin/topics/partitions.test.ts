import { deepEqual, equal, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { Producer } from '../../producer/producer.ts'
import { Admin } from '../admin.ts'
import { untilItIsSo } from '../asking/until-it-is-so.fixture.ts'

describe('partitions', () => {
  let kafka: TestCluster
  let admin: Admin
  before(async () => {
    kafka = await TestCluster.start()
    admin = new Admin(kafka.settings)
  })
  after(async () => {
    await admin.close()
    await kafka[Symbol.asyncDispose]()
  })

  /** A topic with records in each of its partitions, one timestamp apart. */
  async function written(counts: readonly number[]): Promise<string> {
    const topic = kafka.name('written')
    await admin.createTopics([{ topic, partitions: counts.length }])
    await using producer = new Producer(kafka.settings)
    const sent = counts.flatMap((count, partition) =>
      Array.from({ length: count }, (_, index) =>
        producer.send({ topic, partition, value: 'v', timestamp: BigInt(1000 + index) }),
      ),
    )
    await Promise.all(sent)
    return topic
  }

  test('a topic gets more partitions, or is only asked whether it could', async () => {
    const topic = kafka.name('grows')
    await admin.createTopics([{ topic, partitions: 1 }])

    await admin.createPartitions([{ topic, count: 3 }], { validateOnly: true })
    equal((await admin.describeTopics([topic]))[0]?.partitions.length, 1)
    await admin.createPartitions([{ topic, count: 3 }])
    await rejects(admin.createPartitions([{ topic, count: 2 }]), {
      errorName: 'INVALID_PARTITIONS',
    })

    await untilItIsSo(async () => (await admin.describeTopics([topic]))[0]?.partitions.length === 3)
  })

  test('the offsets of partitions are found at both ends and by time, wherever they are', async () => {
    const topic = await written([3, 5, 0])
    const at = (partition: number, moment: 'latest' | 'earliest' | 'max-timestamp' | number) => ({
      topic,
      partition,
      at: moment,
    })

    const offsets = await admin.listOffsets([at(0, 'latest'), at(1, 'latest'), at(2, 'latest')])
    deepEqual(
      offsets.map(({ offset }) => offset),
      [3n, 5n, 0n],
    )
    const [earliest, byTime, beyond] = await Promise.all(
      [at(1, 'earliest'), at(1, 1002), at(1, 5000)].map(async (one) => admin.listOffsets([one])),
    )
    equal(earliest?.[0]?.offset, 0n)
    deepEqual([byTime?.[0]?.offset, byTime?.[0]?.timestamp], [2n, 1002n])
    equal(beyond?.[0]?.offset, undefined)
    const [newest] = await admin.listOffsets([at(1, 'max-timestamp')])
    deepEqual([newest?.offset, newest?.timestamp], [4n, 1004n])
  })

  test('committed is what lies before an open transaction', async () => {
    const topic = await written([1])
    await using producer = new Producer({
      ...kafka.settings,
      'transactional.id': kafka.name('open'),
    })
    await using transaction = await producer.beginTransaction()
    await transaction.send({ topic, value: 'open' })
    const latest = [{ topic, partition: 0, at: 'latest' }] as const

    const [all] = await admin.listOffsets(latest)
    const [committed] = await admin.listOffsets(latest, { isolationLevel: 'read_committed' })

    deepEqual([all?.offset, committed?.offset], [2n, 1n])
  })

  test('records are deleted up to an offset, or all of them', async () => {
    const topic = await written([4, 4])

    const deleted = await admin.deleteRecords([
      { topic, partition: 0, beforeOffset: 2n },
      { topic, partition: 1, beforeOffset: 'latest' },
    ])

    deepEqual(deleted, [
      { topic, partition: 0, lowWatermark: 2n },
      { topic, partition: 1, lowWatermark: 4n },
    ])
    const beyond = [{ topic, partition: 0, beforeOffset: 100 }]
    await rejects(admin.deleteRecords(beyond), { errorName: 'OFFSET_OUT_OF_RANGE' })
  })

  test('a topic that is not there is told soon, and so is a partition', async () => {
    const topic = await written([1])
    const missing = kafka.name('missing')
    const asked = admin.listOffsets([
      { topic: missing, partition: 0, at: 'latest' },
      { topic, partition: 7, at: 'latest' },
      { topic, partition: 0, at: 'latest' },
    ])

    await rejects(asked, (error: Error & { errors: Map<string, { errorName: string }> }) => {
      deepEqual(
        Array.from(error.errors, ([name, { errorName }]) => [name, errorName]),
        [
          [`${missing}-0`, 'UNKNOWN_TOPIC_OR_PARTITION'],
          [`${topic}-7`, 'UNKNOWN_TOPIC_OR_PARTITION'],
        ],
      )
      return true
    })
  })

  test('a partition tells who has written to it with an id', async () => {
    const topic = await written([2])

    const [found] = await admin.describeProducers([{ topic, partition: 0 }])

    equal(found?.producers.length, 1)
    equal(found?.producers[0]?.currentTransactionStartOffset, undefined)
    equal(found?.producers[0]?.lastTimestamp, 1001n)
  })

  test('leaders that are the preferred ones already need no election', async () => {
    const topic = await written([1])
    const { broker } = kafka

    const elected = admin.electLeaders('preferred', [{ topic, partition: 0 }])

    if (broker === undefined) await elected
    else await rejects(elected, { errorName: 'UNSUPPORTED_VERSION' })
    deepEqual(await admin.listPartitionReassignments(), [])
  })
})
