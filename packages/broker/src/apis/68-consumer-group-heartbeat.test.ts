import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ManualClock } from '@barnabus/base'
import {
  ApiKey,
  ErrorCode,
  type ConsumerGroupHeartbeatRequestDraft,
  type ConsumerGroupHeartbeatResponse,
} from '@barnabus/protocol'
import { InProcessBroker, type RawConnection } from '@barnabus/testkit'

const quick = { settings: { 'group.consumer.assignment.interval.ms': '0' } }

function join(
  connection: RawConnection,
  memberId: string,
  more: Partial<ConsumerGroupHeartbeatRequestDraft> = {},
): Promise<ConsumerGroupHeartbeatResponse> {
  return connection.send(ApiKey.ConsumerGroupHeartbeat, 1, {
    ...{ groupId: 'readers', memberId, memberEpoch: 0, rebalanceTimeoutMs: 60_000 },
    ...{ subscribedTopicNames: ['orders'], topicPartitions: [] },
    ...more,
  })
}

function beat(
  connection: RawConnection,
  memberId: string,
  memberEpoch: number,
): Promise<ConsumerGroupHeartbeatResponse> {
  const request = { groupId: 'readers', memberId, memberEpoch }
  return connection.send(ApiKey.ConsumerGroupHeartbeat, 1, request)
}

test('a member joins, is given its partitions, and is described', async () => {
  await using broker = await InProcessBroker.start(quick)
  const { id: topicId } = await broker.makeTopic('orders', 3)
  const connection = await broker.connect()
  const joined = await join(connection, 'a', { rackId: 'rack', serverAssignor: 'range' })
  equal(joined.errorCode, ErrorCode.none, joined.errorMessage ?? '')
  equal(joined.memberEpoch, 2)
  equal(joined.heartbeatIntervalMs, 5_000)
  deepEqual(joined.assignment?.topicPartitions, [{ topicId, partitions: [0, 1, 2] }])

  const { groups } = await connection.send(ApiKey.ConsumerGroupDescribe, 1, {
    groupIds: ['readers', 'strangers', ''],
    includeAuthorizedOperations: true,
  })
  deepEqual(
    groups.map(({ errorCode }) => errorCode),
    [ErrorCode.none, ErrorCode.groupIdNotFound, ErrorCode.invalidGroupId],
  )
  const [readers] = groups
  equal(readers?.groupState, 'Stable')
  equal(readers.assignorName, 'range')
  const [member] = readers.members
  equal(member?.clientHost, '/127.0.0.1')
  equal(member.rackId, 'rack')
  deepEqual(member.assignment.topicPartitions, [
    { topicId, topicName: 'orders', partitions: [0, 1, 2] },
  ])
  deepEqual(member.targetAssignment, member.assignment)
})

test('members go on after a restart, without a rebalance', async () => {
  await using broker = await InProcessBroker.start(quick)
  await broker.makeTopic('orders', 2)
  const before = await broker.connect()
  equal((await join(before, 'a')).memberEpoch, 2)
  await broker.restart()
  const after = await broker.connect()
  const answer = await beat(after, 'a', 2)
  equal(answer.errorCode, ErrorCode.none, answer.errorMessage ?? '')
  equal(answer.memberEpoch, 2)
  equal(answer.assignment, null)
})

test('a member that falls silent is removed, before and after a restart', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ ...quick, clock })
  await broker.makeTopic('orders', 2)
  const connection = await broker.connect()
  await join(connection, 'a')
  clock.advance(44_999)
  equal((await beat(connection, 'a', 2)).errorCode, ErrorCode.none)
  clock.advance(45_000)
  equal((await beat(connection, 'a', 2)).errorCode, ErrorCode.unknownMemberId)
})

