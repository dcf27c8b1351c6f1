import { ApiKey, ErrorCode, zeroUuid, type TxnOffsetCommitRequest } from '@barnabus/protocol'

import { addedByTransaction } from '../coordinators/groups/memory/added-bytes.ts'
import { answeredTopics, splitTopics } from '../coordinators/offsets/committed-topics.ts'
import {
  commitError,
  commitOffsets,
  type CommitAnswer,
  type TopicCommit,
} from '../coordinators/offsets/commit-offsets.ts'
import { defineApi, type RequestContext } from '../define-api.ts'
import { admissionErrorOf } from '../produce/producer-errors.ts'

const abortableSince = 4
const addsPartitionsSince = 5

/**
 * TxnOffsetCommit (28), v0-5: stores how far a group has come, as a part of a transaction.
 *
 * It counts from the moment on when the transaction commits. v2 adds leader epochs, v3 is flexible
 * and says who commits, which fences old members (KIP-447). From v5 on it adds the group to the
 * transaction by itself (KIP-890).
 */
export const txnOffsetCommit = defineApi({
  key: ApiKey.TxnOffsetCommit,

  async handle(context, request) {
    const { topics } = context.broker.metadata.image
    const asked = request.topics.map((topic) => ({ ...topic, topicId: zeroUuid }))
    const { refused, accepted } = splitTopics(asked, ({ name }) => topics.get(name), {
      unknown: ErrorCode.unknownTopicOrPartition,
    })
    if (accepted.length === 0) return { topics: refused }
    return { topics: answeredTopics(refused, await commit(context, request, accepted)) }
  },
})

async function commit(
  context: RequestContext,
  request: TxnOffsetCommitRequest,
  topics: readonly TopicCommit[],
): Promise<CommitAnswer> {
  const { broker, node, apiVersion, nowMs } = context
  const { groupId, memberId, groupInstanceId, generationId, transactionalId } = request
  const found = await broker.groups.shardFor(groupId, node.id)
  if (found.kind === 'refused') return commitError({ topics }, found.errorCode)
  const wanted = {
    ...{ groupId, memberId, generationId, topics, apiVersion },
    retentionTimeMs: -1,
    instanceId: groupInstanceId,
    isTransactional: true,
  }
  if (groupId === '') return commitError(wanted, ErrorCode.invalidGroupId)
  const added = addedByTransaction(found.shard.state, wanted, request.producerId)
  if (!broker.groups.memory.admits(added)) {
    return commitError(wanted, ErrorCode.groupMaxSizeReached)
  }
  const at = { topic: broker.groups.topicName, partition: found.shard.partition }
  const adds = apiVersion >= addsPartitionsSince
  const admission = broker.transactions.admit(transactionalId, request, at, { adds })
  if (admission !== ErrorCode.none) {
    return commitError(wanted, admissionErrorOf(admission, context, abortableSince))
  }
  const metadataSizeMax = broker.config['offset.metadata.max.bytes']
  return await found.shard.decide(
    groupId,
    (state) => commitOffsets(state, wanted, { nowMs, metadataSizeMax }),
    { producer: request, refused: (errorCode) => commitError(wanted, errorCode) },
  )
}
