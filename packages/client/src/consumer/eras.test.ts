import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { ApiKey, zeroUuid } from '@barnabus/protocol'
import { TestCluster, writeValues } from '@barnabus/testkit'

import { Consumer } from './consumer.ts'
import { RequestTap } from './fetching/request-tap.fixture.ts'

/** The newest version of each API that a consumer needs, as Kafka had them then. */
const eras = {
  '2.1': { fetch: 10, listOffsets: 4, metadata: 7, commit: 6, committed: 5, epochs: 2, find: 2 },
  '2.4': { fetch: 11, listOffsets: 5, metadata: 9, commit: 8, committed: 6, epochs: 3, find: 3 },
  '2.8': { fetch: 12, listOffsets: 6, metadata: 11, commit: 8, committed: 7, epochs: 4, find: 3 },
  '3.3': { fetch: 13, listOffsets: 7, metadata: 12, commit: 8, committed: 8, epochs: 4, find: 4 },
} as const

/** A tap through which a broker looks as old as that. */
function brokerOf(era: (typeof eras)[keyof typeof eras]): RequestTap {
  const newest = new Map<number, number>([
    [ApiKey.Fetch, era.fetch],
    [ApiKey.ListOffsets, era.listOffsets],
    [ApiKey.Metadata, era.metadata],
    [ApiKey.OffsetCommit, era.commit],
    [ApiKey.OffsetFetch, era.committed],
    [ApiKey.OffsetForLeaderEpoch, era.epochs],
    [ApiKey.FindCoordinator, era.find],
    [ApiKey.JoinGroup, 5],
    [ApiKey.SyncGroup, 3],
    [ApiKey.Heartbeat, 3],
    [ApiKey.LeaveGroup, 2],
  ])
  const tap = new RequestTap()
  tap.change(ApiKey.ApiVersions, (answer) => ({
    ...answer,
    apiKeys: answer.apiKeys.map((one) => {
      const maxVersion = Math.min(one.maxVersion, newest.get(one.apiKey) ?? Infinity)
      return { ...one, maxVersion }
    }),
  }))
  return tap
}

describe('a consumer of a broker that is older', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  for (const [name, era] of Object.entries(eras)) {
    test(`reads, commits and goes on with Kafka ${name}`, async () => {
      const topic = await kafka.makeTopic('era')
      await writeValues(kafka, { topic, partition: 0 }, ['a', 'b', 'c'])
      const settings = {
        ...kafka.settings,
        ...{ 'group.id': kafka.name('group'), 'enable.auto.commit': false },
        ...{ 'auto.offset.reset': 'earliest', 'max.poll.records': 2, 'fetch.max.wait.ms': 20 },
      }
      const tap = brokerOf(era)
      const read: string[] = []
      for (let life = 0; life < 2; life += 1) {
        await using consumer = new Consumer(settings, { env: tap.env })
        await consumer.subscribe([topic])
        const records = await consumer.poll({ timeoutMs: 20_000 })
        read.push(...records.map(({ value }) => String(value)))
        await consumer.commit()
        const [found] = await consumer.offsetsForTimes([{ topic, partition: 0, time: 0 }])
        equal(found?.offset, 0n)
      }

      deepEqual(read, ['a', 'b', 'c'])
    })
  }

  test('where topics have no ids, their names are used', async () => {
    const topic = await kafka.makeTopic('nameless')
    await writeValues(kafka, { topic, partition: 0 }, ['a'])
    const tap = new RequestTap()
    tap.change(ApiKey.Metadata, (answer) => ({
      ...answer,
      topics: answer.topics.map((one) => ({ ...one, topicId: zeroUuid })),
    }))
    await using consumer = new Consumer(
      { ...kafka.settings, 'auto.offset.reset': 'earliest' },
      { env: tap.env },
    )
    consumer.assign([{ topic, partition: 0 }])

    equal((await consumer.poll({ timeoutMs: 20_000 })).length, 1)
    ok(tap.requests(ApiKey.Fetch).every(({ topics }) => topics.every((one) => one.topic === topic)))
  })
})
