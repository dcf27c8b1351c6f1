import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { consumerProtocolSubscription, ErrorCode, Writer } from '@barnabus/protocol'

import { GroupUnderTest } from '../group-under-test.fixture.ts'
import { heartbeat } from '../heartbeat.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { joinClassic, type ClassicJoinAnswer } from './classic-join.ts'
import { findLeaving, heartbeatClassic, joinAgain, syncClassic } from './classic-requests.ts'
import { downgradedGroup, groupTombstones, shouldDowngrade } from './downgrade.ts'
import { readAssignment, writeAssignment } from './embedded-protocol.ts'
import type { ClassicGroupFacts } from '../classic-group-facts.ts'
import { upgradeGroup } from './upgrade.ts'

const client = { clientId: 'client', clientHost: '/127.0.0.1' }

function subscription(
  topics: readonly string[],
  owned: readonly { readonly topic: string; readonly partitions: readonly number[] }[] = [],
): Uint8Array {
  const writer = new Writer()
  writer.int16(1)
  const draft = { topics, userData: null, ownedPartitions: owned }
  consumerProtocolSubscription.encode(writer, draft, 1)
  return Buffer.concat(writer.finish())
}

/** Two members of the classic protocol that share a topic of four partitions. */
function classicGroup(): ClassicGroupFacts {
  const metadata = subscription(['orders'])
  const member = (memberId: string, partitions: readonly number[]) => ({
    ...{ memberId, instanceId: null, ...client, rebalanceTimeoutMs: 60_000 },
    sessionTimeoutMs: 10_000,
    protocols: [{ name: 'range', metadata }],
    assignment: writeAssignment([{ topic: 'orders', partitions }], metadata),
  })
  return {
    groupId: 'group',
    protocolType: 'consumer',
    protocolName: 'range',
    generationId: 7,
    members: [member('a', [0, 1]), member('b', [2, 3])],
  }
}

function upgraded(facts = classicGroup()): GroupUnderTest {
  const group = new GroupUnderTest()
  group.topics.set('orders', 4)
  const refusal = group.decide((draft) => upgradeGroup(draft, facts, group.context))
  equal(refusal, undefined, JSON.stringify(refusal))
  return group
}

function join(
  group: GroupUnderTest,
  memberId: string,
  owned: readonly number[],
): ClassicJoinAnswer | Refusal {
  const metadata = subscription(
    ['orders'],
    owned.length === 0 ? [] : [{ topic: 'orders', partitions: owned }],
  )
  const request = {
    ...{ groupId: 'group', memberId, sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 60_000 },
    ...{ groupInstanceId: null, protocolType: 'consumer', reason: null },
    protocols: [{ name: 'range', metadata }],
  }
  return group.decide((draft) =>
    joinClassic(draft, { request, memberId, needsKnownMemberId: false, client }, group.context),
  )
}

function heartbeatError(group: GroupUnderTest, memberId: string, generationId: number): ErrorCode {
  const request = { groupId: 'group', memberId, generationId, groupInstanceId: null }
  const answer = group.decide((draft) => heartbeatClassic(draft, request))
  if (isRefusal(answer)) return answer.errorCode
  return answer === joinAgain ? ErrorCode.rebalanceInProgress : ErrorCode.none
}

/** What a member gets by SyncGroup. */
function sync(group: GroupUnderTest, memberId: string, generationId: number): readonly number[] {
  const request = {
    ...{ groupId: 'group', memberId, generationId, groupInstanceId: null },
    ...{ protocolType: 'consumer', protocolName: 'range', assignments: [] },
  }
  const answer = group.decide((draft) => syncClassic(draft, request, group.context))
  ok(answer !== joinAgain && !isRefusal(answer), JSON.stringify(answer))
  return (
    readAssignment(answer.assignment)?.assignedPartitions.flatMap(({ partitions }) => partitions) ??
    []
  )
}

test('members of the classic protocol keep what they have when their group is upgraded', () => {
  const group = upgraded()
  equal(group.group.state, 'Stable')
  equal(group.group.epoch, 7)
  equal(heartbeatError(group, 'a', 7), ErrorCode.none)
  deepEqual(sync(group, 'a', 7), [0, 1])
  deepEqual(sync(group, 'b', 7), [2, 3])
})

test('a member of each protocol share a group, one step at a time', () => {
  const group = upgraded()
  const newcomer = group.beat('c', 0, { subscribedTopicNames: ['orders'] })
  ok(!isRefusal(newcomer))
  equal(newcomer.memberEpoch, 8)
  equal(heartbeatError(group, 'a', 7), ErrorCode.rebalanceInProgress)

  for (const [memberId, before, kept] of [
    ['a', [0, 1], [0, 1]],
    ['b', [2, 3], [2]],
  ] as const) {
    const first = join(group, memberId, before)
    ok(!isRefusal(first))
    deepEqual(sync(group, memberId, first.generationId), kept)
    if (kept.length === before.length) continue
    equal(heartbeatError(group, memberId, first.generationId), ErrorCode.rebalanceInProgress)
    const second = join(group, memberId, kept)
    ok(!isRefusal(second))
    equal(second.generationId, 8)
  }
  const gets = group.beat('c', 8)
  ok(!isRefusal(gets))
  deepEqual(gets.assignment?.topicPartitions[0]?.partitions, [3])
})

