import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import { ApiKey, ErrorCode } from '@barnabus/protocol'
import { InProcessBroker, GroupMember, groupSizeOf, groupStateOf } from '@barnabus/testkit'

const settings = {
  'group.initial.rebalance.delay.ms': '0',
  'group.max.size': '2',
  'offsets.topic.num.partitions': '1',
}

async function stableMember(broker: InProcessBroker): Promise<GroupMember> {
  const member = await GroupMember.connect(broker)
  await member.join()
  await member.sync({ [member.memberId]: 'everything' })
  return member
}

test('whoever is not in the group, or no more, changes nothing', async () => {
  await using broker = await InProcessBroker.start({ settings })
  await broker.makeTopic('t')
  const member = await stableMember(broker)
  const other = await GroupMember.connect(broker)
  Object.assign(other, { memberId: 'somebody', generationId: 1 })

  deepEqual(
    [
      await other.heartbeat(),
      (await other.sync()).errorCode,
      await other.commit(1n),
      await other.leave(),
      (await other.joinOnce()).errorCode,
    ],
    Array.from({ length: 5 }, () => ErrorCode.unknownMemberId),
  )
  Object.assign(other, { memberId: member.memberId, generationId: 7 })
  deepEqual(
    [await other.heartbeat(), (await other.sync()).errorCode, await other.commit(1n)],
    Array.from({ length: 3 }, () => ErrorCode.illegalGeneration),
  )
  Object.assign(other, { memberId: '', generationId: -1 })
  equal(await other.commit(1n), ErrorCode.unknownMemberId)
  deepEqual([await groupStateOf(member), await member.heartbeat()], ['Stable', ErrorCode.none])
})

test('a group must have a name, and sessions a sensible length', async () => {
  await using broker = await InProcessBroker.start({ settings })
  const nameless = await GroupMember.connect(broker, { groupId: '' })
  deepEqual(
    [
      (await nameless.join()).errorCode,
      (await nameless.sync()).errorCode,
      await nameless.heartbeat(),
    ],
    Array.from({ length: 3 }, () => ErrorCode.invalidGroupId),
  )
  const member = await GroupMember.connect(broker)
  for (const sessionTimeoutMs of [-1, 0, 5999, 1_800_001, 2 ** 31 - 1]) {
    equal((await member.join({ sessionTimeoutMs })).errorCode, ErrorCode.invalidSessionTimeout)
  }
  equal((await member.join({ protocols: [] })).errorCode, ErrorCode.inconsistentGroupProtocol)
})

test('a full group takes nobody more', async () => {
  await using broker = await InProcessBroker.start({ settings })
  await broker.makeTopic('t')
  const first = await stableMember(broker)
  const second = await GroupMember.connect(broker)
  await second.joinOnce()
  const coming = second.joinOnce()
  while ((await first.heartbeat()) !== ErrorCode.rebalanceInProgress);
  await Promise.all([first.join(), coming])

  const third = await GroupMember.connect(broker)

  equal((await third.join()).errorCode, ErrorCode.groupMaxSizeReached)
  equal(await groupSizeOf(first), 2)
})

test('ids that nobody comes back with are forgotten, and there is a limit to them', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ settings, clock })
  const connection = await broker.connect()
  const ask = async (): Promise<number> => {
    const { errorCode } = await connection.send(ApiKey.JoinGroup, 9, {
      groupId: 'readers',
      sessionTimeoutMs: 6000,
      memberId: '',
      protocolType: 'consumer',
      protocols: [{ name: 'range', metadata: new Uint8Array(3) }],
    })
    return errorCode
  }
  for (let round = 0; round < 100; round += 1) {
    const codes = await Promise.all(Array.from({ length: 100 }, ask))
    equal(new Set(codes).size, 1)
    equal(codes[0], ErrorCode.memberIdRequired)
  }

  equal(await ask(), ErrorCode.groupMaxSizeReached)
  clock.advance(6000)
  equal(await ask(), ErrorCode.memberIdRequired)
})

test('an assignment that is too large for the log is refused, and the group meets anew', async () => {
  await using broker = await InProcessBroker.start({ settings })
  const member = await GroupMember.connect(broker)
  await member.join()

  const { errorCode } = await member.sync({ [member.memberId]: 'x'.repeat(2_000_000) })

  equal(errorCode, ErrorCode.unknownServerError)
  equal(await groupStateOf(member), 'PreparingRebalance')
})
