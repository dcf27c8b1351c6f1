import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'
import {
  InProcessBroker,
  GroupMember,
  groupSizeOf,
  groupStateOf,
  subscription,
} from '@barnabus/testkit'

const settings = { 'group.initial.rebalance.delay.ms': '0', 'offsets.topic.num.partitions': '3' }

async function start(clock?: ManualClock): Promise<InProcessBroker> {
  const broker = await InProcessBroker.start({
    settings,
    ...(clock === undefined ? {} : { clock }),
  })
  await broker.makeTopic('t')
  return broker
}

/** A group of one, with its part of the work. */
async function stableMember(broker: InProcessBroker): Promise<GroupMember> {
  const member = await GroupMember.connect(broker)
  equal((await member.join()).errorCode, ErrorCode.none)
  const { errorCode } = await member.sync({ [member.memberId]: 'everything' })
  equal(errorCode, ErrorCode.none)
  return member
}

/** A second member comes, and both meet in the next generation. */
async function joinedBy(broker: InProcessBroker, first: GroupMember): Promise<GroupMember> {
  const second = await GroupMember.connect(broker)
  await second.joinOnce()
  const coming = second.joinOnce()
  while ((await first.heartbeat()) !== ErrorCode.rebalanceInProgress);
  const [led] = await Promise.all([first.join(), coming])
  equal(led.leader, first.memberId)
  const { memberId: one } = first
  const { memberId: other } = second
  await Promise.all([first.sync({ [one]: 'left', [other]: 'right' }), second.sync()])
  return second
}

test('the first member leads, says who does what, and commits in its generation', async () => {
  await using broker = await start()
  const member = await GroupMember.connect(broker)

  const asked = await member.joinOnce()
  equal(asked.errorCode, ErrorCode.memberIdRequired)
  notEqual(asked.memberId, '')
  const joined = await member.joinOnce()
  deepEqual(
    [joined.errorCode, joined.generationId, joined.leader, joined.protocolName],
    [ErrorCode.none, 1, member.memberId, 'range'],
  )
  deepEqual(
    joined.members.map(({ memberId }) => memberId),
    [member.memberId],
  )
  equal(await member.commit(1n), ErrorCode.rebalanceInProgress)
  const synced = await member.sync({ [member.memberId]: 'everything' })
  deepEqual([synced.errorCode, Buffer.from(synced.assignment).toString()], [0, 'everything'])

  equal(await member.heartbeat(), ErrorCode.none)
  equal(await member.commit(1n), ErrorCode.none)
  equal(await groupStateOf(member), 'Stable')
})

test('a second member makes a new generation, and the old one commits no more', async () => {
  await using broker = await start()
  const first = await stableMember(broker)
  const second = await joinedBy(broker, first)

  deepEqual([first.generationId, second.generationId], [2, 2])
  deepEqual([await first.heartbeat(), await second.heartbeat()], [0, 0])
  equal(await second.commit(3n), ErrorCode.none)
  first.generationId = 1
  deepEqual(
    [await first.commit(9n), await first.heartbeat()],
    [ErrorCode.illegalGeneration, ErrorCode.illegalGeneration],
  )
})

test('a member that is silent for longer than its session is out', async () => {
  const clock = new ManualClock()
  await using broker = await start(clock)
  const first = await stableMember(broker)
  const second = await joinedBy(broker, first)

  clock.advance(9000)
  deepEqual([await first.heartbeat(), await groupStateOf(first)], [ErrorCode.none, 'Stable'])
  clock.advance(2000)

  equal(await second.heartbeat(), ErrorCode.unknownMemberId)
  equal(await first.heartbeat(), ErrorCode.rebalanceInProgress)
  const { generationId, members } = await first.join()
  deepEqual([generationId, members.length], [3, 1])
})

test('a member that leaves makes the others meet at once', async () => {
  await using broker = await start()
  const first = await stableMember(broker)
  const second = await joinedBy(broker, first)

  equal(await second.leave(), ErrorCode.none)

  equal(await first.heartbeat(), ErrorCode.rebalanceInProgress)
  const { generationId, members } = await first.join()
  deepEqual([generationId, members.length], [3, 1])
})

