import { ClassicGroup } from '../classic-groups/classic-group.ts'
import { isSubscribedTo } from '../groups/is-subscribed-to.ts'
import type { Group, GroupState } from '../groups/group-state.ts'
import type { CommittedOffset, OffsetRecord } from './committed-offset.ts'
import { forgotten } from './offset-store.ts'

/** What became of a group's offsets. */
export interface Expiry {
  readonly records: readonly OffsetRecord[]
  /** Whether none is left. */
  readonly isAll: boolean
}

/**
 * Forgets the offsets of a group that nobody needs any more.
 *
 * Those of an empty group count from when it became empty; those of topics that a stable group
 * reads no more, and of groups that nobody ever joined, from when they were committed.
 */
export function expireOffsets(
  state: GroupState,
  group: Group,
  { nowMs, retentionMs }: { readonly nowMs: number; readonly retentionMs: number },
): Expiry {
  const topics = state.offsets.ofGroup(group.groupId)
  const { groupId } = group
  const isPending = state.pending.ofGroup(groupId).length > 0
  if (topics.size === 0) return { records: [], isAll: !isPending }
  const countsFrom = startOfRetention(group)
  if (countsFrom === undefined) return { records: [], isAll: false }

  const records: OffsetRecord[] = []
  let isAll = !isPending
  for (const [topic, partitions] of topics) {
    const isInUse = isSubscribedTo(group, topic)
    for (const [partition, committed] of partitions) {
      const expiresAtMs = committed.expiresAtMs ?? countsFrom(committed) + retentionMs
      const mayChange = isPending && state.pending.has(groupId, topic, partition)
      if (!isInUse && !mayChange && nowMs >= expiresAtMs) {
        records.push(forgotten(groupId, topic, partition))
      } else isAll = false
    }
  }
  return { records, isAll }
}

/** From when a group's offsets grow old; undefined: they do not. */
function startOfRetention(group: Group): ((committed: CommittedOffset) => number) | undefined {
  const sinceCommit = ({ committedAtMs }: CommittedOffset): number => committedAtMs
  if (!(group instanceof ClassicGroup) || group.protocolType === null) return sinceCommit
  const { stateSinceMs } = group
  if (group.isEmpty) return stateSinceMs === -1 ? sinceCommit : () => stateSinceMs
  const knowsTopics = group.isOfConsumers && group.subscribedTopics !== undefined
  return knowsTopics && group.state === 'Stable' ? sinceCommit : undefined
}
