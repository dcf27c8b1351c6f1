import { ApiKey, ErrorCode, type SyncGroupResponseDraft } from '@barnabus/protocol'

import { notSynced } from '../coordinators/classic-groups/sync-answers.ts'
import { syncGroup as sync } from '../coordinators/classic-groups/sync.ts'
import { consumerGroupIn } from '../coordinators/consumer-groups/consumer-group-coordinator.ts'
import { syncConsumerGroup } from '../coordinators/consumer-groups/migration/classic-members.ts'
import { addedBySync } from '../coordinators/groups/memory/added-bytes.ts'
import { defineApi } from '../define-api.ts'

const protocolsSince = 5

/**
 * SyncGroup (14), v0-5: the leader of a classic group says who does what, and everybody hears its
 * part. Answered when what the leader decided is on disk.
 *
 * v3 knows static members (KIP-345). v5 checks the protocol. v4 is flexible.
 */
export const syncGroup = defineApi({
  key: ApiKey.SyncGroup,

  handle({ broker, node, apiVersion }, request) {
    const { protocolType, protocolName } = request
    if (apiVersion >= protocolsSince && (protocolType === null || protocolName === null)) {
      return notSynced(ErrorCode.inconsistentGroupProtocol)
    }
    if (request.groupId === '') return notSynced(ErrorCode.invalidGroupId)
    const found = broker.groups.find(request.groupId, node.id)
    if (found.kind === 'refused') return notSynced(found.errorCode)
    if (consumerGroupIn(found.shard, request.groupId) !== undefined) {
      return syncConsumerGroup(broker.groups.consumers, found.shard, request)
    }
    if (!broker.groups.memory.admits(addedBySync(found.shard.state, request))) {
      return notSynced(ErrorCode.groupMaxSizeReached)
    }
    const context = broker.groups.classic(found.shard)
    return new Promise<SyncGroupResponseDraft>((answer) => sync(context, request, answer))
  },
})
