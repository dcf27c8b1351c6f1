import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode, type Uuid } from '@barnabus/protocol'

import { GroupUnderTest } from './group-under-test.fixture.ts'
import type { HeartbeatAnswer } from './heartbeat.ts'
import { leaveEpoch, staticLeaveEpoch } from './member.ts'
import { isRefusal, type Refusal } from './refusal.ts'

const toOrders = { subscribedTopicNames: ['orders'] }

function groupWithOrders(partitions: number): GroupUnderTest {
  const group = new GroupUnderTest()
  group.topics.set('orders', partitions)
  return group
}

function accepted(answer: HeartbeatAnswer | Refusal): HeartbeatAnswer {
  ok(!isRefusal(answer), `refused: ${JSON.stringify(answer)}`)
  return answer
}

function refused(answer: HeartbeatAnswer | Refusal): ErrorCode {
  ok(isRefusal(answer), `not refused: ${JSON.stringify(answer)}`)
  return answer.errorCode
}

/** The partitions in an answer; undefined if it says nothing of them. */
function partitionsOf({ assignment }: HeartbeatAnswer): readonly number[] | undefined {
  return assignment?.topicPartitions.flatMap(({ partitions }) => partitions)
}

function owned(
  group: GroupUnderTest,
  partitions: readonly number[],
): {
  topicPartitions: { topicId: Uuid; partitions: readonly number[] }[]
} {
  const topicId = group.topics.byName('orders')?.id
  ok(topicId !== undefined)
  return { topicPartitions: partitions.length === 0 ? [] : [{ topicId, partitions }] }
}

test('the first member gets everything at once', () => {
  const group = groupWithOrders(3)
  const answer = accepted(group.beat('a', 0, toOrders))
  equal(answer.memberEpoch, 2)
  deepEqual(partitionsOf(answer), [0, 1, 2])
  equal(group.group.state, 'Stable')
  equal(accepted(group.beat('a', 2)).assignment, null, 'nothing new, nothing said')
})

test('a newcomer waits until the others have given up what it gets', () => {
  const group = groupWithOrders(4)
  accepted(group.beat('a', 0, toOrders))
  const newcomer = accepted(group.beat('b', 0, toOrders))
  equal(newcomer.memberEpoch, 3)
  deepEqual(partitionsOf(newcomer), [])
  equal(group.group.state, 'Reconciling')

  const told = accepted(group.beat('a', 2))
  equal(told.memberEpoch, 2, 'in its old epoch until it has given up')
  deepEqual(partitionsOf(told), [0, 1])
  equal(accepted(group.beat('b', 3)).assignment, null)

  const gaveUp = accepted(group.beat('a', 2, owned(group, [0, 1])))
  equal(gaveUp.memberEpoch, 3)
  deepEqual(partitionsOf(accepted(group.beat('b', 3))), [2, 3])
  equal(group.group.state, 'Stable')
})

test('whoever does not give up within its rebalance timeout is removed', () => {
  const group = groupWithOrders(4)
  accepted(group.beat('a', 0, { ...toOrders, rebalanceTimeoutMs: 10_000 }))
  accepted(group.beat('b', 0, toOrders))
  accepted(group.beat('a', 2))
  group.clock.advance(9_999)
  accepted(group.beat('a', 2))
  group.clock.advance(1)
  equal(refused(group.beat('a', 2)), ErrorCode.unknownMemberId)
  deepEqual(partitionsOf(accepted(group.beat('b', 3))), [0, 1, 2, 3])
})

test('a member that is silent for its session timeout is removed', () => {
  const group = groupWithOrders(2)
  accepted(group.beat('a', 0, toOrders))
  group.clock.advance(44_999)
  accepted(group.beat('a', 2))
  group.clock.advance(45_000)
  equal(group.group.state, 'Empty')
  equal(group.group.epoch, 3)
})

test('epochs are fenced, but for one whose answer may have been lost', () => {
  const group = groupWithOrders(2)
  accepted(group.beat('a', 0, toOrders))
  group.topics.set('orders', 3)
  equal(accepted(group.beat('a', 2)).memberEpoch, 3)
  equal(refused(group.beat('a', 4)), ErrorCode.fencedMemberEpoch)
  equal(refused(group.beat('a', 2)), ErrorCode.fencedMemberEpoch, 'it does not say what it owns')
  equal(refused(group.beat('a', 2, owned(group, [7]))), ErrorCode.fencedMemberEpoch)
  equal(accepted(group.beat('a', 2, owned(group, [0, 1]))).memberEpoch, 3)
  equal(refused(group.beat('nobody', 2)), ErrorCode.unknownMemberId)
})

test('partitions that are added are assigned with the next heartbeat', () => {
  const group = groupWithOrders(1)
  accepted(group.beat('a', 0, toOrders))
  group.topics.set('orders', 2)
  deepEqual(partitionsOf(accepted(group.beat('a', 2))), [0, 1])
})

