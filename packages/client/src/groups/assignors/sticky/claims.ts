import type { TopicPartition } from '../../../topic-partition.ts'
import type { MemberSubscription } from '../partition-assignor.ts'
import type { AllPartitions, Partition } from './all-partitions.ts'

/** What a member says to have owned, and in which generation; -1: it does not know. */
export interface Claim {
  readonly partitions: readonly TopicPartition[]
  readonly generationId: number
}

/** Who has had which partition, as far as what members say can be believed. */
export interface Claims {
  /** What each member owns, by member id: of several claims the newest holds. */
  readonly owned: ReadonlyMap<string, readonly Partition[]>
  /** Claimed by several members of one generation: nobody's. */
  readonly contested: ReadonlySet<Partition>
  /** Who owned a partition in an earlier generation than the newest. */
  readonly earlier: ReadonlyMap<Partition, { readonly memberId: string; generationId: number }>
}

interface Claimant {
  readonly memberId: string
  readonly generationId: number
}

/** Sorts out what the members say. What no longer exists does not count. */
export function claimsOf(
  members: readonly MemberSubscription[],
  partitions: AllPartitions,
  claimOf: (member: MemberSubscription) => Claim,
): Claims {
  const claims = members.map((member) => {
    const { partitions: claimed, generationId } = claimOf(member)
    const found = claimed.flatMap((partition) => partitions.find(partition) ?? [])
    return { memberId: member.memberId, generationId, claimed: found }
  })
  const owners = new Map<Partition, Claimant>()
  const contested = new Set<Partition>()
  for (const { claimed, ...claimant } of claims) {
    for (const partition of claimed) {
      const other = owners.get(partition)
      const isNewer = other === undefined || claimant.generationId > other.generationId
      if (isNewer) contested.delete(partition)
      else if (claimant.generationId === other.generationId) contested.add(partition)
      if (isNewer) owners.set(partition, claimant)
    }
  }
  return { owned: byOwner(members, owners, contested), contested, earlier: earlierOf(claims) }
}

function byOwner(
  members: readonly MemberSubscription[],
  owners: ReadonlyMap<Partition, Claimant>,
  contested: ReadonlySet<Partition>,
): ReadonlyMap<string, readonly Partition[]> {
  const owned = new Map<string, Partition[]>(members.map(({ memberId }) => [memberId, []]))
  for (const [partition, { memberId }] of owners) {
    if (!contested.has(partition)) owned.get(memberId)?.push(partition)
  }
  return owned
}

function earlierOf(
  claims: readonly (Claimant & { readonly claimed: readonly Partition[] })[],
): Claims['earlier'] {
  const newest = Math.max(...claims.map(({ generationId }) => generationId))
  const earlier = new Map<Partition, Claimant>()
  for (const { claimed, memberId, generationId } of claims) {
    if (generationId >= newest) continue
    for (const partition of claimed) {
      const other = earlier.get(partition)
      if (other === undefined || generationId > other.generationId) {
        earlier.set(partition, { memberId, generationId })
      }
    }
  }
  return earlier
}
