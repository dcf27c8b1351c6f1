import {
  ApiKey,
  ErrorCode,
  type JoinGroupRequest,
  type JoinGroupResponseDraft,
} from '@barnabus/protocol'

import { notJoined } from '../coordinators/classic-groups/answers.ts'
import { ClassicGroup } from '../coordinators/classic-groups/classic-group.ts'
import { joinGroup as join } from '../coordinators/classic-groups/join.ts'
import { joinConsumerGroup } from '../coordinators/consumer-groups/migration/classic-members.ts'
import { groupTombstones } from '../coordinators/groups/group-tombstones.ts'
import { addedByJoin } from '../coordinators/groups/memory/added-bytes.ts'
import { randomUuid } from '../coordinators/groups/random-uuid.ts'
import { defineApi, type RequestContext } from '../define-api.ts'

const noProtocolNameSince = 7

/**
 * JoinGroup (11), v0-9: enters a group with the classic protocol, or comes back for its next
 * generation. Answered when all members have come, or the time for that is over.
 *
 * v1 has a limit for rebalances of its own, v4 gives ids out first (KIP-394), v5 knows static
 * members (KIP-345), v9 tells a returning static leader not to assign (KIP-814). v6 is flexible.
 */
export const joinGroup = defineApi({
  key: ApiKey.JoinGroup,

  async handle(context, request) {
    const answer = await joined(context, request)
    const isNull = answer.errorCode !== ErrorCode.none && context.apiVersion >= noProtocolNameSince
    return isNull ? { ...answer, protocolName: null } : answer
  },
})

async function joined(
  { broker, node, connection, clientId, apiVersion }: RequestContext,
  request: JoinGroupRequest,
): Promise<JoinGroupResponseDraft> {
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
  const added = addedByJoin(shard.state, request, clientId ?? '')
  if (!broker.groups.memory.admits(added)) {
    return notJoined(ErrorCode.groupMaxSizeReached, memberId)
  }
  const existing = shard.state.groups.get(groupId)
  if (existing !== undefined && !(existing instanceof ClassicGroup)) {
    if (!existing.isEmpty) {
      const { consumers } = broker.groups
      const client = { clientId: clientId ?? '', clientHost: `/${connection.clientAddress}` }
      const newMemberId = randomUuid(broker.env.random)
      return await joinConsumerGroup(consumers, shard, {
        request,
        apiVersion,
        client,
        newMemberId,
      })
    }
    shard.write(groupId, groupTombstones(existing)) // It becomes a classic group.
  }
  return await new Promise<JoinGroupResponseDraft>((answer) => {
    join(broker.groups.classic(shard), existing instanceof ClassicGroup ? existing : undefined, {
      ...{ request, apiVersion, answer },
      clientId: clientId ?? '',
      clientHost: `/${connection.clientAddress}`,
    })
  })
}
