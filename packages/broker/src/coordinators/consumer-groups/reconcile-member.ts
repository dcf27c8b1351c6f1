import { targetOrNothing } from './consumer-group.ts'
import type { GroupContext } from './group-context.ts'
import type { GroupDraft } from './group-draft.ts'
import { assignmentRecord } from './group-record.ts'
import type { Member } from './member.ts'
import { samePartitions, type OwnedPartitions } from './partition-epochs.ts'
import { reconcile } from './reconcile.ts'
import { isRefusal, type Refusal } from './refusal.ts'
import { subscribedTopicIds } from './subscribed-topics.ts'

/** Leads the member towards its target and writes down how far it came. */
export function reconcileMember(
  draft: GroupDraft,
  member: Member,
  given: {
    readonly owned: OwnedPartitions | null
    readonly subscriptionChanged: boolean
    readonly context: GroupContext
  },
): Member | Refusal {
  const { group } = draft
  const { memberId } = member
  const { groupId, targetEpoch } = group
  const arrived = member.state === 'stable' && member.memberEpoch === targetEpoch
  if (arrived && !given.subscriptionChanged) return member
  const next = reconcile(member, {
    ...given,
    targetEpoch,
    target: targetOrNothing(group, memberId),
    subscribed: subscribedTopicIds(group, member, given.context.topics),
    isFree: (topicId, partition) => {
      const owner = group.ownerOf(topicId, partition)
      return owner === undefined || owner === memberId
    },
  })
  if (isRefusal(next) || sameAssignment(member, next)) return next
  draft.write(assignmentRecord(groupId, next))
  if (next.classic === null) timeRevocation(draft, next)
  return next
}

/** A member may take its rebalance timeout to give partitions up, in each epoch anew. */
function timeRevocation(draft: GroupDraft, member: Member): void {
  const { memberId, memberEpoch, rebalanceTimeoutMs: delayMs } = member
  draft.time(
    member.state === 'unrevoked-partitions'
      ? { kind: 'start', name: 'revocation', memberId, memberEpoch, delayMs }
      : { kind: 'stop', name: 'revocation', memberId },
  )
}

function sameAssignment(one: Member, other: Member): boolean {
  return (
    one.memberEpoch === other.memberEpoch &&
    one.previousMemberEpoch === other.previousMemberEpoch &&
    one.state === other.state &&
    samePartitions(one.assigned, other.assigned) &&
    samePartitions(one.pendingRevocation, other.pendingRevocation)
  )
}
