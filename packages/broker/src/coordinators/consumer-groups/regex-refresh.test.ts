import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { describeGroup } from './describe-group.ts'
import { GroupUnderTest } from './group-under-test.fixture.ts'
import { isRefusal } from './refusal.ts'
import { dueRegexes, writeResolved } from './regex-refresh.ts'

const toAll = { subscribedTopicNames: [], subscribedTopicRegex: 'o.*' }

function groupWith(...names: readonly string[]): GroupUnderTest {
  const group = new GroupUnderTest()
  group.settings = { ...group.settings, sessionTimeoutMs: 3_600_000 }
  for (const name of names) group.topics.set(name, 1)
  return group
}

/** Does what is done in the background once regular expressions are due. */
function refresh(group: GroupUnderTest): void {
  const version = group.topics.version
  const due = dueRegexes(group.group, group.context)
  const topics = new Set([...group.topics.names()].filter((name) => name.startsWith('o')))
  const value = { topics, version: BigInt(version), resolvedAtMs: group.clock.nowMs() }
  const resolved = new Map([...due].map((regex) => [regex, value]))
  group.decide((draft) => writeResolved(draft, resolved, group.context))
  group.group.resolvedTopicsVersion = version
}

function partitionCount(group: GroupUnderTest, memberId: string, memberEpoch: number): number {
  const answer = group.beat(memberId, memberEpoch, { topicPartitions: [] })
  ok(!isRefusal(answer), JSON.stringify(answer))
  return answer.assignment?.topicPartitions.length ?? 0
}

test('a member joins without partitions and gets them once its expression is resolved', () => {
  const group = groupWith('orders', 'payments')
  const joined = group.beat('a', 0, toAll)
  ok(!isRefusal(joined))
  equal(joined.memberEpoch, 1)
  deepEqual(joined.assignment, { topicPartitions: [] })
  refresh(group)
  equal(partitionCount(group, 'a', 1), 1)
  const [member] = describeGroup(group.group, group.context).members
  equal(member?.subscribedTopicRegex, 'o.*')
  equal(member?.assignment.topicPartitions[0]?.topicName, 'orders')
})

test('a topic that is created is found, but not more often than every ten seconds', () => {
  const group = groupWith('orders')
  group.beat('a', 0, toAll)
  refresh(group)
  partitionCount(group, 'a', 1)
  group.topics.set('offers', 1)
  group.clock.advance(10_000)
  equal(dueRegexes(group.group, group.context).size, 0)
  group.clock.advance(1)
  refresh(group)
  equal(partitionCount(group, 'a', 2), 2)
  group.clock.advance(60_000)
  equal(dueRegexes(group.group, group.context).size, 0, 'nothing is new')
  group.clock.advance(600_000)
  equal(dueRegexes(group.group, group.context).size, 1, 'but every now and then it is looked')
})

test('an expression that nobody has any more is forgotten', () => {
  const group = groupWith('orders')
  group.beat('a', 0, toAll)
  refresh(group)
  group.beat('a', 1, { subscribedTopicRegex: '' })
  equal(group.group.resolvedRegexes.size, 0)
  equal(dueRegexes(group.group, group.context).size, 0)
})

test('what was resolved survives a restart, and is looked at again after it', () => {
  const group = groupWith('orders')
  group.beat('a', 0, toAll)
  refresh(group)
  group.restart()
  deepEqual([...(group.group.resolvedRegexes.get('o.*')?.topics ?? [])], ['orders'])
  group.clock.advance(10_001)
  equal(dueRegexes(group.group, group.context).size, 1)
})
