import type { TopicPartition } from '../../topic-partition.ts'
import { compareTexts } from './member-order.ts'
import type { GroupToAssign, PartitionAssignor } from './partition-assignor.ts'
import { RangeOfTopic } from './range-of-topic.ts'

/** Gives each member a run of neighbours in each topic, and the same run in topics of one size. */
export const rangeAssignor: PartitionAssignor = {
  name: 'range',
  protocols: ['eager'],
  assign: (group) => {
    const ranges = assignRanges(group)
    return new Map(Array.from(ranges, ([memberId, partitions]) => [memberId, { partitions }]))
  },
}

type Taken = ReadonlyMap<string, TopicPartition[]>

function assignRanges(group: GroupToAssign): Taken {
  const taken: Taken = new Map(group.members.map(({ memberId }) => [memberId, []]))
  const states = Array.from(group.topics, ([topic, partitions]) =>
    RangeOfTopic.of({ topic, partitions, members: group.members, taken }),
  ).toSorted((a, b) => compareTexts(a.topic, b.topic))
  const goesByRacks = states.some(({ needsRacks }) => needsRacks)
  if (goesByRacks) assignWithinRacks(states)
  for (const state of states) state.assignRanges(() => true)
  if (goesByRacks) for (const partitions of taken.values()) partitions.sort(comparePartitions)
  return taken
}

/** Topics with the same members and as many partitions are read together: they stay together. */
function assignWithinRacks(states: readonly RangeOfTopic[]): void {
  const alike = new Map<string, RangeOfTopic[]>()
  for (const state of states) {
    const key = [state.partitionCount, ...state.memberIds].join(' ')
    alike.set(key, [...(alike.get(key) ?? []), state])
  }
  for (const topics of alike.values()) {
    const [first] = topics
    if (topics.length > 1) assignTogether(topics)
    else if (first?.needsRacks === true) {
      first.assignRanges((memberId, partition) => first.isInRack(memberId, partition))
    }
  }
}

function assignTogether(topics: readonly RangeOfTopic[]): void {
  const [first] = topics
  const remaining = new Set(first?.memberIds)
  const count = first?.partitionCount ?? 0
  for (let partition = 0; partition < count && remaining.size > 0; partition += 1) {
    const memberId = Array.from(remaining).find((candidate) =>
      topics.every((topic) => topic.isInRack(candidate, partition) && topic.room(candidate) > 0),
    )
    if (memberId === undefined) continue
    for (const topic of topics) topic.assign(memberId, [partition])
    if (topics.every((topic) => topic.room(memberId) === 0)) remaining.delete(memberId)
  }
}

function comparePartitions(a: TopicPartition, b: TopicPartition): number {
  return compareTexts(a.topic, b.topic) || a.partition - b.partition
}
