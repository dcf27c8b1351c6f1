import type { Uuid } from '@barnabus/protocol'

import type { Assignor, AssignorInput, AssignorMember, GroupAssignment } from './assignor.ts'

/**
 * Gives each member of a topic a run of neighbouring partitions.
 *
 * Topics with equally many partitions and the same members are cut alike, so partitions that belong
 * together by key come to one member. Static members come first: they keep their runs when dynamic
 * ones come and go.
 */
export const rangeAssignor: Assignor = {
  name: 'range',

  assign(input): GroupAssignment {
    const members = input.members.toSorted(staticFirst)
    const cuts = cutTopics(members, input)
    return new Map(
      members.map(({ memberId, topicIds }) => {
        const assigned = new Map<Uuid, ReadonlySet<number>>()
        for (const topicId of topicIds) {
          const run = cuts.get(topicId)?.next().value
          if (run !== undefined && run.size > 0) assigned.set(topicId, run)
        }
        return [memberId, assigned]
      }),
    )
  },
}

/** The runs of every topic, in the order in which its members take them. */
function cutTopics(
  members: readonly AssignorMember[],
  { partitionCount }: AssignorInput,
): ReadonlyMap<Uuid, Generator<ReadonlySet<number>, undefined>> {
  const subscribers = new Map<Uuid, number>()
  for (const { topicIds } of members) {
    for (const topicId of topicIds) subscribers.set(topicId, (subscribers.get(topicId) ?? 0) + 1)
  }
  return new Map(
    [...subscribers].map(([topicId, count]) => [topicId, runs(partitionCount(topicId), count)]),
  )
}

/** `count` runs of partitions; the first ones are one longer if it does not divide evenly. */
function* runs(partitions: number, count: number): Generator<ReadonlySet<number>, undefined> {
  const longer = partitions % count
  let first = 0
  for (let index = 0; index < count; index += 1) {
    const length = Math.floor(partitions / count) + (index < longer ? 1 : 0)
    const start = first
    yield new Set(Array.from({ length }, (_, step) => start + step))
    first += length
  }
  return undefined
}

function staticFirst(one: AssignorMember, other: AssignorMember): number {
  if (one.instanceId !== null && other.instanceId !== null) {
    return compareText(one.instanceId, other.instanceId)
  }
  if (one.instanceId !== null) return -1
  if (other.instanceId !== null) return 1
  return compareText(one.memberId, other.memberId)
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
