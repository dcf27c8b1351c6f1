import { ApiKey, ErrorCode, type JoinGroupResponseDraft } from '@barnabus/protocol'

import { notJoined } from '../coordinators/classic-groups/answers.ts'
import { ClassicGroup } from '../coordinators/classic-groups/classic-group.ts'
import { joinGroup as join } from '../coordinators/classic-groups/join.ts'
import { groupTombstones } from '../coordinators/groups/group-tombstones.ts'
import { defineApi } from '../define-api.ts'

/**
 * JoinGroup (11), v0-9: enters a classic group, or comes back for its next generation. Answered
 * when all members have come, or the time for that is over.
 *
 * v1 has a limit for rebalances of its own, v4 gives ids out first (KIP-394), v5 knows static
 * members (KIP-345), v9 tells a returning static leader not to assign (KIP-814). v6 is flexible.
 */
export const joinGroup = defineApi({
  key: ApiKey.JoinGroup,

  async handle({ broker, node, connection, clientId, apiVersion }, request) {
    const { groupId, memberId, sessionTimeoutMs } = request
    if (groupId === '') return notJoined(ErrorCode.invalidGroupId, memberId)
    const { config } = broker.groups
    if (
      sessionTimeoutMs < config['group.min.session.timeout.ms'] ||
      sessionTimeoutMs > config['group.max.session.timeout.ms']
    ) {
      return notJoined(ErrorCode.invalidSessionTimeout, memberId)
    }
    const found = await broker.groups.shardFor(groupId, node.id)
    if (found.kind === 'refused') return notJoined(found.errorCode, memberId)
    const { shard } = found
    const existing = shard.state.groups.get(groupId)
    if (existing !== undefined && !(existing instanceof ClassicGroup)) {
      if (!existing.isEmpty) return notJoined(ErrorCode.inconsistentGroupProtocol, '')
      shard.write(groupId, groupTombstones(existing)) // It becomes a classic group.
    }
    return await new Promise<JoinGroupResponseDraft>((answer) => {
      join(broker.groups.classic(shard), existing instanceof ClassicGroup ? existing : undefined, {
        ...{ request, apiVersion, answer },
        clientId: clientId ?? '',
        clientHost: `/${connection.clientAddress}`,
      })
    })
  },
})