test('a classic member that does not join again in time is removed', () => {
  const group = upgraded()
  group.beat('c', 0, { subscribedTopicNames: ['orders'] })
  heartbeatError(group, 'a', 7)
  for (let passedMs = 0; passedMs < 60_000; passedMs += 5_000) {
    equal(heartbeatError(group, 'a', 7), ErrorCode.rebalanceInProgress)
    group.clock.advance(5_000)
    group.beat('c', 8)
  }
  equal(heartbeatError(group, 'a', 7), ErrorCode.unknownMemberId)
})

test('a group is one of the classic protocol again when the last other member leaves', () => {
  const group = upgraded()
  group.beat('c', 0, { subscribedTopicNames: ['orders'] })
  const leaving = [...group.group.members.values()].filter(({ classic }) => classic === null)
  const policy = group.context
  ok(!shouldDowngrade(group.group, [], policy), 'somebody speaks the consumer protocol')
  ok(shouldDowngrade(group.group, leaving, policy))
  ok(
    !shouldDowngrade(group.group, leaving, {
      settings: { ...group.settings, classicMaxSize: 1 },
    }),
  )
  const classic = downgradedGroup(group.group, leaving, group.topics)
  equal(classic.generationId, 8)
  equal(classic.protocolName, 'range')
  deepEqual(
    classic.members.map(({ memberId, sessionTimeoutMs }) => [memberId, sessionTimeoutMs]),
    [
      ['a', 10_000],
      ['b', 10_000],
    ],
  )
  const assigned = classic.members.map(({ assignment }) => readAssignment(assignment))
  deepEqual(assigned[0]?.assignedPartitions, [{ topic: 'orders', partitions: [0, 1] }])
  const tombstones = groupTombstones(group.group)
  ok(tombstones.every(({ value }) => value === null))
  for (const tombstone of tombstones) group.group.apply(tombstone)
  equal(group.group.members.size, 0)
})

test('groups that cannot be read, or must not be upgraded, stay what they are', () => {
  const group = new GroupUnderTest()
  group.topics.set('orders', 4)
  const faults: readonly Partial<ClassicGroupFacts>[] = [
    { protocolType: 'connect' },
    { protocolName: 'unknown' },
    { members: classicGroup().members.map((one) => ({ ...one, assignment: new Uint8Array(3) })) },
  ]
  for (const fault of faults) {
    const facts = { ...classicGroup(), ...fault }
    const refusal = group.decide((draft) => upgradeGroup(draft, facts, group.context))
    ok(isRefusal(refusal))
    equal(refusal.errorCode, ErrorCode.groupIdNotFound)
  }
  group.settings = { ...group.settings, migrationPolicy: 'downgrade' }
  ok(isRefusal(group.decide((draft) => upgradeGroup(draft, classicGroup(), group.context))))
  equal(group.log.length, 0)
})

test('a classic member is refused where migration is off, or its protocol fits nobody', () => {
  const group = upgraded()
  group.settings = { ...group.settings, migrationPolicy: 'disabled' }
  const off = join(group, 'd', [])
  ok(isRefusal(off))
  equal(off.errorCode, ErrorCode.inconsistentGroupProtocol)
})

test('an administrator removes a member of either kind with LeaveGroup', () => {
  const group = upgraded()
  const named = [
    { memberId: 'a', groupInstanceId: null },
    { memberId: '', groupInstanceId: 'nobody' },
  ]
  const { leaving, answers } = findLeaving(group.group, named)
  deepEqual(
    leaving.map(({ memberId }) => memberId),
    ['a'],
  )
  deepEqual(
    answers.map(({ errorCode }) => errorCode),
    [ErrorCode.none, ErrorCode.unknownMemberId],
  )
})

test('a static member moves from one protocol to the other with what it has', () => {
  const group = new GroupUnderTest()
  group.topics.set('orders', 2)
  group.beat('a', 0, { subscribedTopicNames: ['orders'], instanceId: 'one' })
  const metadata = subscription(['orders'])
  const request = {
    ...{ groupId: 'group', memberId: '', sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 60_000 },
    ...{ groupInstanceId: 'one', protocolType: 'consumer', reason: null },
    protocols: [{ name: 'range', metadata }],
  }
  const joined = group.decide((draft) =>
    joinClassic(
      draft,
      { request, memberId: 'b', needsKnownMemberId: false, client },
      group.context,
    ),
  )
  ok(!isRefusal(joined))
  equal(group.group.members.size, 1)
  const back = group.decide((draft) =>
    heartbeat(
      draft,
      {
        request: {
          ...{ groupId: 'group', memberId: 'c', memberEpoch: 0, instanceId: 'one', rackId: null },
          ...{ rebalanceTimeoutMs: 60_000, subscribedTopicNames: ['orders'] },
          ...{ subscribedTopicRegex: null, serverAssignor: null, topicPartitions: [] },
        },
        memberId: 'c',
        client,
      },
      group.context,
    ),
  )
  ok(!isRefusal(back))
  deepEqual(back.assignment?.topicPartitions[0]?.partitions, [0, 1])
  equal(group.group.members.get('c')?.classic, null)
})