test('topics are found by a regular expression, also those made later', async () => {
  const clock = new ManualClock()
  await using broker = await InProcessBroker.start({ ...quick, clock })
  await broker.makeTopic('orders', 2)
  const connection = await broker.connect()
  const wrong = await join(connection, 'a', { subscribedTopicRegex: '[' })
  equal(wrong.errorCode, ErrorCode.invalidRegularExpression)

  const subscription = { subscribedTopicNames: null, subscribedTopicRegex: 'o.*' }
  let { memberEpoch } = await join(connection, 'a', subscription)
  equal(memberEpoch, 1)
  const topicsOf = async (): Promise<number> => {
    const answer = await beat(connection, 'a', memberEpoch)
    equal(answer.errorCode, ErrorCode.none, answer.errorMessage ?? '')
    memberEpoch = answer.memberEpoch
    return answer.assignment?.topicPartitions.length ?? 0
  }
  equal(await until(topicsOf, (count) => count > 0), 1)
  await broker.makeTopic('offers', 1)
  clock.advance(10_001)
  equal(await until(topicsOf, (count) => count > 1), 2)
})

/** Asks until the answer is as wished. */
async function until<Value>(
  ask: () => Promise<Value>,
  wished: (value: Value) => boolean,
): Promise<Value> {
  for (let attempt = 0; ; attempt += 1) {
    const value = await ask()
    if (wished(value)) return value
    ok(attempt < 1_000, 'the answer does not come')
  }
}

test('a group that there is not is not made by a heartbeat, nor by leaving', async () => {
  await using broker = await InProcessBroker.start(quick)
  const connection = await broker.connect()
  equal((await beat(connection, 'a', 7)).errorCode, ErrorCode.groupIdNotFound)
  equal((await beat(connection, 'a', -1)).errorCode, ErrorCode.groupIdNotFound)
})

test('version 0 is given a member id', async () => {
  await using broker = await InProcessBroker.start(quick)
  await broker.makeTopic('orders')
  const connection = await broker.connect()
  const { memberId, errorCode } = await connection.send(ApiKey.ConsumerGroupHeartbeat, 0, {
    ...{ groupId: 'readers', memberId: '', memberEpoch: 0, rebalanceTimeoutMs: 60_000 },
    ...{ subscribedTopicNames: ['orders'], topicPartitions: [] },
  })
  equal(errorCode, ErrorCode.none)
  equal(memberId?.length, 22)
})

test('a group goes by its own settings where it has any', async () => {
  await using broker = await InProcessBroker.start(quick)
  await broker.makeTopic('orders')
  const connection = await broker.connect()
  const group = { resourceType: 32, resourceName: 'readers' }
  const set = (name: string, value: string): object => ({ name, value, configOperation: 0 })
  const altered = await connection.send(ApiKey.IncrementalAlterConfigs, 1, {
    resources: [{ ...group, configs: [set('consumer.heartbeat.interval.ms', '6000')] as never }],
    validateOnly: false,
  })
  equal(altered.responses[0]?.errorCode, ErrorCode.none, altered.responses[0]?.errorMessage ?? '')
  equal((await join(connection, 'a')).heartbeatIntervalMs, 6_000)

  const { results } = await connection.send(ApiKey.DescribeConfigs, 4, {
    resources: [{ ...group, configurationKeys: null }],
    includeSynonyms: false,
    includeDocumentation: false,
  })
  const values = results[0]?.configs.map(({ name, value, configSource }) => [
    name,
    value,
    configSource,
  ])
  deepEqual(values, [
    ['consumer.session.timeout.ms', '45000', 5],
    ['consumer.heartbeat.interval.ms', '6000', 8],
    ['consumer.assignment.interval.ms', '0', 4],
  ])
  const listed = await connection.send(ApiKey.ListConfigResources, 1, { resourceTypes: [32] })
  deepEqual(listed.configResources, [{ resourceName: 'readers', resourceType: 32 }])
})

test('ApiVersions says that the protocol works', async () => {
  await using broker = await InProcessBroker.start()
  const connection = await broker.connect()
  const client = { clientSoftwareName: 'test', clientSoftwareVersion: '1' }
  const answer = await connection.send(ApiKey.ApiVersions, 4, client)
  const [supported] = answer.supportedFeatures
  deepEqual(supported, { name: 'group.version', minVersion: 0, maxVersion: 1 })
  const [finalized] = answer.finalizedFeatures
  deepEqual(finalized, { name: 'group.version', maxVersionLevel: 1, minVersionLevel: 1 })
  const older = await connection.send(ApiKey.ApiVersions, 3, client)
  equal(older.supportedFeatures[0]?.minVersion, 1)
})
