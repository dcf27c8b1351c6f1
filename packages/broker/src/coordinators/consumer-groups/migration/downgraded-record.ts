import type { GroupMetadataRecord } from '../../classic-groups/group-metadata-record.ts'
import type { ClassicGroupFacts } from '../classic-group-facts.ts'

/** What the log is to say of a group that is one of the classic protocol from now on. */
export function downgradedRecord(facts: ClassicGroupFacts, nowMs: number): GroupMetadataRecord {
  const { groupId, protocolType, protocolName, generationId, members } = facts
  return {
    kind: 'group-metadata',
    groupId,
    value: {
      ...{ protocolType: protocolType ?? '', protocolName, generationId, stateSinceMs: nowMs },
      leaderId: members[0]?.memberId ?? null,
      members: members.map(({ protocols, ...member }) => ({
        ...member,
        subscription: protocols.find(({ name }) => name === protocolName)?.metadata ?? noBytes,
      })),
    },
  }
}

const noBytes = new Uint8Array()
