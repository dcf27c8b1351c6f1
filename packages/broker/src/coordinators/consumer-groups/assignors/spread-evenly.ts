import { assert } from '@barnabus/base'
import type { Uuid } from '@barnabus/protocol'

import type { AssignorInput, AssignorMember, GroupAssignment } from './assignor.ts'
import { GrowingAssignment } from './growing-assignment.ts'

interface Partition {
  readonly topicId: Uuid
  readonly partition: number
}

interface Unfilled {
  readonly assignment: GrowingAssignment
  readonly missing: number
}

/**
 * Shares partitions out among members that all subscribed to the same topics.
 *
 * Everybody gets the same number, some get one more. Whoever has more than its share gives up the
 * rest; whoever has less takes from what was given up and what nobody had.
 */
export function spreadEvenly({ members, partitionCount }: AssignorInput): GroupAssignment {
  const [anyone] = members
  if (anyone === undefined) return new Map()
  const topics = new Map([...anyone.topicIds].map((id) => [id, partitionCount(id)]))
  const total = [...topics.values()].reduce((sum, count) => sum + count, 0)
  const share = Math.floor(total / members.length)

  const assignments = new Map<string, GrowingAssignment>()
  const free = ownedByNobody(topics, members)
  const unfilled: Unfilled[] = []
  let withOneMore = total % members.length // How many members still get one partition more.
  for (const [index, member] of members.entries()) {
    const { kept, given } = keep(member, topics, share + (withOneMore > 0 ? 1 : 0))
    assignments.set(member.memberId, kept)
    free.push(...given)
    // Whoever already fills the longer share has it; the others only if too few come after them.
    const takesOneMore =
      withOneMore > 0 && (kept.size > share || members.length - index <= withOneMore)
    const missing = share + (takesOneMore ? 1 : 0) - kept.size
    if (takesOneMore) withOneMore -= 1
    if (missing > 0) unfilled.push({ assignment: kept, missing })
  }
  fill(unfilled, free)
  return new Map([...assignments].map(([memberId, { partitions }]) => [memberId, partitions]))
}

function ownedByNobody(
  topics: ReadonlyMap<Uuid, number>,
  members: readonly AssignorMember[],
): Partition[] {
  const free: Partition[] = []
  for (const [topicId, count] of topics) {
    const owned = new Set(members.flatMap(({ target }) => [...(target.get(topicId) ?? [])]))
    for (let partition = 0; partition < count; partition += 1) {
      if (!owned.has(partition)) free.push({ topicId, partition })
    }
  }
  return free
}

/** What `member` keeps of its partitions, and which are beyond `quota`. */
function keep(
  { target }: AssignorMember,
  topics: ReadonlyMap<Uuid, number>,
  quota: number,
): { readonly kept: GrowingAssignment; readonly given: readonly Partition[] } {
  const kept = new GrowingAssignment()
  const given: Partition[] = []
  for (const [topicId, partitions] of target) {
    const count = topics.get(topicId) ?? 0
    for (const partition of [...partitions].toSorted((one, other) => one - other)) {
      if (partition >= count) continue
      if (kept.size < quota) kept.add(topicId, partition)
      else given.push({ topicId, partition })
    }
  }
  return { kept, given }
}

function fill(unfilled: readonly Unfilled[], free: readonly Partition[]): void {
  let next = 0
  for (const { assignment, missing } of unfilled) {
    for (const { topicId, partition } of free.slice(next, next + missing)) {
      assignment.add(topicId, partition)
    }
    next += missing
  }
  assert(next >= free.length, 'a uniform assignment leaves nothing out')
}
