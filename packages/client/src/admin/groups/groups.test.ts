import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { Consumer } from '../../consumer/consumer.ts'
import { Producer } from '../../producer/producer.ts'
import { Admin } from '../admin.ts'

describe('groups', () => {
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

  /** A topic with one record in each of two partitions. */
  async function written(): Promise<string> {
    const topic = kafka.name('read')
    await admin.createTopics([{ topic, partitions: 2 }])
    await using producer = new Producer(kafka.settings)
    await Promise.all([0, 1].map((partition) => producer.send({ topic, partition, value: 'v' })))
    return topic
  }

  /** A consumer that has read both records of that topic. */
  async function reader(
    groupId: string,
    topic: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<Consumer> {
    const consumer = new Consumer({
      ...kafka.settings,
      'group.id': groupId,
      'auto.offset.reset': 'earliest',
      'enable.auto.commit': false,
      ...settings,
    })
    await consumer.subscribe([topic])
    for (let count = 0; count < 2;) count += (await consumer.poll({ timeoutMs: 10_000 })).length
    return consumer
  }

  const bothPartitions = (topic: string) => [0, 1].map((partition) => ({ topic, partition }))

  for (const protocol of ['classic', 'consumer'] as const) {
    test(`a ${protocol} group is listed and described with its members`, async () => {
      const groupId = kafka.name(protocol)
      const topic = await written()
      const settings = { 'group.protocol': protocol, 'client.id': 'somebody' }
      await using _consumer = await reader(groupId, topic, settings)

      const listed = await admin.listGroups({ types: [protocol] })
      const [group] = await admin.describeGroups([groupId], { includeAuthorizedOperations: true })

      equal(listed.find((found) => found.groupId === groupId)?.state, 'Stable')
      equal(group?.type, protocol)
      equal(group.state, 'Stable')
      equal(group.protocolType, 'consumer')
      ok(group.authorizedOperations?.includes('READ'))
      const [member] = group.members
      equal(member?.clientId, 'somebody')
      deepEqual(member.subscribedTopics, [topic])
      deepEqual(
        member.assignment.toSorted((a, b) => a.partition - b.partition),
        bothPartitions(topic),
      )
    })
  }

  test('a group that is not there is named, and the others are described', async () => {
    const [there, missing] = [kafka.name('there'), kafka.name('missing')]
    const topic = await written()
    await admin.alterGroupOffsets(there, [{ topic, partition: 0, offset: 1n }])

    const described = admin.describeGroups([there, missing])

    await rejects(
      described,
      (error: Error & { errorName: string; results: Map<string, object> }) => {
        equal(error.errorName, 'GROUP_ID_NOT_FOUND')
        deepEqual(Array.from(error.results.keys()), [there])
        return true
      },
    )
    await rejects(admin.deleteGroups([missing]), { errorName: 'GROUP_ID_NOT_FOUND' })
  })

  test('offsets of a group are set, listed and forgotten, and so is the group', async () => {
    const groupId = kafka.name('moved')
    const topic = await written()

    await admin.alterGroupOffsets(groupId, [
      { topic, partition: 0, offset: 1n, metadata: 'by hand' },
      { topic, partition: 1, offset: 0n },
    ])
    deepEqual(await admin.listGroupOffsets(groupId, { requireStable: true }), [
      { topic, partition: 0, offset: 1n, leaderEpoch: undefined, metadata: 'by hand' },
      { topic, partition: 1, offset: 0n, leaderEpoch: undefined, metadata: '' },
    ])
    const partitions = [{ topic, partition: 1 }]
    equal((await admin.listGroupOffsets(groupId, { partitions })).length, 1)
    await admin.deleteGroupOffsets(groupId, partitions)
    deepEqual(await admin.listGroupOffsets(groupId, { partitions }), [])

    await admin.deleteGroups([groupId])
    deepEqual(await admin.listGroupOffsets(groupId), [])
    const listed = await admin.listGroups()
    ok(!listed.some((found) => found.groupId === groupId))
  })

  test('nobody commits for a group that has members, or deletes it', async () => {
    const groupId = kafka.name('busy')
    const topic = await written()
    await using consumer = await reader(groupId, topic, {})
    await consumer.commit()

    const offsets = [{ topic, partition: 0, offset: 0n }]
    await rejects(admin.alterGroupOffsets(groupId, offsets), { errorName: 'UNKNOWN_MEMBER_ID' })
    await rejects(admin.deleteGroupOffsets(groupId, offsets), {
      errorName: 'GROUP_SUBSCRIBED_TO_TOPIC',
    })
    await rejects(admin.deleteGroups([groupId]), { errorName: 'NON_EMPTY_GROUP' })
    equal((await admin.listGroupOffsets(groupId)).length, 2)
  })

  test('members are removed by name, or all of them', async () => {
    const groupId = kafka.name('static')
    const topic = await written()
    const consumer = await reader(groupId, topic, { 'group.instance.id': 'one' })
    await consumer.close() // A static member stays until its session ends.

    const members = [{ groupInstanceId: 'two' }]
    await rejects(admin.removeMembersFromGroup(groupId, { members }), {
      errorName: 'UNKNOWN_MEMBER_ID',
    })
    const [before] = await admin.describeGroups([groupId])
    deepEqual(
      before?.members.map(({ groupInstanceId }) => groupInstanceId),
      ['one'],
    )
    await admin.removeMembersFromGroup(groupId)

    const [after] = await admin.describeGroups([groupId])
    deepEqual(after?.members, [])
    equal(after.state, 'Empty')
  })
})
