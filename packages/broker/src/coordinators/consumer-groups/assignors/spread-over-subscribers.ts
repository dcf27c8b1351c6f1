import { assert } from '@barnabus/base'
import type { Uuid } from '@barnabus/protocol'

import type { AssignorInput, GroupAssignment } from './assignor.ts'
import { GrowingAssignment } from './growing-assignment.ts'
import { LeastLoaded, MostLoaded } from './member-loads.ts'
import { compareTopicIds } from './topic-order.ts'

// With overlapping subscriptions each round about halves the imbalance; more are not worth waiting
// for. Where the subscribers of a topic all have the same subscriptions, one round is enough.
const balancingRoundsMax = 16

/** A topic, who wants it, and who is going to have its partitions. Members are indices. */
interface SharedTopic {
  readonly id: Uuid
  readonly subscribers: number[]
  /** By partition. */
  readonly owners: (number | undefined)[]
}

/**
 * Shares partitions out among members that subscribed to different topics.
 *
 * Everybody keeps what it has and still subscribes to; what nobody has goes to whoever has least;
 * then partitions move from those who have most to those who have least, as long as that helps.
 */
export function spreadOverSubscribers(input: AssignorInput): GroupAssignment {
  const topics = subscribedTopics(input)
  const assignments = keepWhatIsSubscribed(input, topics)
  const loadOf = (member: number): number => at(assignments, member).size
  const inOrder = [...topics.values()].toSorted(heaviestFirst)

  const move = (topic: SharedTopic, partition: number, member: number): void => {
    const owner = topic.owners[partition]
    if (owner !== undefined) at(assignments, owner).remove(topic.id, partition)
    topic.owners[partition] = member
    at(assignments, member).add(topic.id, partition)
  }
  for (const topic of inOrder) giveAway(topic, loadOf, move)
  balance(
    inOrder.filter(({ subscribers }) => subscribers.length > 1),
    loadOf,
    move,
  )
  return new Map(
    input.members.map(({ memberId }, index) => [memberId, at(assignments, index).partitions]),
  )
}

type Move = (topic: SharedTopic, partition: number, member: number) => void
type LoadOf = (member: number) => number

function subscribedTopics({
  members,
  partitionCount,
}: AssignorInput): ReadonlyMap<Uuid, SharedTopic> {
  const topics = new Map<Uuid, SharedTopic>()
  for (const [member, { topicIds }] of members.entries()) {
    for (const id of topicIds) {
      const known = topics.get(id)
      if (known !== undefined) {
        known.subscribers.push(member)
        continue
      }
      const owners = Array.from({ length: partitionCount(id) }, () => undefined)
      topics.set(id, { id, subscribers: [member], owners })
    }
  }
  return topics
}

function keepWhatIsSubscribed(
  { members }: AssignorInput,
  topics: ReadonlyMap<Uuid, SharedTopic>,
): readonly GrowingAssignment[] {
  return members.map(({ topicIds, target }, member) => {
    const kept = new GrowingAssignment()
    for (const [id, partitions] of target) {
      const topic = topicIds.has(id) ? topics.get(id) : undefined
      if (topic === undefined) continue
      for (const partition of partitions) {
        if (partition >= topic.owners.length) continue
        topic.owners[partition] = member
        kept.add(id, partition)
      }
    }
    return kept
  })
}

/** Most partitions for each subscriber first, then fewest subscribers. */
function heaviestFirst(one: SharedTopic, other: SharedTopic): number {
  return (
    other.owners.length / other.subscribers.length - one.owners.length / one.subscribers.length ||
    one.subscribers.length - other.subscribers.length ||
    compareTopicIds(one.id, other.id)
  )
}

/** Gives what nobody has to the subscribers who have least. */
function giveAway(topic: SharedTopic, loadOf: LoadOf, move: Move): void {
  const free = [...topic.owners.keys()].filter((index) => topic.owners[index] === undefined)
  const takers = new LeastLoaded(topic.subscribers, loadOf)
  for (const partition of free) move(topic, partition, takers.next())
}

/** Goes round the topics until a whole round changed nothing, or for long enough. */
function balance(topics: readonly SharedTopic[], loadOf: LoadOf, move: Move): void {
  let lastChanged: SharedTopic | undefined
  for (let round = 0; round < balancingRoundsMax; round += 1) {
    for (const topic of topics) {
      if (topic === lastChanged) return
      const moved = balanceTopic(topic, loadOf, move)
      if (moved || lastChanged === undefined) lastChanged = topic
    }
  }
}

/** Moves partitions from the most loaded subscribers to the least loaded; tells whether any. */
function balanceTopic(topic: SharedTopic, loadOf: LoadOf, move: Move): boolean {
  const takers = new LeastLoaded(topic.subscribers, loadOf)
  const givers = new MostLoaded(topic.subscribers, loadOf)
  if (givers.highest - takers.lowest <= 1) return false

  const givable = Map.groupBy(topic.owners.keys(), (partition) => topic.owners[partition])
  let moved = false
  for (;;) {
    const partition = nextGiven(givers, givable)
    if (partition === undefined) return moved
    const taker = takers.next()
    if (givers.level - takers.level <= 1) return moved
    move(topic, partition, taker)
    moved = true
  }
}

/** The last partition of the most loaded member that has one to give. */
function nextGiven(
  givers: MostLoaded,
  givable: ReadonlyMap<number | undefined, number[]>,
): number | undefined {
  for (;;) {
    const giver = givers.next()
    if (giver === undefined) return undefined
    const partition = givable.get(giver)?.pop()
    if (partition !== undefined) return partition
    givers.exclude()
  }
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  assert(item !== undefined, 'the index of a member is within the group')
  return item
}
