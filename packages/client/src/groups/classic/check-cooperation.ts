import type { TopicPartition } from '../../topic-partition.ts'
import type { MemberAssignment, MemberSubscription } from '../assignors/partition-assignor.ts'
import { partitionKey, partitionsText, without } from '../partition-sets.ts'
import { clientErrors } from '../../errors.ts'

/**
 * A cooperative assignor must not give a partition to one member while another still owns it: it
 * takes it away now, and gives it to somebody in the next generation (KIP-429).
 *
 * Claims of an older generation do not count: such a member has lost what it believes it owns.
 * Throws ASSIGNOR_FAILED.
 */
export function checkCooperation(
  members: readonly MemberSubscription[],
  assigned: ReadonlyMap<string, MemberAssignment>,
): void {
  const newest = Math.max(...members.map(({ generationId }) => generationId))
  const taken = new Set<string>()
  const given: TopicPartition[] = []
  for (const { memberId, ownedPartitions, generationId } of members) {
    const partitions = assigned.get(memberId)?.partitions ?? []
    given.push(...without(partitions, ownedPartitions))
    if (generationId < newest) continue
    for (const partition of without(ownedPartitions, partitions)) taken.add(partitionKey(partition))
  }
  const moved = given.filter((partition) => taken.has(partitionKey(partition)))
  if (moved.length === 0) return
  throw clientErrors.ASSIGNOR_FAILED(`it moves ${partitionsText(moved)}, which others still own`)
}
