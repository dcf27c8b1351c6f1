import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import type { Uuid } from '@barnabus/protocol'
import { seededRandom } from '@barnabus/testkit'

import type { AssignorInput, AssignorMember, GroupAssignment, TopicPartitions } from './assignor.ts'
import { rangeAssignor } from './range-assignor.ts'
import { uniformAssignor } from './uniform-assignor.ts'

const orders = 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid
const payments = 'AAAAAAAAAAAAAAAAAAAAAg' as Uuid
const nothing: TopicPartitions = new Map()

function member(
  memberId: string,
  topicIds: readonly Uuid[],
  target = nothing,
  instanceId: string | null = null,
): AssignorMember {
  return { memberId, instanceId, topicIds: new Set(topicIds), target }
}

function input(
  members: readonly AssignorMember[],
  topics: Readonly<Record<string, number>>,
): AssignorInput {
  const [first] = members
  const homogeneous = members.every(
    ({ topicIds }) => [...topicIds].join(' ') === [...(first?.topicIds ?? [])].join(' '),
  )
  return { members, homogeneous, partitionCount: (id) => topics[id] ?? 0 }
}

function listed(assignment: GroupAssignment): Record<string, readonly string[]> {
  return Object.fromEntries(
    [...assignment].map(([memberId, partitions]) => [memberId, flat(partitions)]),
  )
}

function flat(partitions: TopicPartitions): readonly string[] {
  return [...partitions]
    .flatMap(([id, numbers]) =>
      [...numbers].map((number) => `${id === orders ? 'orders' : 'payments'}-${number}`),
    )
    .toSorted()
}

test('range gives neighbouring partitions, alike for topics of one size, static members first', () => {
  const both = [orders, payments]
  const members = [member('b', both), member('a', both), member('z', both, nothing, 'instance')]
  deepEqual(listed(rangeAssignor.assign(input(members, { [orders]: 4, [payments]: 4 }))), {
    z: ['orders-0', 'orders-1', 'payments-0', 'payments-1'],
    a: ['orders-2', 'payments-2'],
    b: ['orders-3', 'payments-3'],
  })
})

test('range gives a topic to its subscribers only', () => {
  const members = [member('a', [orders]), member('b', [orders, payments])]
  deepEqual(listed(rangeAssignor.assign(input(members, { [orders]: 3, [payments]: 2 }))), {
    a: ['orders-0', 'orders-1'],
    b: ['orders-2', 'payments-0', 'payments-1'],
  })
})

test('uniform moves only what a newcomer must have', () => {
  const first = new Map([[orders, new Set([0, 1, 2])]])
  const second = new Map([[orders, new Set([3, 4, 5])]])
  const members = [
    member('a', [orders], first),
    member('b', [orders], second),
    member('c', [orders]),
  ]
  deepEqual(listed(uniformAssignor.assign(input(members, { [orders]: 6 }))), {
    a: ['orders-0', 'orders-1'],
    b: ['orders-3', 'orders-4'],
    c: ['orders-2', 'orders-5'],
  })
})

test('uniform evens out what subscribers of different topics have together', () => {
  const members = [member('a', [orders]), member('b', [orders, payments])]
  const assigned = uniformAssignor.assign(input(members, { [orders]: 4, [payments]: 2 }))
  deepEqual(listed(assigned), {
    a: ['orders-0', 'orders-1', 'orders-2'],
    b: ['orders-3', 'payments-0', 'payments-1'],
  })
})

for (const assignor of [rangeAssignor, uniformAssignor]) {
  test(`${assignor.name} gives each partition to exactly one of its subscribers`, () => {
    const random = seededRandom(848)
    for (let round = 0; round < 200; round += 1) {
      const topics = { [orders]: random.below(20), [payments]: random.below(20) }
      let members: readonly AssignorMember[] = []
      for (let change = 0; change < 4; change += 1) {
        const newcomers = Array.from({ length: 1 + random.below(4) }, (_, index) =>
          member(`${change}-${index}`, [orders, payments].slice(random.below(2))),
        )
        members = [...members.filter(() => random.below(3) > 0), ...newcomers]
        const assigned = assignor.assign(input(members, topics))
        checkAssignment(members, topics, assigned)
        members = members.map((one) => ({ ...one, target: assigned.get(one.memberId) ?? nothing }))
        if (assignor !== uniformAssignor) continue
        const again = assignor.assign(input(members, topics))
        deepEqual(listed(again), listed(assigned), 'nothing moves when nothing changed')
      }
    }
  })
}

function checkAssignment(
  members: readonly AssignorMember[],
  topics: Readonly<Record<string, number>>,
  assigned: GroupAssignment,
): void {
  for (const topicId of [orders, payments]) {
    const subscribers = members.filter(({ topicIds }) => topicIds.has(topicId))
    const owned = subscribers.flatMap(({ memberId }) => [
      ...(assigned.get(memberId)?.get(topicId) ?? []),
    ])
    equal(new Set(owned).size, owned.length, 'no partition has two owners')
    equal(owned.length, subscribers.length === 0 ? 0 : topics[topicId])
    const anywhere = [...assigned.values()].flatMap((one) => [...(one.get(topicId) ?? [])])
    ok(anywhere.length === owned.length, 'nobody has what it did not subscribe to')
  }
}
