import { ClassicGroup } from '../classic-groups/classic-group.ts'
import { groupGone } from '../classic-groups/group-metadata-record.ts'
import type { AnyGroupRecord } from './group-record.ts'
import type { Group } from './group-state.ts'

/** The records that end an empty group, but for its offsets. */
export function groupTombstones(group: Group): readonly AnyGroupRecord[] {
  const { groupId } = group
  if (group instanceof ClassicGroup) return [groupGone(groupId)]
  const regexes = Array.from(group.resolvedRegexes.keys(), (regex): AnyGroupRecord => ({
    kind: 'regex',
    groupId,
    regex,
    value: null,
  }))
  const partitionMetadata: AnyGroupRecord = { kind: 'partition-metadata', groupId, value: null }
  return [
    ...regexes,
    { kind: 'target-epoch', groupId, value: null },
    ...(group.keepsPartitionMetadata ? [partitionMetadata] : []),
    { kind: 'group-epoch', groupId, value: null },
  ]
}
