import fc from 'fast-check'

import type { TopicPartition } from '../../topic-partition.ts'
import { partitionKey } from '../partition-sets.ts'
import type {
  AssignablePartition,
  GroupToAssign,
  MemberAssignment,
  MemberSubscription,
  PartitionAssignor,
} from './partition-assignor.ts'

type Assigned = ReadonlyMap<string, MemberAssignment>

const racks = ['east', 'west', 'north'] as const

/** Topics with partitions that have replicas in some racks, or in none. */
export function topicsOf(
  counts: Readonly<Record<string, number>>,
  racksOf: (partition: number) => readonly string[] = () => [],
): GroupToAssign['topics'] {
  return new Map(
    Object.entries(counts).map(([topic, count]) => [
      topic,
      Array.from({ length: count }, (_, partition): AssignablePartition => ({
        partition,
        racks: new Set(racksOf(partition)),
      })),
    ]),
  )
}

/** A member that has nothing yet. */
export function memberWanting(
  memberId: string,
  topics: readonly string[],
  more: Partial<MemberSubscription> = {},
): MemberSubscription {
  return {
    memberId,
    groupInstanceId: undefined,
    topics,
    userData: null,
    ownedPartitions: [],
    generationId: -1,
    rackId: undefined,
    ...more,
  }
}

/** What everybody was given, as `orders-0 orders-1`. */
export function textsOf(assigned: Assigned): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from(assigned, ([memberId, { partitions }]) => [
      memberId,
      partitions.map(({ topic, partition }) => `${topic}-${partition}`).join(' '),
    ]),
  )
}

/** Groups of every kind: members that want the same or not, static ones, with racks or without. */
export const randomGroups: fc.Arbitrary<GroupToAssign> = fc
  .record({
    counts: fc.dictionary(fc.constantFrom('t', 'u', 'v', 'w'), fc.integer({ min: 1, max: 12 })),
    members: fc.array(
      fc.record({
        wants: fc.subarray(['t', 'u', 'v', 'w', 'missing']),
        rack: fc.option(fc.constantFrom(...racks), { nil: undefined }),
        instance: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    isAlike: fc.boolean(),
    spread: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ counts, members, isAlike, spread }) =>
    ofWantedTopics({
      topics: topicsOf(counts, (partition) =>
        Array.from(
          { length: spread },
          (_, replica) => racks[(partition + replica) % racks.length]!,
        ),
      ),
      members: members.map(({ wants, rack, instance }, index) =>
        memberWanting(`m${index}`, isAlike ? members[0]!.wants : wants, {
          rackId: rack,
          groupInstanceId: instance ? `i${members.length - index}` : undefined,
        }),
      ),
    }),
  )

/** The group, and only those topics that somebody wants: others an assignor never sees. */
export function ofWantedTopics({ members, topics }: GroupToAssign): GroupToAssign {
  const wanted = new Set(members.flatMap((member) => member.topics))
  return { members, topics: new Map(Array.from(topics).filter(([topic]) => wanted.has(topic))) }
}

/** The same members in the next generation, with what they got in this one. */
export function nextGeneration(
  assignor: PartitionAssignor,
  group: GroupToAssign,
  assigned: Assigned,
  generationId: number,
): GroupToAssign {
  const members = group.members.map((member) => {
    const partitions = assigned.get(member.memberId)?.partitions ?? []
    const isCooperative = assignor.protocols.includes('cooperative')
    const last = { partitions, generationId }
    return {
      ...member,
      userData: assignor.subscriptionUserData?.(member.topics, last) ?? null,
      generationId,
      ownedPartitions: isCooperative ? partitions : [],
    }
  })
  return { ...group, members }
}

/** Every partition that somebody wants, by its key. */
export function wantedPartitions({ members, topics }: GroupToAssign): readonly string[] {
  const wanted = new Set(members.flatMap((member) => member.topics))
  return Array.from(topics)
    .filter(([topic]) => wanted.has(topic))
    .flatMap(([topic, partitions]) =>
      partitions.map(({ partition }) => partitionKey({ topic, partition })),
    )
    .toSorted()
}

/** Everything that was given away, by key, twice if it was given twice. */
export function givenPartitions(assigned: Assigned): readonly string[] {
  return Array.from(assigned.values())
    .flatMap(({ partitions }) => partitions.map(partitionKey))
    .toSorted()
}

/** Those who got what they did not ask for. */
export function unaskedFor(
  { members }: GroupToAssign,
  assigned: Assigned,
): readonly TopicPartition[] {
  return members.flatMap(({ memberId, topics }) =>
    (assigned.get(memberId)?.partitions ?? []).filter(({ topic }) => !topics.includes(topic)),
  )
}

/** Whether nobody could give one to somebody who has at least two fewer and wants it. */
export function isBalanced({ members }: GroupToAssign, assigned: Assigned): boolean {
  const countOf = (memberId: string): number => assigned.get(memberId)?.partitions.length ?? 0
  return members.every((lighter) =>
    members.every((heavier) => {
      if (countOf(heavier.memberId) < countOf(lighter.memberId) + 2) return true
      const owned = assigned.get(heavier.memberId)?.partitions ?? []
      return !owned.some(({ topic }) => lighter.topics.includes(topic))
    }),
  )
}
