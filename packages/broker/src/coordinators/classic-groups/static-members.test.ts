import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker, GroupMember, groupSizeOf, groupStateOf } from '@barnabus/testkit'

const settings = { 'group.initial.rebalance.delay.ms': '0', 'offsets.topic.num.partitions': '1' }
const instanceId = 'instance-1'

async function stableMember(broker: InProcessBroker): Promise<GroupMember> {
  const member = await GroupMember.connect(broker, { instanceId })
  equal((await member.joinOnce()).errorCode, ErrorCode.none, 'it needs no id first')
  await member.sync({ [member.memberId]: 'everything' })
  return member
}

test('a static member that comes back goes on with its part; its old self is fenced off', async () => {
  await using broker = await InProcessBroker.start({ settings })
  await broker.makeTopic('t')
  const old = await stableMember(broker)
  const back = await GroupMember.connect(broker, { instanceId })

  const { generationId, skipAssignment, members } = await back.joinOnce()
  notEqual(back.memberId, old.memberId)
  deepEqual([generationId, skipAssignment, members.length], [1, true, 1])
  equal(Buffer.from((await back.sync()).assignment).toString(), 'everything')

  equal(await back.commit(1n), ErrorCode.none)
  deepEqual(
    [await old.heartbeat(), await old.commit(2n), (await old.sync()).errorCode],
    [ErrorCode.fencedInstanceId, ErrorCode.fencedInstanceId, ErrorCode.fencedInstanceId],
  )
  await broker.restart()
  const afterwards = await GroupMember.connect(broker, { instanceId })
  Object.assign(afterwards, { memberId: back.memberId, generationId })
  equal(await afterwards.heartbeat(), ErrorCode.none)
})

test('a static member may be away as long as its session lasts, and no longer', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ settings, clock })
  await broker.makeTopic('t')
  const member = await stableMember(broker)
  member.connection.close()
  const onlooker = await GroupMember.connect(broker)

  clock.advance(9000)
  equal(await groupStateOf(onlooker), 'Stable')
  clock.advance(2000)

  deepEqual([await groupStateOf(onlooker), await groupSizeOf(onlooker)], ['Empty', 0])
})

test('an administrator takes a static member out by its instance', async () => {
  await using broker = await InProcessBroker.start({ settings })
  await broker.makeTopic('t')
  const member = await stableMember(broker)
  const connection = await broker.connect()

  const { members } = await connection.send(ApiKey.LeaveGroup, 5, {
    groupId: 'readers',
    members: [
      { memberId: '', groupInstanceId: instanceId },
      { memberId: '', groupInstanceId: 'nobody' },
    ],
  })

  deepEqual(
    members.map(({ errorCode }) => errorCode),
    [ErrorCode.none, ErrorCode.unknownMemberId],
  )
  equal(await groupStateOf(member), 'Empty')
})
