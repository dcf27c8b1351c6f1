import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ApiKey, ErrorCode, type ConsumerGroupHeartbeatResponse } from '@barnabus/protocol'
import { GroupMember, groupStateOf, InProcessBroker, type RawConnection } from '@barnabus/testkit'

const settings = {
  'group.initial.rebalance.delay.ms': '0',
  'group.consumer.assignment.interval.ms': '0',
  'offsets.topic.num.partitions': '3',
}

// Partition 0 of topic t, in version 0 of what consumers tell each other.
const partitionZero = '\0\0' + '\0\0\0\x01' + '\0\x01t' + '\0\0\0\x01' + '\0\0\0\0' + '\0\0\0\0'

async function brokerWith(more: Readonly<Record<string, string>> = {}): Promise<InProcessBroker> {
  const broker = await InProcessBroker.start({ settings: { ...settings, ...more } })
  await broker.makeTopic('t')
  return broker
}

/** A member of the classic protocol that has the one partition there is. */
async function classicMember(broker: InProcessBroker): Promise<GroupMember> {
  const member = await GroupMember.connect(broker)
  equal((await member.join()).errorCode, ErrorCode.none)
  equal((await member.sync({ [member.memberId]: partitionZero })).errorCode, ErrorCode.none)
  return member
}

function consumer(
  connection: RawConnection,
  memberEpoch: number,
): Promise<ConsumerGroupHeartbeatResponse> {
  const joining = { rebalanceTimeoutMs: 60_000, subscribedTopicNames: ['t'], topicPartitions: [] }
  return connection.send(ApiKey.ConsumerGroupHeartbeat, 1, {
    ...{ groupId: 'readers', memberId: 'consumer', memberEpoch },
    ...(memberEpoch === 0 ? joining : {}),
  })
}

test('a group changes its protocol under its members, and back, and nobody loses anything', async () => {
  await using broker = await brokerWith()
  const classic = await classicMember(broker)
  const connection = await broker.connect()

  const joined = await consumer(connection, 0)
  equal(joined.errorCode, ErrorCode.none, joined.errorMessage ?? '')
  deepEqual(joined.assignment?.topicPartitions, [], 'the classic member still has it')
  const { groups } = await connection.send(ApiKey.ConsumerGroupDescribe, 1, {
    groupIds: ['readers'],
    includeAuthorizedOperations: false,
  })
  deepEqual(
    groups[0]?.members.map(({ memberType }) => memberType),
    [0, 1],
  )

  equal(await classic.heartbeat(), ErrorCode.rebalanceInProgress)
  equal((await classic.join()).errorCode, ErrorCode.none)
  const { assignment } = await classic.sync()
  equal(
    Buffer.from(assignment.subarray(0, -4)).toString(),
    partitionZero.slice(0, -4),
    'no user data',
  )
  equal(await classic.heartbeat(), ErrorCode.none)

  equal((await consumer(connection, -1)).errorCode, ErrorCode.none)
  equal(await classic.heartbeat(), ErrorCode.rebalanceInProgress)
  equal(await groupStateOf(classic), 'PreparingRebalance')
  const again = await classic.join()
  equal(again.errorCode, ErrorCode.none)
  equal(again.leader, classic.memberId, 'it leads a classic group again')
})

test('a group that becomes one of the classic protocol is that after a restart, too', async () => {
  await using broker = await brokerWith()
  const classic = await classicMember(broker)
  await consumer(classic.connection, 0)
  await consumer(classic.connection, -1)
  await broker.restart()
  equal(await groupStateOf(await GroupMember.connect(broker)), 'Stable')
})

test('members that wait in a classic group are sent to the group that it has become', async () => {
  await using broker = await brokerWith()
  const classic = await classicMember(broker)
  const waiting = await GroupMember.connect(broker)
  await waiting.joinOnce()
  const joining = waiting.joinOnce()
  while ((await classic.heartbeat()) !== ErrorCode.rebalanceInProgress);

  const joined = await consumer(classic.connection, 0)
  equal(joined.errorCode, ErrorCode.none, joined.errorMessage ?? '')
  equal((await joining).errorCode, ErrorCode.rebalanceInProgress)
  equal((await waiting.join()).errorCode, ErrorCode.none)
})

test('where it is switched off, protocols do not mix', async () => {
  await using broker = await brokerWith({ 'group.consumer.migration.policy': 'DISABLED' })
  const classic = await classicMember(broker)
  const refused = await consumer(classic.connection, 0)
  equal(refused.errorCode, ErrorCode.groupIdNotFound)
  equal(await classic.heartbeat(), ErrorCode.none)

  await classic.leave()
  equal((await consumer(classic.connection, 0)).errorCode, ErrorCode.none, 'nobody is in it')
  const late = await GroupMember.connect(broker)
  equal((await late.joinOnce()).errorCode, ErrorCode.inconsistentGroupProtocol)
})
