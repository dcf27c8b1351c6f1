import { ErrorCode } from '@barnabus/protocol'

import { notJoined } from './answers.ts'
import { endSession, joinTimer, syncTimer, type ClassicContext } from './classic-context.ts'
import type { ClassicGroup } from './classic-group.ts'
import { notSynced } from './sync-answers.ts'

/** The group is one of the other protocol now: whoever waits in it comes again, and finds that. */
export function dissolve(context: ClassicContext, group: ClassicGroup): void {
  const { groupId } = group
  context.shard.timers.cancel(joinTimer(groupId))
  context.shard.timers.cancel(syncTimer(groupId))
  for (const memberId of group.pendingJoins) endSession(context, groupId, memberId)
  for (const member of group.members.values()) {
    endSession(context, groupId, member.memberId)
    group.answerJoin(member, notJoined(ErrorCode.rebalanceInProgress, member.memberId))
    member.syncing?.(notSynced(ErrorCode.rebalanceInProgress))
    member.syncing = undefined
  }
}
