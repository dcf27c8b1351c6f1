import { answerOf, assignmentIn, questionOf } from './assignor-lines.ts'
import type { RandomGroup } from './random-group.ts'

/**
 * What differs between our assignment and Kafka's answer; undefined if nothing does.
 *
 * Where Kafka goes by the order of a hash table (which of several topics a uniform assignment begins
 * with), the assignments need only be equally good: every member has as many partitions, and keeps
 * as many.
 */
export function differenceOf(
  assignor: string,
  group: RandomGroup,
  ours: string,
  kafkas: string,
): string | undefined {
  if (ours === kafkas) return undefined
  const byHash = assignor === 'uniform' && group.homogeneous && group.topics.size > 1
  if (byHash && qualityOf(group, ours) === qualityOf(group, kafkas)) return undefined
  return `${questionOf(assignor, group)}\n  ours   ${ours}\n  Kafka  ${kafkas}`
}

function qualityOf(group: RandomGroup, answer: string): string {
  const before = assignmentIn(answerOf(group, targetsOf(group)))
  const after = assignmentIn(answer)
  return group.members
    .map(({ memberId }) => {
      const had = new Set(before.get(memberId))
      const has = after.get(memberId) ?? []
      return `${has.length}/${has.filter((partition) => had.has(partition)).length}`
    })
    .join(' ')
}

function targetsOf({
  members,
}: RandomGroup): ReadonlyMap<string, RandomGroup['members'][number]['target']> {
  return new Map(members.map(({ memberId, target }) => [memberId, target]))
}
