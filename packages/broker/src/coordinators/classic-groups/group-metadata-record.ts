import type { ClassicGroup } from './classic-group.ts'
import { metadataFor } from './classic-member.ts'

/** A member as the log keeps it: only what the chosen protocol needs. */
export interface StoredMember {
  readonly memberId: string
  readonly instanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly rebalanceTimeoutMs: number
  readonly sessionTimeoutMs: number
  readonly subscription: Uint8Array
  readonly assignment: Uint8Array
}

/** A generation of a classic group as the log keeps it. */
export interface StoredGroup {
  readonly protocolType: string
  readonly generationId: number
  readonly protocolName: string | null
  readonly leaderId: string | null
  readonly stateSinceMs: number
  readonly members: readonly StoredMember[]
}

/** What a classic group has come to; a null value: it is gone. */
export interface GroupMetadataRecord {
  readonly kind: 'group-metadata'
  readonly groupId: string
  readonly value: StoredGroup | null
}

/** The group as it is, with the parts that its members are given. */
export function groupMetadataOf(
  group: ClassicGroup,
  assignmentOf: (memberId: string) => Uint8Array,
): GroupMetadataRecord {
  const { groupId, protocolType, generationId, protocolName, leaderId, stateSinceMs } = group
  const members = Array.from(group.members.values(), (member): StoredMember => {
    const { memberId, instanceId, clientId, clientHost } = member
    const { rebalanceTimeoutMs, sessionTimeoutMs } = member
    return {
      ...{ memberId, instanceId, clientId, clientHost, rebalanceTimeoutMs, sessionTimeoutMs },
      subscription: metadataFor(member, protocolName),
      assignment: assignmentOf(memberId),
    }
  })
  return {
    kind: 'group-metadata',
    groupId,
    value: {
      ...{ protocolType: protocolType ?? '', generationId, protocolName, leaderId },
      ...{ stateSinceMs, members },
    },
  }
}

/** The record that ends a group. */
export function groupGone(groupId: string): GroupMetadataRecord {
  return { kind: 'group-metadata', groupId, value: null }
}
