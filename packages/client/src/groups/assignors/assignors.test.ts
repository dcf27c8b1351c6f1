import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { checkCooperation } from '../classic/check-cooperation.ts'
import { without } from '../partition-sets.ts'
import { assignorsNamed, protocolOf } from './built-in-assignors.ts'
import type { GroupToAssign, PartitionAssignor } from './partition-assignor.ts'
import {
  givenPartitions,
  isBalanced,
  memberWanting,
  nextGeneration,
  ofWantedTopics,
  randomGroups,
  textsOf,
  topicsOf,
  unaskedFor,
  wantedPartitions,
} from './random-groups.fixture.ts'
import { rangeAssignor } from './range-assignor.ts'
import { roundRobinAssignor } from './round-robin-assignor.ts'
import { cooperativeStickyAssignor } from './sticky/cooperative-sticky-assignor.ts'
import { stickyAssignor } from './sticky/sticky-assignor.ts'
import { stickyUserData } from './sticky/sticky-user-data.ts'

const all = [rangeAssignor, roundRobinAssignor, stickyAssignor, cooperativeStickyAssignor]
const sticky = [stickyAssignor, cooperativeStickyAssignor]

for (const assignor of all) {
  test(`${assignor.name} gives each partition to one member that wants it`, () => {
    fc.assert(
      fc.property(randomGroups, (group) => {
        const assigned = assignor.assign(group)

        deepEqual(givenPartitions(assigned), wantedPartitions(group))
        deepEqual(unaskedFor(group, assigned), [])
        equal(assigned.size, group.members.length)
      }),
    )
  })
}

test('range gives neighbours, the first members one more, and each topic for itself', () => {
  const members = ['b', 'a', 'c'].map((id) => memberWanting(id, ['t', 'u']))
  const assigned = rangeAssignor.assign({ members, topics: topicsOf({ t: 5, u: 3 }) })

  deepEqual(textsOf(assigned), { b: 't-2 t-3 u-1', a: 't-0 t-1 u-0', c: 't-4 u-2' })
})

test('range serves static members first, by their instance ids', () => {
  const members = [
    memberWanting('a', ['t']),
    memberWanting('b', ['t'], { groupInstanceId: 'y' }),
    memberWanting('c', ['t'], { groupInstanceId: 'x' }),
  ]
  const assigned = rangeAssignor.assign({ members, topics: topicsOf({ t: 3 }) })

  deepEqual(textsOf(assigned), { a: 't-2', b: 't-1', c: 't-0' })
})

test('range reads in the own rack as far as that is fair, and keeps partitions of one number together', () => {
  const members = [
    memberWanting('a', ['t', 'u'], { rackId: 'west' }),
    memberWanting('b', ['t', 'u'], { rackId: 'east' }),
  ]
  const topics = topicsOf({ t: 4, u: 4 }, (partition) => [partition % 2 === 0 ? 'east' : 'west'])
  const assigned = rangeAssignor.assign({ members, topics })

  deepEqual(textsOf(assigned), { a: 't-1 t-3 u-1 u-3', b: 't-0 t-2 u-0 u-2' })
})

test('roundrobin deals partitions out around those who want them', () => {
  const members = [
    memberWanting('a', ['t']),
    memberWanting('b', ['t', 'u']),
    memberWanting('c', ['t', 'u', 'v']),
  ]
  const assigned = roundRobinAssignor.assign({ members, topics: topicsOf({ t: 1, u: 2, v: 3 }) })

  deepEqual(textsOf(assigned), { a: 't-0', b: 'u-0', c: 'u-1 v-0 v-1 v-2' })
})

