import { ApiKey, ErrorCode, type OffsetCommitRequest } from '@barnabus/protocol'

import { renewSession } from '../coordinators/classic-groups/renew-session.ts'
import { addedByCommit } from '../coordinators/groups/memory/added-bytes.ts'
import {
  commitError,
  commitOffsets,
  type CommitAnswer,
  type TopicCommit,
} from '../coordinators/offsets/commit-offsets.ts'
import { answeredTopics, splitTopics } from '../coordinators/offsets/committed-topics.ts'
import { defineApi, type RequestContext } from '../define-api.ts'

const topicIdsSince = 10

/**
 * OffsetCommit (8), v2-10: stores how far a group has come, on disk before the answer.
 *
 * Members say their generation (v9: or epoch), others -1. v2-4 may ask how long to keep it, v6
 * adds leader epochs, v7 static members, v8 is flexible, v10 names topics by their ids.
 */
export const offsetCommit = defineApi({
  key: ApiKey.OffsetCommit,

  async handle(context, request) {
    const { image } = context.broker.metadata
    const { refused, accepted } =
      context.apiVersion >= topicIdsSince
        ? splitTopics(request.topics, ({ topicId }) => image.topicById(topicId), byId)
        : splitTopics(request.topics, ({ name }) => image.topics.get(name), byName)
    if (accepted.length === 0) return { topics: refused }
    return { topics: answeredTopics(refused, await commit(context, request, accepted)) }
  },
})

const byId = { unknown: ErrorCode.unknownTopicId }
const byName = { unknown: ErrorCode.unknownTopicOrPartition }

async function commit(
  { broker, node, apiVersion, nowMs }: RequestContext,
  request: OffsetCommitRequest,
  topics: readonly TopicCommit[],
): Promise<CommitAnswer> {
  const { groupId, memberId, groupInstanceId, generationIdOrMemberEpoch, retentionTimeMs } = request
  const found = await broker.groups.shardFor(groupId, node.id)
  if (found.kind === 'refused') return commitError({ topics }, found.errorCode)
  const wanted = {
    ...{ groupId, memberId, topics, apiVersion },
    retentionTimeMs: Number(retentionTimeMs),
    instanceId: groupInstanceId,
    generationId: generationIdOrMemberEpoch,
    isTransactional: false,
  }
  if (!broker.groups.memory.admits(addedByCommit(found.shard.state, wanted))) {
    return commitError(wanted, ErrorCode.groupMaxSizeReached)
  }
  renewSession(broker.groups.classic(found.shard), groupId, wanted)
  const metadataSizeMax = broker.config['offset.metadata.max.bytes']
  return await found.shard.decide(
    groupId,
    (state) => commitOffsets(state, wanted, { nowMs, metadataSizeMax }),
    { refused: (errorCode) => commitError(wanted, errorCode) },
  )
}
