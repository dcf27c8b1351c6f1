import { ApiKey, ErrorCode, uuidFromBytes } from '@barnabus/protocol'

import { faultOf } from '../coordinators/consumer-groups/heartbeat-request.ts'
import { isRefusal, type Refusal } from '../coordinators/consumer-groups/refusal.ts'
import { addedByHeartbeat } from '../coordinators/groups/memory/added-bytes.ts'
import { defineApi, type Answer } from '../define-api.ts'

/**
 * ConsumerGroupHeartbeat (68), v0-1: a member joins a consumer group, goes on, changes its
 * subscription or leaves; the answer says what it may read by now (KIP-848).
 *
 * v1 adds regular expressions, and member ids that clients make up (KIP-1082).
 */
export const consumerGroupHeartbeat = defineApi({
  key: ApiKey.ConsumerGroupHeartbeat,

  async handle(context, request) {
    const { broker, node, apiVersion, clientId, connection } = context
    const { consumers } = broker.groups
    const { assignors } = consumers.contextOf(request.groupId).settings
    const fault = faultOf(request, apiVersion, assignors)
    if (fault !== undefined) return refuse(fault)
    const found = await broker.groups.shardFor(request.groupId, node.id)
    if (found.kind === 'refused') {
      return refuse({ errorCode: found.errorCode, errorMessage: '' })
    }
    const told = { clientId: clientId ?? '', image: broker.metadata.image }
    if (!broker.groups.memory.admits(addedByHeartbeat(found.shard.state, request, told))) {
      return refuse({ errorCode: ErrorCode.groupMaxSizeReached, errorMessage: noMemory })
    }
    if (request.subscribedTopicRegex !== null) await consumers.loadRegexes()
    const made = request.memberId === '' ? uuidFromBytes(broker.env.random.bytes(16)) : undefined
    const client = { clientId: clientId ?? '', clientHost: `/${connection.clientAddress}` }
    const memberId = made ?? request.memberId
    const answer = await consumers.heartbeat(found.shard, { request, memberId, client })
    if (isRefusal(answer)) return refuse(answer)
    return { errorCode: ErrorCode.none, errorMessage: null, ...answer }
  },
})

const noMemory = 'The groups of this broker hold as much memory as they may.'

function refuse({
  errorCode,
  errorMessage,
}: Refusal): Answer<typeof ApiKey.ConsumerGroupHeartbeat> {
  const nobody = { memberId: null, memberEpoch: 0, heartbeatIntervalMs: 0, assignment: null }
  return { errorCode, errorMessage: errorMessage === '' ? null : errorMessage, ...nobody }
}
