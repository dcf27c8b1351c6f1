import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import { ApiKey, ErrorCode } from '@barnabus/protocol'
import {
  GroupMember,
  groupSizeOf,
  groupStateOf,
  InProcessBroker,
  RawProducer,
  type RawConnection,
} from '@barnabus/testkit'

import { GroupMemory } from './group-memory.ts'

const settings = {
  'group.initial.rebalance.delay.ms': '0',
  'offsets.topic.num.partitions': '1',
  'barnabus.group.memory.bytes': String(2 ** 20),
}
const rebalanceTimeoutMs = 60_000
const attempts = 1000
const full = ErrorCode.groupMaxSizeReached

test('members that join and never sync hold a bounded amount of memory, and not for long', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ settings, clock })
  const protocols = [{ name: 'range', metadata: new Uint8Array(100_000) }]
  const watcher = await GroupMember.connect(broker)
  const comeIn = async (): Promise<{ member: GroupMember; errorCode: number }> => {
    const member = await GroupMember.connect(broker, { protocols, rebalanceTimeoutMs })
    return { member, errorCode: (await member.joinOnce()).errorCode }
  }
  const waiting: Promise<unknown>[] = []
  for (let count = 0; count < attempts; count += 1) {
    const { member, errorCode } = await comeIn()
    if (errorCode === full) break
    equal(errorCode, ErrorCode.memberIdRequired)
    waiting.push(member.joinOnce())
    while ((await groupSizeOf(watcher)) === count);
  }
  ok(waiting.length > 4 && waiting.length <= 10, `${waiting.length} members of 100 kB are in 1 MiB`)

  // The first of them is in a generation of its own, and does not come to that of the others.
  clock.advance(rebalanceTimeoutMs)
  await Promise.all(waiting)
  clock.advance(rebalanceTimeoutMs)
  equal(await groupStateOf(watcher), 'Empty')
  equal((await comeIn()).errorCode, ErrorCode.memberIdRequired)
})

test('however many groups are made up, they hold a bounded amount of memory', async () => {
  await using broker = await InProcessBroker.start({ settings, clock: new ManualClock() })
  await broker.makeTopic('t')
  const connection = await broker.connect()
  const commits = (groupId: string, metadata = ''): Promise<number | undefined> =>
    commit(connection, groupId, metadata)

  let count = 0
  while (count < attempts && (await commits(`group-${count}`)) === ErrorCode.none) count += 1
  ok(count > 100 && count < attempts, `${count} groups are in 1 MiB`)

  deepEqual(
    [
      await commits('another'),
      await commits('group-0'),
      await commits('group-0', 'x'.repeat(4000)),
    ],
    [full, ErrorCode.none, full],
  )
  const stranger = await GroupMember.connect(broker, { groupId: 'another' })
  equal((await stranger.join()).errorCode, full)
  const { results } = await connection.send(ApiKey.DeleteGroups, 2, { groupsNames: ['group-1'] })
  equal(results[0]?.errorCode, ErrorCode.none)
  equal(await commits('another'), ErrorCode.none)
})

test('members of the consumer protocol hold a bounded amount of memory, and go on', async () => {
  await using broker = await InProcessBroker.start({ settings, clock: new ManualClock() })
  const connection = await broker.connect()
  const names = Array.from({ length: 100 }, (_, index) => `topic-${index}`)
  const beat = async (
    memberId: string,
    memberEpoch: number,
    subscribedTopicNames: string[] | null,
  ): Promise<number> => {
    const { errorCode } = await connection.send(ApiKey.ConsumerGroupHeartbeat, 1, {
      ...{ groupId: 'readers', memberId, memberEpoch, rebalanceTimeoutMs },
      ...{ subscribedTopicNames, topicPartitions: [] },
    })
    return errorCode
  }

  let count = 0
  while (count < attempts && (await beat(`m-${count}`, 0, names)) === ErrorCode.none) count += 1
  ok(count > 10 && count < attempts, `${count} members with 100 topics are in 1 MiB`)

  const longer = Array.from({ length: 1000 }, (_, index) => `another-topic-${index}`)
  equal(await beat('m-0', 0, longer), full)
  equal(await beat('m-0', 0, names), ErrorCode.none)
  equal(await beat('m-1', -1, null), ErrorCode.none)
  equal(await beat('newcomer', 0, names), ErrorCode.none)
})

test('what open transactions would commit holds a bounded amount of memory, until they end', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ settings, clock })
  await broker.makeTopic('t')
  const connection = await broker.connect()
  const metadata = 'x'.repeat(4000)
  const commitIn = (producer: RawProducer): Promise<ErrorCode> =>
    producer.commitOffset('readers', { topic: 't', partition: 0 }, 2n, metadata)
  equal(await commit(connection, 'readers', metadata), ErrorCode.none)

  const open: RawProducer[] = []
  let errorCode: ErrorCode = ErrorCode.none
  let last: RawProducer
  do {
    last = await new RawProducer(connection, `p-${open.length}`, { clock }).begin()
    errorCode = await commitIn(last)
    if (errorCode === ErrorCode.none) open.push(last)
  } while (errorCode === ErrorCode.none && open.length < attempts)
  equal(errorCode, full)
  ok(open.length > 10, `${open.length} offsets of 4 kB are pending in 1 MiB`)
  deepEqual(
    [await commit(connection, 'another', ''), await commitIn(open[0]!)],
    [full, ErrorCode.none],
  )
  equal(await last.end('commit'), ErrorCode.invalidTxnState) // What was refused began nothing.

  for (const producer of open) equal(await producer.end('abort'), ErrorCode.none)

  equal(await commitIn(last), ErrorCode.none)
  equal(await commit(connection, 'another', ''), ErrorCode.none)
})

test('what is gone need not be reported: it is counted when room runs out', () => {
  const clock = new ManualClock()
  const there = { bytes: 0 }
  const countMs = 5
  let refused = 0
  const memory = new GroupMemory({
    bytesMax: 100,
    clock,
    count: () => {
      clock.advance(countMs)
      return there.bytes
    },
    isFull: () => (refused += 1),
  })

  deepEqual([memory.admits(60), memory.admits(40)], [true, true])
  there.bytes = 90
  deepEqual([memory.admits(20), memory.admits(0), memory.admits(10)], [false, true, true])
  there.bytes = 0
  equal(memory.admits(20), false) // Counting again so soon would leave no time for anything else.
  clock.advance(10 * countMs)
  equal(memory.admits(20), true)
  equal(refused, 2)
})

async function commit(
  connection: RawConnection,
  groupId: string,
  committedMetadata: string,
): Promise<number | undefined> {
  const { topics } = await connection.send(ApiKey.OffsetCommit, 8, {
    ...{ groupId, memberId: '', generationIdOrMemberEpoch: -1 },
    topics: [
      { name: 't', partitions: [{ partitionIndex: 0, committedOffset: 1n, committedMetadata }] },
    ],
  })
  return topics[0]?.partitions[0]?.errorCode
}
