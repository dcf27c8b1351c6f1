import type { MemberSubscription } from './partition-assignor.ts'

/**
 * The order in which Kafka's assignors look at members: static ones first, by instance id, so that
 * they get the same again when they come back under another member id.
 */
export function inMemberOrder(
  members: readonly MemberSubscription[],
): readonly MemberSubscription[] {
  return members.toSorted(compareMembers)
}

function compareMembers(a: MemberSubscription, b: MemberSubscription): number {
  if (a.groupInstanceId !== undefined && b.groupInstanceId !== undefined) {
    return compareTexts(a.groupInstanceId, b.groupInstanceId)
  }
  if (a.groupInstanceId !== undefined) return -1
  if (b.groupInstanceId !== undefined) return 1
  return compareTexts(a.memberId, b.memberId)
}

/** By UTF-16 code units, as Java compares strings. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