for (const assignor of sticky) {
  describe(assignor.name, () => {
    test('is balanced at first, and again after members and topics came and went', () => {
      fc.assert(
        fc.property(randomGroups, randomGroups, (group, later) => {
          const first = settle(assignor, { ...group, members: group.members.map(withoutRack) }, 1)
          ok(isBalanced(first.group, first.assigned), 'at first')
          const changed = { topics: later.topics, members: first.group.members.slice(1) }
          const newcomers = later.members.map((member) => ({
            ...withoutRack(member),
            memberId: `n${member.memberId}`,
            groupInstanceId: undefined,
          }))
          const second = settle(
            assignor,
            { ...changed, members: [...changed.members, ...newcomers] },
            5,
          )

          ok(isBalanced(second.group, second.assigned), 'later')
          deepEqual(givenPartitions(second.assigned), wantedPartitions(second.group))
        }),
      )
    })

    test('moves nothing when nothing has changed', () => {
      fc.assert(
        fc.property(randomGroups, (group) => {
          const first = settle(assignor, { ...group, members: group.members.map(withoutRack) }, 1)
          const again = assignor.assign(first.group)

          deepEqual(sortedTexts(again), sortedTexts(first.assigned))
        }),
      )
    })

    test('of members that want the same, nobody loses more than newcomers need', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 40 }),
          fc.integer({ min: 1, max: 8 }),
          (count, size) => {
            const topics = topicsOf({ t: count })
            const members = Array.from({ length: size }, (_, i) => memberWanting(`m${i}`, ['t']))
            const first = settle(assignor, { members, topics }, 1)
            const grown = { topics, members: [...first.group.members, memberWanting('new', ['t'])] }
            const second = settle(assignor, grown, 4)

            const moved = members.flatMap(({ memberId }) =>
              without(
                first.assigned.get(memberId)!.partitions,
                second.assigned.get(memberId)!.partitions,
              ),
            )
            equal(moved.length, second.assigned.get('new')!.partitions.length)
          },
        ),
      )
    })

    test('prefers the own rack, and is fair before that', () => {
      const members = [
        memberWanting('a', ['t'], { rackId: 'west' }),
        memberWanting('b', ['t'], { rackId: 'east' }),
      ]
      const near = topicsOf({ t: 4 }, (partition) => [partition % 2 === 0 ? 'east' : 'west'])
      const far = topicsOf({ t: 4 }, (partition) => [partition === 0 ? 'west' : 'east'])

      deepEqual(textsOf(assignor.assign({ members, topics: near })), { a: 't-1 t-3', b: 't-0 t-2' })
      const counts = Array.from(assignor.assign({ members, topics: far }).values())
      deepEqual(
        counts.map(({ partitions }) => partitions.length),
        [2, 2],
      )
    })

    test('believes the newest claim to a partition, and nobody where two are as new', () => {
      const topics = topicsOf({ t: 2 })
      const claim = (memberId: string, generationId: number): ReturnType<typeof memberWanting> => {
        const partitions = [0, 1].map((partition) => ({ topic: 't', partition }))
        const userData =
          assignor.subscriptionUserData?.(['t'], { partitions, generationId }) ?? null
        const isCooperative = assignor.protocols.includes('cooperative')
        const ownedPartitions = isCooperative ? partitions : []
        return memberWanting(memberId, ['t'], { userData, generationId, ownedPartitions })
      }

      const newest = assignor.assign({ members: [claim('a', 4), claim('b', 5)], topics })
      equal(newest.get('b')?.partitions.length, 1)
      const contested = assignor.assign({ members: [claim('a', 5), claim('b', 5)], topics })
      // Either gets what it claims, or, cooperatively, waits until both have let go.
      const waits = assignor.protocols.includes('cooperative')
      deepEqual(givenPartitions(contested).length, waits ? 0 : 2)
    })
  })
}

test('cooperative-sticky never gives what another still owns', () => {
  fc.assert(
    fc.property(randomGroups, randomGroups, (group, later) => {
      const first = settle(cooperativeStickyAssignor, group, 1)
      const newcomers = later.members.map((member) => ({
        ...member,
        memberId: `n${member.memberId}`,
      }))
      const changed = {
        topics: later.topics,
        members: [...first.group.members.slice(1), ...newcomers],
      }

      checkCooperation(changed.members, cooperativeStickyAssignor.assign(changed))
    }),
  )
})

test('an assignor that moves what another still owns is told so', () => {
  const owned = { ownedPartitions: [{ topic: 't', partition: 0 }], generationId: 3 }
  const members = [memberWanting('a', ['t'], owned), memberWanting('b', ['t'])]
  const assigned = new Map([['b', { partitions: [{ topic: 't', partition: 0 }] }]])

  throws(() => checkCooperation(members, assigned), { code: 'CLIENT_ASSIGNOR_FAILED' })
  checkCooperation([members[0]!, memberWanting('b', ['t'], { generationId: 4 })], assigned)
})

