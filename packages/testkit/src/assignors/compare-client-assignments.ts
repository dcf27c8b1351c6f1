import { clientAnswerOf, clientQuestionOf } from './client-group-lines.ts'
import { assignmentIn } from './assignor-lines.ts'
import type { GroupToAssign, MemberAssignment } from '@barnabus/client'

/** An assignment of ours, and what Kafka is asked to compare it with. */
export interface ClientCase {
  readonly assignor: string
  readonly group: GroupToAssign
  readonly assigned: ReadonlyMap<string, MemberAssignment>
}

/** How an assignment of ours is next to Kafka's. */
export interface Comparison {
  /** `other`: not the same, where it has to be. */
  readonly verdict: 'same' | 'as good' | 'better' | 'worse' | 'other'
  /** Both, for people. */
  readonly what: string
}

/**
 * Compares an assignment of ours with Kafka's answer.
 *
 * The sticky assignors of Kafka go through members in the order of a hash table. Theirs and ours
 * need only be equally good: as even, and as much stays where it was. How even a cooperative
 * assignment will be does not show while it holds back what has to be given up first; the sticky
 * one, which is made in the same way, shows it.
 */
export function compareClientAssignment(
  { assignor, group, assigned }: ClientCase,
  kafkas: string,
): Comparison {
  const ours = clientAnswerOf(group, assigned)
  if (ours === kafkas) return { verdict: 'same', what: ours }
  const both = `${clientQuestionOf(assignor, group)}\n  ours   ${ours}\n  Kafka  ${kafkas}`
  if (assignor === 'cooperative-sticky') return { verdict: 'as good', what: both }
  if (kafkas === 'never') return { verdict: 'better', what: both } // Ours has ended.
  if (assignor !== 'sticky') return { verdict: 'other', what: both }
  const [our, their] = [qualityOf(group, ours), qualityOf(group, kafkas)]
  const what = `${both}\n  ${JSON.stringify(our)} and ${JSON.stringify(their)}`
  return { verdict: verdictOn(our, their), what }
}

/** How uneven an assignment is, and how many partitions stayed where they were. */
interface Quality {
  readonly unevenness: number
  readonly kept: number
}

/** Evenness goes before stickiness, as in the assignors themselves. */
function verdictOn(our: Quality, their: Quality): Comparison['verdict'] {
  const less = their.unevenness - our.unevenness || our.kept - their.kept
  if (less === 0) return 'as good'
  return less > 0 ? 'better' : 'worse'
}

function qualityOf({ members }: GroupToAssign, answer: string): Quality {
  const after = assignmentIn(answer)
  const counts = members.map(({ memberId }) => after.get(memberId)?.length ?? 0)
  const unevenness = counts.reduce((sum, count) => sum + count ** 2, 0)
  const kept = members.reduce((sum, { memberId, ownedPartitions }) => {
    const has = new Set(after.get(memberId))
    const stayed = ownedPartitions.filter(({ topic, partition }) =>
      has.has(`${topic}=${partition}`),
    )
    return sum + stayed.length
  }, 0)
  return { unevenness, kept }
}