test('a topic that is created again is another topic', () => {
  const group = groupWithOrders(1)
  accepted(group.beat('a', 0, toOrders))
  group.topics.delete('orders')
  const without = accepted(group.beat('a', 2))
  deepEqual(partitionsOf(without), [])
  group.topics.set('orders', 1)
  const again = accepted(group.beat('a', without.memberEpoch, { topicPartitions: [] }))
  equal(again.assignment?.topicPartitions[0]?.topicId, group.topics.byName('orders')?.id)
})

test('targets are not worked out more often than the assignment interval', () => {
  const group = groupWithOrders(2)
  group.settings = { ...group.settings, assignmentIntervalMs: 1_000 }
  accepted(group.beat('a', 0, toOrders))
  equal(accepted(group.beat('b', 0, toOrders)).memberEpoch, 2)
  equal(group.group.state, 'Assigning')
  group.clock.advance(1_000)
  equal(accepted(group.beat('b', 2)).memberEpoch, 3)
})

test('a static member comes back to what it had, and nobody else moves', () => {
  const group = groupWithOrders(2)
  const asInstance = { ...toOrders, instanceId: 'one' }
  accepted(group.beat('a', 0, asInstance))
  equal(refused(group.beat('b', 0, asInstance)), ErrorCode.unreleasedInstanceId)
  equal(accepted(group.beat('a', staticLeaveEpoch, { instanceId: 'one' })).memberEpoch, -2)
  const back = accepted(group.beat('b', 0, asInstance))
  equal(back.memberEpoch, 2)
  deepEqual(partitionsOf(back), [0, 1])
  equal(group.group.epoch, 2)
  equal(refused(group.beat('a', 2, { instanceId: 'one' })), ErrorCode.fencedInstanceId)
  equal(refused(group.beat('a', 2)), ErrorCode.unknownMemberId)
})

test('a static member that stays away is removed with its session', () => {
  const group = groupWithOrders(2)
  accepted(group.beat('a', 0, { ...toOrders, instanceId: 'one' }))
  accepted(group.beat('a', staticLeaveEpoch, { instanceId: 'one' }))
  group.clock.advance(45_000)
  equal(group.group.state, 'Empty')
})

test('a member that leaves is gone, and its partitions are free', () => {
  const group = groupWithOrders(2)
  accepted(group.beat('a', 0, toOrders))
  accepted(group.beat('b', 0, toOrders))
  equal(accepted(group.beat('a', leaveEpoch)).memberEpoch, -1)
  deepEqual(partitionsOf(accepted(group.beat('b', 3))), [0, 1])
  equal(refused(group.beat('a', leaveEpoch)), ErrorCode.unknownMemberId)
})

test('a group takes no more members than its maximum, but lets those it has go on', () => {
  const group = groupWithOrders(2)
  group.settings = { ...group.settings, maxSize: 1 }
  accepted(group.beat('a', 0, toOrders))
  equal(refused(group.beat('b', 0, toOrders)), ErrorCode.groupMaxSizeReached)
  accepted(group.beat('a', 2))
})

test('what a member no longer subscribes to is taken from it at once', () => {
  const group = groupWithOrders(1)
  group.topics.set('payments', 1)
  group.settings = { ...group.settings, assignmentIntervalMs: 60_000 }
  accepted(group.beat('a', 0, { subscribedTopicNames: ['orders', 'payments'] }))
  const answer = accepted(group.beat('a', 2, { subscribedTopicNames: ['payments'] }))
  equal(answer.assignment?.topicPartitions.length, 1)
  equal(group.group.members.get('a')?.state, 'unrevoked-partitions')
})

test('a regular expression that is none is refused and changes nothing', () => {
  const group = groupWithOrders(1)
  const answer = group.beat('a', 0, { subscribedTopicRegex: 'o[' })
  equal(refused(answer), ErrorCode.invalidRegularExpression)
  ok(isRefusal(answer) && answer.errorMessage.includes('missing closing ]'))
  equal(group.log.length, 0)
})

test('members go on after a restart as if nothing had happened', () => {
  const group = groupWithOrders(4)
  accepted(group.beat('a', 0, { ...toOrders, serverAssignor: 'range', rackId: 'rack' }))
  accepted(group.beat('b', 0, { ...toOrders, instanceId: 'one' }))
  accepted(group.beat('a', 2))
  accepted(group.beat('b', 3, { instanceId: 'one' }))
  const before = group.group
  group.restart()
  deepEqual([...group.group.members], [...before.members])
  equal(group.group.epoch, before.epoch)
  equal(group.group.metadataHash, before.metadataHash)
  equal(group.group.assignedAtMs, before.assignedAtMs)
  const written = group.log.length
  accepted(group.beat('a', 2))
  accepted(group.beat('b', 3, { instanceId: 'one' }))
  equal(group.log.length, written, 'nothing changed')
})
