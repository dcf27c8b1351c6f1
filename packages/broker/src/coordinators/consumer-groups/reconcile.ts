import { ErrorCode, type Uuid } from '@barnabus/protocol'

import type { TopicPartitions } from './assignors/assignor.ts'
import type { Member } from './member.ts'
import {
  noPartitions,
  ownsAnyOf,
  union,
  type OwnedPartitions,
  type PartitionEpochs,
} from './partition-epochs.ts'
import type { Refusal } from './refusal.ts'

/** What a member is led to, and what stands in its way. */
export interface Reconciliation {
  readonly targetEpoch: number
  readonly target: TopicPartitions
  /** Its subscription, as far as it exists. */
  readonly subscribed: ReadonlySet<Uuid>
  readonly subscriptionChanged: boolean
  /** What the member says it owns; null if it does not say. */
  readonly owned: OwnedPartitions | null
  /** Whether nobody, or only the member itself, has a partition or must give it up. */
  readonly isFree: (topicId: Uuid, partition: number) => boolean
}

/**
 * The next step of a member towards its target (KIP-848); the member itself if there is none.
 *
 * First it gives up what it is not meant to have any more, in its old epoch. Once it says that it
 * did, it moves to the target's epoch and gets what is free. What others still have to give up
 * comes later, one by one.
 */
export function reconcile(member: Member, given: Reconciliation): Member | Refusal {
  switch (member.state) {
    case 'stable':
      if (member.memberEpoch !== given.targetEpoch) return advance(member, given)
      return given.subscriptionChanged ? dropUnsubscribed(member, given) : member
    case 'unrevoked-partitions':
      if (!stillOwns(member.pendingRevocation, given)) return advance(member, given)
      return given.subscriptionChanged ? dropUnsubscribed(member, given) : member
    case 'unreleased-partitions':
      return advance(member, given)
    case 'unknown':
      if (given.owned?.length !== 0) {
        return {
          errorCode: ErrorCode.fencedMemberEpoch,
          errorMessage:
            'The consumer group member is in a unknown state. ' +
            'The member must abandon all its partitions and rejoin.',
        }
      }
      return advance(member, given)
  }
}

function advance(member: Member, given: Reconciliation): Member {
  const { kept, given: lost } = split(member.assigned, (topicId, partition) =>
    isMeantFor(given, topicId, partition),
  )
  if (stillOwns(lost, given)) {
    return {
      ...withEpochOf(member, member.memberEpoch),
      state: 'unrevoked-partitions',
      assigned: kept,
      pendingRevocation: lost,
    }
  }
  const { free, waiting } = missing(member, kept, given)
  return {
    ...withEpochOf(member, given.targetEpoch),
    state: waiting ? 'unreleased-partitions' : 'stable',
    assigned: union(kept, free),
    pendingRevocation: noPartitions,
  }
}

/** Takes away what is not subscribed any more, at once: the full way follows when it can. */
function dropUnsubscribed(member: Member, given: Reconciliation): Member {
  const { kept, given: dropped } = split(member.assigned, (topicId) =>
    given.subscribed.has(topicId),
  )
  if (dropped.size === 0) return member
  const pendingRevocation = union(member.pendingRevocation, dropped)
  const moved = { ...withEpochOf(member, member.memberEpoch), assigned: kept }
  return stillOwns(pendingRevocation, given)
    ? { ...moved, state: 'unrevoked-partitions', pendingRevocation }
    : moved
}

function withEpochOf(member: Member, memberEpoch: number): Member {
  return { ...member, memberEpoch, previousMemberEpoch: member.memberEpoch }
}

/** A member that does not say what it owns still owns everything. */
function stillOwns(partitions: PartitionEpochs, { owned }: Reconciliation): boolean {
  return partitions.size > 0 && (owned === null || ownsAnyOf(owned, partitions))
}

function isMeantFor(given: Reconciliation, topicId: Uuid, partition: number): boolean {
  return given.subscribed.has(topicId) && given.target.get(topicId)?.has(partition) === true
}

/** What the member is meant to have and has not: what it can get now, and whether there is more. */
function missing(
  member: Member,
  kept: PartitionEpochs,
  given: Reconciliation,
): { readonly free: PartitionEpochs; readonly waiting: boolean } {
  const free = new Map<Uuid, Map<number, number>>()
  let waiting = false
  for (const [topicId, partitions] of given.target) {
    if (!given.subscribed.has(topicId)) continue
    for (const partition of partitions) {
      if (kept.get(topicId)?.has(partition) === true) continue
      const revoked = member.pendingRevocation.get(topicId)?.has(partition) === true
      if (!revoked && !given.isFree(topicId, partition)) {
        waiting = true
        continue
      }
      const epochs = free.get(topicId) ?? new Map<number, number>()
      free.set(topicId, epochs.set(partition, given.targetEpoch))
    }
  }
  return { free, waiting }
}

function split(
  partitions: PartitionEpochs,
  keeps: (topicId: Uuid, partition: number) => boolean,
): { readonly kept: PartitionEpochs; readonly given: PartitionEpochs } {
  const kept = new Map<Uuid, ReadonlyMap<number, number>>()
  const given = new Map<Uuid, ReadonlyMap<number, number>>()
  for (const [topicId, epochs] of partitions) {
    const [yes, no] = [new Map<number, number>(), new Map<number, number>()]
    for (const [partition, epoch] of epochs) {
      ;(keeps(topicId, partition) ? yes : no).set(partition, epoch)
    }
    if (yes.size > 0) kept.set(topicId, yes)
    if (no.size > 0) given.set(topicId, no)
  }
  return { kept, given }
}
