import type { Random } from '@barnabus/base'
import type { AssignorInput, AssignorMember, TopicPartitions } from '@barnabus/broker'
import { uuidFromBytes, type Uuid } from '@barnabus/protocol'

/** A group that wants partitions, and the topics there are. */
export interface RandomGroup extends AssignorInput {
  readonly topics: ReadonlyMap<Uuid, number>
}

const membersMax = 12
const topicsMax = 6
const partitionsMax = 24

/** A group at its beginning: nobody has anything. */
export function randomGroup(random: Random, homogeneous: boolean): RandomGroup {
  const topics = new Map(
    Array.from({ length: 1 + random.below(topicsMax) }, () => [
      uuidFromBytes(random.bytes(16)),
      1 + random.below(partitionsMax),
    ]),
  )
  const members = Array.from({ length: 1 + random.below(membersMax) }, (_, index) =>
    newMember(random, `member-${index}`, homogeneous ? [...topics.keys()] : some(random, topics)),
  )
  return groupOf(members, topics, homogeneous)
}

/**
 * The same group later: members came and went, subscriptions changed, topics grew, and everybody
 * is meant to have what was assigned last.
 */
export function changedGroup(
  random: Random,
  { members, topics, homogeneous }: RandomGroup,
  assigned: ReadonlyMap<string, TopicPartitions>,
): RandomGroup {
  const grown = new Map(
    [...topics].map(([id, count]) => [id, count + (random.below(3) === 0 ? random.below(5) : 0)]),
  )
  const subscribed = some(random, grown)
  const stayed = members
    .filter(() => random.below(5) > 0)
    .map((member) => ({
      ...member,
      target: assigned.get(member.memberId) ?? new Map(),
      topicIds: homogeneous
        ? new Set(subscribed)
        : random.below(3) === 0
          ? new Set(some(random, grown))
          : member.topicIds,
    }))
  const came = Array.from({ length: stayed.length === 0 ? 1 : random.below(4) }, () =>
    newMember(
      random,
      `member-${1_000 + random.below(1_000_000)}`,
      homogeneous ? subscribed : some(random, grown),
    ),
  )
  return groupOf([...stayed, ...came], grown, homogeneous)
}

function newMember(random: Random, memberId: string, topicIds: readonly Uuid[]): AssignorMember {
  const instanceId = random.below(4) === 0 ? `instance-of-${memberId}` : null
  return { memberId, instanceId, topicIds: new Set(topicIds), target: new Map() }
}

function some(random: Random, topics: ReadonlyMap<Uuid, number>): readonly Uuid[] {
  return [...topics.keys()].filter(() => random.below(2) === 0)
}

function groupOf(
  members: readonly AssignorMember[],
  topics: ReadonlyMap<Uuid, number>,
  homogeneous: boolean,
): RandomGroup {
  return { members, topics, homogeneous, partitionCount: (id) => topics.get(id) ?? 0 }
}