test('who does not come to meet the others in time is out', async () => {
  const clock = new ManualClock()
  await using broker = await start(clock)
  const first = await stableMember(broker)
  const second = await joinedBy(broker, first)

  const meeting = first.join() // The leader asks for a new generation.
  while ((await second.heartbeat()) !== ErrorCode.rebalanceInProgress);
  for (let seconds = 0; seconds < 60; seconds += 5) {
    clock.advance(5000)
    equal(await second.heartbeat(), seconds < 55 ? ErrorCode.rebalanceInProgress : 25)
  }

  const { generationId, members } = await meeting
  deepEqual([generationId, members.length], [3, 1])
})

test('who meets the others and then takes no part is out', async () => {
  const clock = new ManualClock()
  await using broker = await start(clock)
  const first = await stableMember(broker)
  const second = await GroupMember.connect(broker)
  await second.joinOnce()
  const coming = second.joinOnce()
  while ((await first.heartbeat()) !== ErrorCode.rebalanceInProgress);
  await Promise.all([first.join(), coming])
  equal((await first.sync({ [first.memberId]: 'everything' })).errorCode, ErrorCode.none)

  for (let seconds = 0; seconds < 60; seconds += 5) {
    clock.advance(5000)
    await Promise.all([first.heartbeat(), second.heartbeat()])
  }

  equal(await first.heartbeat(), ErrorCode.rebalanceInProgress)
  equal(await second.heartbeat(), ErrorCode.unknownMemberId)
})

test('the last one to leave leaves an empty group, with its offsets', async () => {
  await using broker = await start()
  const member = await stableMember(broker)
  await member.commit(5n)

  equal(await member.leave(), ErrorCode.none)
  equal(await member.leave(), ErrorCode.unknownMemberId)
  equal(await groupStateOf(member), 'Empty')
  equal(await member.heartbeat(), ErrorCode.unknownMemberId)
  member.memberId = ''
  member.generationId = -1
  equal(await member.commit(6n), ErrorCode.none)
})

test('members go on after a restart as if nothing had been', async () => {
  await using broker = await start()
  const first = await stableMember(broker)
  const second = await joinedBy(broker, first)
  await broker.restart()

  const again = await GroupMember.connect(broker)
  Object.assign(again, { memberId: first.memberId, generationId: first.generationId })
  equal(await again.heartbeat(), ErrorCode.none)
  equal(Buffer.from((await again.sync()).assignment).toString(), 'left')
  equal(await again.commit(7n), ErrorCode.none)
  again.memberId = second.memberId
  equal(Buffer.from((await again.sync()).assignment).toString(), 'right')
})

test('the first rebalance waits for more members, as long as some keep coming', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ clock })
  await broker.makeTopic('t')
  const members = [await GroupMember.connect(broker), await GroupMember.connect(broker)]
  await members[0]!.joinOnce()
  const first = members[0]!.joinOnce()
  await members[1]!.joinOnce()
  const second = members[1]!.joinOnce()
  const onlooker = await GroupMember.connect(broker)
  while ((await groupSizeOf(onlooker)) < 2);

  clock.advance(3000) // The second came meanwhile, so there is another round.
  equal(await groupStateOf(onlooker), 'PreparingRebalance')
  clock.advance(3000)

  const answers = await Promise.all([first, second])
  deepEqual(
    answers.map(({ generationId }) => generationId),
    [1, 1],
  )
})

test('what all members know and most prefer is how they divide the work', async () => {
  await using broker = await start()
  const metadata = subscription('t')
  const first = await GroupMember.connect(broker, {
    protocols: [
      { name: 'range', metadata },
      { name: 'sticky', metadata },
    ],
  })
  equal((await first.join()).protocolName, 'range')
  await first.sync({ [first.memberId]: 'everything' })
  const second = await GroupMember.connect(broker, { protocols: [{ name: 'sticky', metadata }] })
  await second.joinOnce()
  const coming = second.joinOnce()
  while ((await first.heartbeat()) !== ErrorCode.rebalanceInProgress);

  const answers = await Promise.all([first.join(), coming])

  deepEqual(
    answers.map(({ protocolName }) => protocolName),
    ['sticky', 'sticky'],
  )
  const stranger = await GroupMember.connect(broker, { protocols: [{ name: 'mine', metadata }] })
  equal((await stranger.join()).errorCode, ErrorCode.inconsistentGroupProtocol)
  const worker = await GroupMember.connect(broker, { protocolType: 'connect' })
  equal((await worker.join()).errorCode, ErrorCode.inconsistentGroupProtocol)
})
