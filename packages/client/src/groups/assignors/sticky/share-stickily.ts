import type { GroupToAssign, MemberSubscription } from '../partition-assignor.ts'
import { AllPartitions } from './all-partitions.ts'
import { assignAlike, type StickyResult } from './assign-alike.ts'
import { assignUnlike } from './assign-unlike.ts'
import { claimsOf, type Claim } from './claims.ts'
import { RackView } from './rack-view.ts'

/** Shares out evenly, and so that everybody keeps as much as possible of what it had. */
export function shareStickily(
  { members, topics }: GroupToAssign,
  claimOf: (member: MemberSubscription) => Claim,
): StickyResult {
  const partitions = new AllPartitions(topics)
  const claims = claimsOf(members, partitions, claimOf)
  const racks = new RackView(members, partitions)
  const memberIds = members.map(({ memberId }) => memberId)
  return wantTheSame(members)
    ? assignAlike(memberIds, partitions, claims, racks)
    : assignUnlike(members, partitions, claims, racks)
}

function wantTheSame(members: readonly MemberSubscription[]): boolean {
  const first = new Set(members[0]?.topics)
  return members.every(({ topics }) => {
    const wanted = new Set(topics)
    return wanted.size === first.size && topics.every((topic) => first.has(topic))
  })
}
