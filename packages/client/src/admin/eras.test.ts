import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { ApiKey } from '@barnabus/protocol'
import { TestCluster } from '@barnabus/testkit'

import { RequestTap } from '../consumer/fetching/request-tap.fixture.ts'
import { Admin } from './admin.ts'

/** The newest version of each API that an administrator needs, as Kafka 2.1 had them. */
const kafka21 = new Map<number, number>([
  [ApiKey.ListOffsets, 4],
  [ApiKey.Metadata, 7],
  [ApiKey.OffsetCommit, 6],
  [ApiKey.OffsetFetch, 5],
  [ApiKey.FindCoordinator, 2],
  [ApiKey.LeaveGroup, 2],
  [ApiKey.DescribeGroups, 2],
  [ApiKey.ListGroups, 2],
  [ApiKey.ApiVersions, 2],
  [ApiKey.CreateTopics, 3],
  [ApiKey.DeleteTopics, 3],
  [ApiKey.DeleteRecords, 1],
  [ApiKey.DescribeConfigs, 2],
  [ApiKey.DescribeLogDirs, 1],
  [ApiKey.CreatePartitions, 1],
  [ApiKey.DeleteGroups, 1],
])

const kafka24 = new Map<number, number>([
  ...kafka21,
  [ApiKey.ListOffsets, 5],
  [ApiKey.Metadata, 9],
  [ApiKey.OffsetCommit, 8],
  [ApiKey.OffsetFetch, 6],
  [ApiKey.FindCoordinator, 3],
  [ApiKey.LeaveGroup, 4],
  [ApiKey.DescribeGroups, 5],
  [ApiKey.ListGroups, 3],
  [ApiKey.ApiVersions, 3],
  [ApiKey.CreateTopics, 5],
  [ApiKey.DeleteTopics, 4],
  [ApiKey.DeleteGroups, 2],
  [ApiKey.IncrementalAlterConfigs, 1],
  [ApiKey.OffsetDelete, 0],
])

const kafka28 = new Map<number, number>([
  ...kafka24,
  [ApiKey.ListOffsets, 6],
  [ApiKey.Metadata, 11],
  [ApiKey.OffsetFetch, 7],
  [ApiKey.ListGroups, 4],
  [ApiKey.CreateTopics, 7],
  [ApiKey.DeleteTopics, 6],
  [ApiKey.DeleteRecords, 2],
  [ApiKey.DescribeConfigs, 4],
  [ApiKey.DescribeLogDirs, 2],
  [ApiKey.CreatePartitions, 3],
  [ApiKey.DescribeCluster, 0],
  [ApiKey.DescribeProducers, 0],
])

/** A tap through which a broker looks as old as that. */
function brokerOf(era: ReadonlyMap<number, number>): RequestTap {
  const tap = new RequestTap()
  tap.change(ApiKey.ApiVersions, (answer) => ({
    ...answer,
    apiKeys: answer.apiKeys.flatMap((one) => {
      const newest = era.get(one.apiKey)
      return newest === undefined ? [] : [{ ...one, maxVersion: newest }]
    }),
  }))
  return tap
}

describe('an administrator of a broker that is older', () => {
  let kafka: TestCluster
  before(async () => (kafka = await TestCluster.start()))
  after(async () => kafka[Symbol.asyncDispose]())

  for (const [name, era] of Object.entries({ 2.1: kafka21, 2.4: kafka24, 2.8: kafka28 })) {
    test(`looks after topics and groups with Kafka ${name}`, async () => {
      await using admin = new Admin(kafka.settings, { env: brokerOf(era).env })
      const [topic, groupId] = [kafka.name('era'), kafka.name('group')]

      await admin.createTopics([{ topic, partitions: 1, replicationFactor: 1 }])
      await admin.createPartitions([{ topic, count: 2 }])
      const [described] = await admin.describeTopics([topic])
      equal(described?.topic, topic)
      ok((await admin.listTopics()).some((found) => found.topic === topic))
      const [configs] = await admin.describeConfigs([{ type: 'TOPIC', name: topic }])
      equal(configs?.configs.get('min.compaction.lag.ms')?.source, 'DEFAULT_CONFIG')
      const [earliest] = await admin.listOffsets([{ topic, partition: 0, at: 'earliest' }])
      equal(earliest?.offset, 0n)
      await admin.deleteRecords([{ topic, partition: 0, beforeOffset: 'latest' }])
      ok((await admin.describeCluster()).nodes.length > 0)
      ok((await admin.describeLogDirs()).length > 0)

      await admin.alterGroupOffsets(groupId, [{ topic, partition: 0, offset: 0n }])
      equal((await admin.listGroupOffsets(groupId)).length, 1)
      ok((await admin.listGroups()).some((found) => found.groupId === groupId))
      const [group] = await admin.describeGroups([groupId])
      deepEqual([group?.type, group?.state], ['classic', 'Empty'])
      await rejects(admin.describeGroups([kafka.name('missing')]), {
        errorName: 'GROUP_ID_NOT_FOUND',
      })
      await admin.deleteGroups([groupId])
      await admin.deleteTopics([topic])
    })
  }

  test('what an old broker would misunderstand is not asked of it', async () => {
    await using admin = new Admin(kafka.settings, { env: brokerOf(kafka21).env })
    const topic = kafka.name('old')
    const partition = { topic, partition: 0 }
    await admin.createTopics([{ topic, partitions: 1, replicationFactor: 1 }])

    for (const call of [
      () => admin.createTopics([{ topic: 'without', partitions: 1 }]),
      () => admin.listOffsets([{ ...partition, at: 'max-timestamp' }]),
      () => admin.incrementalAlterConfigs([{ type: 'TOPIC', name: topic, set: { a: 'b' } }]),
      () => admin.describeTopics([topic], { includeAuthorizedOperations: true }),
      () => admin.deleteTopics([{ topicId: 'AAAAAAAAAAAAAAAAAAAAAQ' }]),
      () => admin.listGroups({ states: ['Stable'] }),
      () => admin.listTransactions(),
      () => admin.describeProducers([partition]),
      () => admin.describeCluster({ includeFencedBrokers: true }),
    ]) {
      await rejects(call, { name: 'KafkaError', errorName: 'UNSUPPORTED_VERSION' })
    }
    const long = [{ topic: 'a'.repeat(40_000), partitions: 1, replicationFactor: 1 }]
    await rejects(admin.createTopics(long), { code: 'CLIENT_REQUEST_UNWRITABLE' })
    equal((await admin.describeTopics([topic])).length, 1) // The connection is as good as before.
  })
})
