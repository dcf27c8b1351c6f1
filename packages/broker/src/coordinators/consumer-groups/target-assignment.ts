import { assert } from '@barnabus/base'
import type { Uuid } from '@barnabus/protocol'

import type { Assignor, AssignorMember, TopicPartitions } from './assignors/assignor.ts'
import { targetOrNothing, type ConsumerGroup } from './consumer-group.ts'
import type { GroupContext } from './group-context.ts'
import type { GroupDraft } from './group-draft.ts'
import { isHomogeneous, subscribedTopicIds } from './subscribed-topics.ts'

/**
 * Works out what everybody is meant to have, if the group moved on since that was done last.
 *
 * Not more often than the assignment interval: while many members join at once, most of what
 * would be worked out is out of date before anybody hears of it.
 */
export function updateTarget(draft: GroupDraft, context: GroupContext): void {
  const { group } = draft
  if (group.targetEpoch >= group.epoch || !isDue(group, context)) return
  const { groupId } = group
  const assigned = preferredAssignor(group, context.settings.assignors).assign({
    members: assignorMembers(group, context),
    homogeneous: isHomogeneous(group),
    partitionCount: (topicId) => context.topics.byId(topicId)?.partitionCount ?? 0,
  })
  for (const memberId of group.members.keys()) {
    const value = assigned.get(memberId) ?? new Map<Uuid, ReadonlySet<number>>()
    const before = group.targetOf(memberId)
    if (before !== undefined && samePartitions(before, value)) continue
    draft.write({ kind: 'target', groupId, memberId, value })
  }
  const value = { epoch: group.epoch, assignedAtMs: context.nowMs }
  draft.write({ kind: 'target-epoch', groupId, value })
}

/** The assignor that most members ask for; the first one of the settings if nobody asks. */
export function preferredAssignor(group: ConsumerGroup, assignors: readonly Assignor[]): Assignor {
  const votes = new Map<string, number>()
  for (const { serverAssignor } of group.members.values()) {
    if (serverAssignor !== null) votes.set(serverAssignor, (votes.get(serverAssignor) ?? 0) + 1)
  }
  const votesFor = ({ name }: Assignor): number => votes.get(name) ?? 0
  const [preferred] = assignors.toSorted((one, other) => votesFor(other) - votesFor(one))
  assert(preferred !== undefined, 'the settings name at least one assignor')
  return preferred
}

/** The wall clock may have been set back since; then we do not wait for it to catch up. */
function isDue({ assignedAtMs }: ConsumerGroup, { settings, nowMs }: GroupContext): boolean {
  const agoMs = nowMs - assignedAtMs
  return assignedAtMs === 0 || agoMs < 0 || agoMs >= settings.assignmentIntervalMs
}

function assignorMembers(
  group: ConsumerGroup,
  { topics }: GroupContext,
): readonly AssignorMember[] {
  return [...group.members.values()].map((member) => ({
    memberId: member.memberId,
    instanceId: member.instanceId,
    topicIds: subscribedTopicIds(group, member, topics),
    target: targetOrNothing(group, member.memberId),
  }))
}

function samePartitions(one: TopicPartitions, other: TopicPartitions): boolean {
  if (one.size !== other.size) return false
  for (const [topicId, partitions] of one) {
    const others = other.get(topicId)
    if (others?.size !== partitions.size) return false
    for (const partition of partitions) if (!others.has(partition)) return false
  }
  return true
}
