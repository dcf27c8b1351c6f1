import type { TopicPartition } from '../../topic-partition.ts'
import { compareTexts, inMemberOrder } from './member-order.ts'
import type { GroupToAssign, PartitionAssignor } from './partition-assignor.ts'

/** Deals out all partitions one by one, around the members that want their topics. */
export const roundRobinAssignor: PartitionAssignor = {
  name: 'roundrobin',
  protocols: ['eager'],
  assign: (group) => {
    const dealt = deal(group)
    return new Map(Array.from(dealt, ([memberId, partitions]) => [memberId, { partitions }]))
  },
}

function deal({ members, topics }: GroupToAssign): ReadonlyMap<string, TopicPartition[]> {
  const circle = inMemberOrder(members).map(({ memberId, topics: wanted }) => ({
    wanted: new Set(wanted),
    partitions: [] as TopicPartition[],
    memberId,
  }))
  let next = 0
  for (const topic of Array.from(topics.keys()).toSorted(compareTexts)) {
    if (!circle.some(({ wanted }) => wanted.has(topic))) continue
    for (const { partition } of topics.get(topic) ?? []) {
      while (!circle[next]!.wanted.has(topic)) next = (next + 1) % circle.length
      circle[next]!.partitions.push({ topic, partition })
      next = (next + 1) % circle.length
    }
  }
  return new Map(circle.map(({ memberId, partitions }) => [memberId, partitions]))
}
