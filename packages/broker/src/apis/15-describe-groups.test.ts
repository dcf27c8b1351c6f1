import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker, type RawConnection, GroupMember } from '@barnabus/testkit'

const settings = { 'group.initial.rebalance.delay.ms': '0' }

async function twoGroups(
  broker: InProcessBroker,
): Promise<{ readonly member: GroupMember; readonly connection: RawConnection }> {
  await broker.makeTopic('t')
  const member = await GroupMember.connect(broker, { groupId: 'working' })
  await member.join()
  await member.sync({ [member.memberId]: 'everything' })
  const idle = await GroupMember.connect(broker, { groupId: 'idle' })
  await idle.commit(1n)
  return { member, connection: member.connection }
}

test('groups are listed by state and type, and only where they are coordinated', async () => {
  await using broker = await InProcessBroker.start({ settings })
  const { connection } = await twoGroups(broker)
  const names = async (statesFilter: string[], typesFilter: string[]): Promise<string[]> => {
    const { groups } = await connection.send(ApiKey.ListGroups, 5, { statesFilter, typesFilter })
    return groups.map(({ groupId, groupState }) => `${groupId} ${groupState}`).toSorted()
  }

  deepEqual(await names([], []), ['idle Empty', 'working Stable'])
  deepEqual(await names(['stable'], []), ['working Stable'])
  deepEqual(await names(['Empty', 'Dead'], ['CLASSIC']), ['idle Empty'])
  deepEqual(await names([], ['consumer']), [])
  deepEqual(await names(['nonsense'], []), [])
})

test('a group is shown with its members, and one that is not there as Kafka shows it', async () => {
  await using broker = await InProcessBroker.start({ settings })
  const { connection, member } = await twoGroups(broker)
  const groupIds = ['working', 'idle', 'nobody']

  const { groups } = await connection.send(ApiKey.DescribeGroups, 6, {
    groups: groupIds,
    includeAuthorizedOperations: true,
  })
  const old = await connection.send(ApiKey.DescribeGroups, 5, { groups: ['nobody'] })

  deepEqual(
    groups.map((group) => [
      group.groupId,
      group.errorCode,
      group.groupState,
      group.protocolType,
      group.protocolData,
      group.members.map(({ memberId, clientHost }) => [memberId, clientHost]),
    ]),
    [
      ['working', 0, 'Stable', 'consumer', 'range', [[member.memberId, '/127.0.0.1']]],
      ['idle', 0, 'Empty', '', '', []],
      ['nobody', ErrorCode.groupIdNotFound, 'Dead', '', '', []],
    ],
  )
  deepEqual([old.groups[0]?.errorCode, old.groups[0]?.groupState], [ErrorCode.none, 'Dead'])
})

test('only groups that nobody is in are deleted, with their offsets, for good', async () => {
  await using broker = await InProcessBroker.start({ settings })
  const { connection } = await twoGroups(broker)
  const { results } = await connection.send(ApiKey.DeleteGroups, 2, {
    groupsNames: ['working', 'idle', 'nobody', ''],
  })
  await broker.restart()
  const after = await broker.connect()
  const { groups } = await after.send(ApiKey.ListGroups, 5, {})
  const offsets = await after.send(ApiKey.OffsetFetch, 7, { groupId: 'idle', topics: null })

  deepEqual(
    results.map(({ groupId, errorCode }) => [groupId, errorCode]),
    [
      ['working', ErrorCode.nonEmptyGroup],
      ['idle', ErrorCode.none],
      ['nobody', ErrorCode.groupIdNotFound],
      ['', ErrorCode.groupIdNotFound],
    ],
  )
  deepEqual(
    groups.map(({ groupId }) => groupId),
    ['working'],
  )
  equal(offsets.topics.length, 0)
})

test('offsets of topics that members read are not deleted', async () => {
  await using broker = await InProcessBroker.start({ settings })
  const { connection, member } = await twoGroups(broker)
  await member.commit(4n)

  const { topics } = await connection.send(ApiKey.OffsetDelete, 0, {
    groupId: 'working',
    topics: [{ name: 't', partitions: [{ partitionIndex: 0 }] }],
  })

  equal(topics[0]?.partitions[0]?.errorCode, ErrorCode.groupSubscribedToTopic)
})
