import type {
  GroupToAssign,
  MemberAssignment,
  PartitionAssignor,
  TopicPartition,
} from '@barnabus/client'

/**
 * Gives partition n of every topic to one member: what waits of a key is read by whoever reads the
 * key, also while topics grow one after the other, and `range` would tear them apart.
 */
export const togetherAssignor: PartitionAssignor = {
  name: 'bus-together',
  protocols: ['eager'],
  assign({ members, topics }: GroupToAssign): ReadonlyMap<string, MemberAssignment> {
    const sorted = members.toSorted((one, other) => compare(nameOf(one), nameOf(other)))
    const assigned = new Map(
      sorted.map(({ memberId }): [string, TopicPartition[]] => [memberId, []]),
    )
    const count = Math.max(0, ...Array.from(topics.values(), (partitions) => partitions.length))
    for (const [topic, partitions] of topics) {
      for (const { partition } of partitions) {
        const index = Math.floor((partition * sorted.length) / count)
        assigned.get(sorted[index]!.memberId)!.push({ topic, partition })
      }
    }
    return new Map(Array.from(assigned, ([memberId, partitions]) => [memberId, { partitions }]))
  },
}

/** Static members get the same again when they come back. */
function nameOf(member: GroupToAssign['members'][number]): string {
  return member.groupInstanceId ?? member.memberId
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
