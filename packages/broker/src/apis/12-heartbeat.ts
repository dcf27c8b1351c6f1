import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { heartbeat as beat } from '../coordinators/classic-groups/heartbeat.ts'
import { consumerGroupIn } from '../coordinators/consumer-groups/consumer-group-coordinator.ts'
import { heartbeatConsumerGroup } from '../coordinators/consumer-groups/migration/classic-members.ts'
import { defineApi } from '../define-api.ts'

/**
 * Heartbeat (12), v0-4: a member of a classic group is alive, and hears whether the group meets
 * anew. It is answered at once, whatever the disk does; in a group of the consumer protocol when what
 * others changed in it is on disk.
 *
 * v3 knows static members (KIP-345). v4 is flexible.
 */
export const heartbeat = defineApi({
  key: ApiKey.Heartbeat,

  handle({ broker, node }, request) {
    if (request.groupId === '') return { errorCode: ErrorCode.invalidGroupId }
    const found = broker.groups.find(request.groupId, node.id)
    if (found.kind === 'refused') return { errorCode: found.errorCode }
    if (consumerGroupIn(found.shard, request.groupId) !== undefined) {
      return heartbeatConsumerGroup(broker.groups.consumers, found.shard, request)
    }
    return { errorCode: beat(broker.groups.classic(found.shard), request) }
  },
})
