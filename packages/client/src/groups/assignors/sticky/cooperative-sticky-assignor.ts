import type { GroupToAssign, MemberSubscription, PartitionAssignor } from '../partition-assignor.ts'
import { partitionKey } from '../../partition-sets.ts'
import type { Partition } from './all-partitions.ts'
import type { StickyResult } from './assign-alike.ts'
import type { Claim } from './claims.ts'
import { shareStickily } from './share-stickily.ts'
import { generationInUserData, generationUserData } from './sticky-user-data.ts'

/**
 * Even, and moves as little as possible; everybody goes on with what it keeps. What moves is taken
 * away now, and given in the next generation, when its owner has let go of it.
 */
export const cooperativeStickyAssignor: PartitionAssignor = {
  name: 'cooperative-sticky',
  protocols: ['cooperative', 'eager'],
  subscriptionUserData: (_topics, { generationId }) => generationUserData(generationId),
  assign: (group) => {
    const result = shareStickily(group, claimOf)
    const transferred = result.transferred ?? transferredIn(group, result.assigned)
    return new Map(
      Array.from(result.assigned, ([memberId, partitions]) => [
        memberId,
        { partitions: partitions.filter((partition) => transferred.get(partition) !== memberId) },
      ]),
    )
  },
}

/** Members before Kafka 3.2 say their generation in the user data only. */
function claimOf({ ownedPartitions, generationId, userData }: MemberSubscription): Claim {
  const said = generationId >= 0 ? generationId : generationInUserData(userData)
  return { partitions: ownedPartitions, generationId: said }
}

/** What one member gets and another one owned. */
function transferredIn(
  { members }: GroupToAssign,
  assigned: StickyResult['assigned'],
): ReadonlyMap<Partition, string> {
  const gained = new Map<string, readonly [Partition, string]>()
  const given = new Set<string>()
  for (const { memberId, ownedPartitions } of members) {
    const owned = new Set(ownedPartitions.map(partitionKey))
    const now = assigned.get(memberId) ?? []
    const kept = new Set(now.map(partitionKey))
    for (const partition of now) {
      const key = partitionKey(partition)
      if (!owned.has(key)) gained.set(key, [partition, memberId])
    }
    for (const key of owned) if (!kept.has(key)) given.add(key)
  }
  return new Map(Array.from(gained).flatMap(([key, entry]) => (given.has(key) ? [entry] : [])))
}
