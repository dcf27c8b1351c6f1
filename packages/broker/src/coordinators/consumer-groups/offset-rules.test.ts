import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { ErrorCode, type Uuid } from '@barnabus/protocol'

import { GroupUnderTest } from './group-under-test.fixture.ts'
import { commitRule, offsetFetchFault, type OffsetCommitter } from './offset-rules.ts'
import { isRefusal } from './refusal.ts'

const committer: OffsetCommitter = {
  memberId: 'a',
  memberEpoch: 2,
  instanceId: null,
  isTransactional: false,
  apiVersion: 9,
}

/** A group whose member `a` got partition 0 in epoch 2 and partition 1 in epoch 3. */
function groupInEpochThree(): { readonly group: GroupUnderTest; readonly topicId: Uuid } {
  const group = new GroupUnderTest()
  group.topics.set('orders', 1)
  group.beat('a', 0, { subscribedTopicNames: ['orders'] })
  group.topics.set('orders', 2)
  group.beat('a', 2)
  const topicId = group.topics.byName('orders')?.id
  ok(topicId !== undefined)
  return { group, topicId }
}

/** The error of committing `partition`, whether all is refused or only that. */
function errorOf(
  { group, topicId }: ReturnType<typeof groupInEpochThree>,
  more: Partial<OffsetCommitter>,
  partition = 0,
): ErrorCode {
  const rule = commitRule(group.group, { ...committer, ...more })
  const refusal = isRefusal(rule) ? rule : rule(topicId, partition)
  return refusal?.errorCode ?? ErrorCode.none
}

test('the member’s own epoch may commit everything', () => {
  equal(errorOf(groupInEpochThree(), { memberEpoch: 3 }, 1), ErrorCode.none)
})

test('an older epoch may commit what the member was given in it or before', () => {
  const three = groupInEpochThree()
  equal(errorOf(three, { memberEpoch: 2 }, 0), ErrorCode.none)
  equal(errorOf(three, { memberEpoch: 2 }, 1), ErrorCode.staleMemberEpoch)
  equal(errorOf(three, { memberEpoch: 2 }, 7), ErrorCode.staleMemberEpoch, 'not its own')
  equal(errorOf(three, { memberEpoch: 1 }, 0), ErrorCode.staleMemberEpoch)
})

test('an epoch to come, a stranger and an old version are refused', () => {
  const three = groupInEpochThree()
  equal(errorOf(three, { memberEpoch: 4 }), ErrorCode.staleMemberEpoch)
  equal(errorOf(three, { memberId: 'b' }), ErrorCode.unknownMemberId)
  equal(errorOf(three, { memberEpoch: -1, memberId: '' }), ErrorCode.unknownMemberId)
  equal(errorOf(three, { apiVersion: 8 }), ErrorCode.unsupportedVersion)
})

test('whoever is in no group commits while the group is empty', () => {
  const three = groupInEpochThree()
  three.group.beat('a', -1)
  equal(errorOf(three, { memberEpoch: -1, memberId: '' }), ErrorCode.none)
  equal(errorOf(three, { memberEpoch: 3 }), ErrorCode.unknownMemberId)
})

test('offsets are read by members in their epoch, and by whoever says nothing', () => {
  const { group } = groupInEpochThree()
  equal(offsetFetchFault(group.group, null, -1), undefined)
  equal(offsetFetchFault(group.group, 'a', 3), undefined)
  equal(offsetFetchFault(group.group, 'a', 2)?.errorCode, ErrorCode.staleMemberEpoch)
  equal(offsetFetchFault(group.group, 'b', 3)?.errorCode, ErrorCode.unknownMemberId)
})
