import { ErrorCode } from '@barnabus/protocol'

import { notJoined } from './answers.ts'
import { keepAlive, type ClassicContext } from './classic-context.ts'
import { ClassicGroup } from './classic-group.ts'
import { prepareRebalance } from './rebalance.ts'
import { notSynced } from './sync-answers.ts'

/** After a start: members have as long to be heard of as if they just had been. */
export function resumeGroups(context: ClassicContext): void {
  for (const group of classicGroupsOf(context)) {
    for (const member of group.members.values()) keepAlive(context, group, member)
    // The limit may be lower than it was.
    const isTooLarge = group.members.size > context.config['group.max.size']
    if (isTooLarge) prepareRebalance(context, group)
  }
}

/** Before a stop: whoever waits hears that it has to look for the coordinator again. */
export function releaseMembers(context: ClassicContext): void {
  for (const group of classicGroupsOf(context)) {
    for (const member of group.members.values()) {
      group.answerJoin(member, notJoined(ErrorCode.notCoordinator, member.memberId))
      member.syncing?.(notSynced(ErrorCode.notCoordinator))
      member.syncing = undefined
    }
  }
}

function classicGroupsOf({ shard }: ClassicContext): readonly ClassicGroup[] {
  return [...shard.state.groups.values()].filter((group) => group instanceof ClassicGroup)
}
