import { ClassicGroup } from './classic-group.ts'
import type { StoredGroup } from './group-metadata-record.ts'

/** The group that a record tells of, as it is after a start: its members have yet to be heard of. */
export function restoreGroup(groupId: string, stored: StoredGroup): ClassicGroup {
  const { protocolType, protocolName, members } = stored
  const state = members.length === 0 ? 'Empty' : 'Stable'
  const group = new ClassicGroup(groupId, stored.stateSinceMs, state)
  group.generationId = stored.generationId
  group.protocolName = protocolName
  for (const member of members) {
    const { memberId, instanceId, clientId, clientHost } = member
    const { rebalanceTimeoutMs, sessionTimeoutMs, subscription, assignment } = member
    group.add(
      {
        ...{ memberId, instanceId, clientId, clientHost, rebalanceTimeoutMs, sessionTimeoutMs },
        ...{ assignment, isNew: false, joining: undefined, syncing: undefined },
        protocols: [{ name: protocolName ?? '', metadata: subscription }],
      },
      protocolType,
    )
  }
  group.protocolType = protocolType === '' ? null : protocolType
  group.leaderId = stored.leaderId
  group.readSubscriptions()
  return group
}
