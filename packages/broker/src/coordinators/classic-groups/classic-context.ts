import type { Clock } from '@barnabus/base'

import type { BrokerConfig } from '../../config/broker-config.ts'
import type { GroupKeeper } from '../groups/group-shard.ts'
import { ClassicGroup } from './classic-group.ts'
import type { ClassicMember } from './classic-member.ts'

/** What everything that happens to classic groups needs. */
export interface ClassicContext {
  readonly shard: GroupKeeper
  readonly config: BrokerConfig
  readonly clock: Clock
  /** A member id that nobody has, beginning as told. */
  readonly newMemberId: (prefix: string) => string
  /** The member was not heard of for longer than it may be silent. */
  readonly sessionEnded: (groupId: string, memberId: string) => void
}

/** The classic group of that id, if there is one. */
export function classicGroupOf(
  { shard }: Pick<ClassicContext, 'shard'>,
  groupId: string,
): ClassicGroup | undefined {
  const group = shard.state.groups.get(groupId)
  return group instanceof ClassicGroup ? group : undefined
}

/** The member was heard of: its session begins anew. */
export function keepAlive(
  { shard, sessionEnded }: ClassicContext,
  { groupId }: ClassicGroup,
  { memberId, sessionTimeoutMs }: ClassicMember,
  timeoutMs = sessionTimeoutMs,
): void {
  awaitMember({ shard, sessionEnded }, { groupId, memberId, timeoutMs })
}

/** Somebody, member or to become one, has so long to be heard of. */
export function awaitMember(
  { shard, sessionEnded }: Pick<ClassicContext, 'shard' | 'sessionEnded'>,
  {
    groupId,
    memberId,
    timeoutMs,
  }: { readonly groupId: string; readonly memberId: string; readonly timeoutMs: number },
): void {
  shard.timers.schedule(sessionTimer(groupId, memberId), timeoutMs, () => {
    sessionEnded(groupId, memberId)
  })
}

/** Nobody waits for the member any more. */
export function endSession({ shard }: ClassicContext, groupId: string, memberId: string): void {
  shard.timers.cancel(sessionTimer(groupId, memberId))
}

/** The name of the timer that ends the join phase. */
export function joinTimer(groupId: string): string {
  return `join ${groupId}`
}

/** The name of the timer that ends the sync phase. */
export function syncTimer(groupId: string): string {
  return `sync ${groupId}`
}

// The length keeps apart what is the group's and what the member's.
function sessionTimer(groupId: string, memberId: string): string {
  return `session ${groupId.length} ${groupId} ${memberId}`
}