test('strategies go by short names and by those of Java, and the own come first', () => {
  const own: PartitionAssignor = { ...rangeAssignor, protocols: ['eager', 'cooperative'] }
  const java = ['Range', 'RoundRobin', 'Sticky', 'CooperativeSticky'].map(
    (name) => `org.apache.kafka.clients.consumer.${name}Assignor`,
  )

  deepEqual(
    assignorsNamed(java, []).map(({ name }) => name),
    ['range', 'roundrobin', 'sticky', 'cooperative-sticky'],
  )
  equal(assignorsNamed(['range'], [own])[0], own)
  throws(() => assignorsNamed(['nearest'], []), /"nearest", which is neither Kafka's/)
  throws(() => assignorsNamed(['range', java[0]!], []), /names a strategy twice/)
  throws(() => assignorsNamed([], []), /must name at least one strategy/)
})

test('members are cooperative only when all of their strategies are', () => {
  const onlyCooperative: PartitionAssignor = { ...rangeAssignor, protocols: ['cooperative'] }

  equal(protocolOf([cooperativeStickyAssignor]), 'cooperative')
  equal(protocolOf([rangeAssignor, cooperativeStickyAssignor]), 'eager')
  throws(() => protocolOf([rangeAssignor, onlyCooperative]), /no rebalance protocol in common/)
})

const roundsMax = 5

/** What it comes to: whoever is to let go of something does, and the group is shared out again. */
function settle(
  assignor: PartitionAssignor,
  given: GroupToAssign,
  generationId: number,
): { readonly group: GroupToAssign; readonly assigned: ReturnType<PartitionAssignor['assign']> } {
  let group = ofWantedTopics(given)
  for (let round = 0; ; round += 1) {
    const before = group
    const assigned = assignor.assign(before)
    group = nextGeneration(assignor, before, assigned, generationId + round)
    const isTaking = before.members.some(({ memberId, ownedPartitions }) => {
      const kept = assigned.get(memberId)?.partitions ?? []
      return without(ownedPartitions, kept).length > 0
    })
    if (!isTaking && round > 0) return { group, assigned }
    ok(round < roundsMax, 'a group that never comes to rest')
  }
}

function withoutRack<Member extends object>(member: Member): Member & { rackId: undefined } {
  return { ...member, rackId: undefined }
}

function sortedTexts(
  assigned: ReturnType<PartitionAssignor['assign']>,
): Readonly<Record<string, string>> {
  const texts = Object.entries(textsOf(assigned))
  return Object.fromEntries(texts.map(([id, text]) => [id, text.split(' ').toSorted().join(' ')]))
}

test('sticky comes to an end where moving back would go in a circle', () => {
  const racks = ['east', 'north', 'west'] as const
  const topic = (count: number) =>
    Array.from({ length: count }, (_, partition) => ({
      partition,
      racks: new Set(racks),
    }))
  const had = (name: string, numbers: readonly number[]) =>
    numbers.map((partition) => ({ topic: name, partition }))
  const fourteen = Array.from({ length: 14 }, (_, number) => number)
  const members = (
    [
      ['member-13', 'north', ['a', 'c', 'd'], had('d', fourteen)],
      ['member-37', 'west', ['b', 'c', 'd'], []],
      ['member-39', 'east', ['b', 'e'], had('b', [0, 1, 2, 3, 4, 6])],
      ['member-91', 'west', ['a', 'c', 'd', 'e'], had('c', fourteen)],
      ['member-73', 'east', ['a', 'b', 'e'], [...had('a', [0, 1, 2, 3]), ...had('b', [5])]],
    ] as const
  ).map(([memberId, rackId, wanted, partitions]) => ({
    ...memberWanting(memberId, [...wanted]),
    rackId,
    generationId: 1,
    userData: stickyUserData({ partitions, generationId: 1 }),
  }))
  const topics = new Map([
    ['a', topic(4)],
    ['b', topic(7)],
    ['c', topic(14)],
    ['d', topic(14)],
  ])

  const group: GroupToAssign = { members, topics }

  deepEqual(givenPartitions(stickyAssignor.assign(group)), wantedPartitions(group))
})
