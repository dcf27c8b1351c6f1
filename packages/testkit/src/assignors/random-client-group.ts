import type { Random } from '@barnabus/base'
import type {
  GroupToAssign,
  MemberAssignment,
  MemberSubscription,
  PartitionAssignor,
} from '@barnabus/client'

const membersMax = 10
const topicNames = ['a', 'b', 'c', 'd', 'e'] as const
const partitionsMax = 16
const racks = ['east', 'north', 'west'] as const

/** What a random group is like. */
export interface Kind {
  /** Whether all members want the same topics. */
  readonly isAlike: boolean
  /** Whether members and replicas have racks. */
  readonly hasRacks: boolean
}

/** A group at its beginning: nobody has anything. */
export function randomClientGroup(random: Random, kind: Kind): GroupToAssign {
  const wanted = someTopics(random)
  const members = Array.from({ length: 1 + random.below(membersMax) }, () =>
    newMember(random, kind.isAlike ? wanted : someTopics(random), kind),
  )
  return ofWanted(members, randomTopics(random, kind))
}

/** The same group a generation later: members came and went, wishes changed, topics grew. */
export function laterClientGroup(
  random: Random,
  assignor: PartitionAssignor,
  { group, kind }: { readonly group: GroupToAssign; readonly kind: Kind },
  assigned: ReadonlyMap<string, MemberAssignment>,
  generationId: number,
): GroupToAssign {
  const wanted = someTopics(random)
  const stayed = group.members
    .filter(() => random.below(5) > 0)
    .map((member) => {
      const topics = kind.isAlike
        ? wanted
        : random.below(3) === 0
          ? someTopics(random)
          : member.topics
      const partitions = assigned.get(member.memberId)?.partitions ?? []
      const last = { partitions, generationId }
      const ownedPartitions = assignor.protocols.includes('cooperative') ? partitions : []
      const userData = assignor.subscriptionUserData?.(topics, last) ?? null
      return { ...member, topics, ownedPartitions, generationId, userData }
    })
  const came = Array.from({ length: stayed.length === 0 ? 1 : random.below(4) }, () =>
    newMember(random, kind.isAlike ? wanted : someTopics(random), kind),
  )
  const grown = new Map([...randomTopics(random, kind), ...group.topics])
  return ofWanted([...stayed, ...came], grown)
}

function newMember(
  random: Random,
  topics: readonly string[],
  { hasRacks }: Kind,
): MemberSubscription {
  const memberId = `member-${random.below(1_000_000_000)}`
  return {
    memberId,
    topics,
    groupInstanceId: random.below(4) === 0 ? `instance-of-${memberId}` : undefined,
    userData: null,
    ownedPartitions: [],
    generationId: -1,
    rackId: hasRacks && random.below(5) > 0 ? racks[random.below(racks.length)] : undefined,
  }
}

/** At least one: beside members that want nothing, Kafka's sticky assignors hand out the unwanted. */
function someTopics(random: Random): readonly string[] {
  const some = topicNames.filter(() => random.below(2) === 0)
  return some.length > 0 ? some : [topicNames[random.below(topicNames.length)]!]
}

function randomTopics(random: Random, { hasRacks }: Kind): GroupToAssign['topics'] {
  const replicas = hasRacks ? 1 + random.below(3) : 0
  return new Map(
    topicNames.map((topic) => [
      topic,
      Array.from({ length: 1 + random.below(partitionsMax) }, (_, partition) => ({
        partition,
        racks: new Set(
          Array.from({ length: replicas }, (_, i) => racks[(partition + i) % racks.length]!),
        ),
      })),
    ]),
  )
}

/** An assignor sees only topics that somebody wants, and that there are. */
function ofWanted(
  members: readonly MemberSubscription[],
  topics: GroupToAssign['topics'],
): GroupToAssign {
  const wanted = new Set(members.flatMap((member) => member.topics))
  const there = Array.from(topics).filter(([topic]) => wanted.has(topic) && topic !== 'e')
  return { members, topics: new Map(there) }
}
