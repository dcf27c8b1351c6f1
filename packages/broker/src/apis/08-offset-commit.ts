import { ApiKey, ErrorCode, type OffsetCommitRequest } from '@barnabus/protocol'

import { renewSession } from '../coordinators/classic-groups/renew-session.ts'
import {
  commitError,
  commitOffsets,
  type CommitAnswer,
  type TopicCommit,
} from '../coordinators/offsets/commit-offsets.ts'
import { defineApi, type RequestContext } from '../define-api.ts'
import type { TopicImage } from '../metadata/image.ts'

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
    const { refused, accepted } = checkTopics(context, request.topics)
    if (accepted.length === 0) return { topics: refused }
    return { topics: joined(refused, await commit(context, request, accepted)) }
  },
})

type AskedTopic = OffsetCommitRequest['topics'][number]

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
  renewSession(broker.groups.classic(found.shard), groupId, wanted)
  const metadataSizeMax = broker.config['offset.metadata.max.bytes']
  return await found.shard.decide(
    groupId,
    (state) => commitOffsets(state, wanted, { nowMs, metadataSizeMax }),
    { refused: (errorCode) => commitError(wanted, errorCode) },
  )
}

/** Only partitions that exist have offsets. */
function checkTopics(
  context: RequestContext,
  asked: readonly AskedTopic[],
): { readonly refused: CommitAnswer; readonly accepted: readonly TopicCommit[] } {
  const { image } = context.broker.metadata
  const byId = context.apiVersion >= topicIdsSince
  const unknown = byId ? ErrorCode.unknownTopicId : ErrorCode.unknownTopicOrPartition
  const refused: CommitAnswer[number][] = []
  const accepted: TopicCommit[] = []
  for (const one of asked) {
    const topic = byId ? image.topicById(one.topicId) : image.topics.get(one.name)
    if (topic === undefined) {
      refused.push(...commitError({ topics: [one] }, unknown))
      continue
    }
    const { absent, present } = splitPartitions(topic, one)
    if (absent.partitions.length > 0) {
      refused.push(...commitError({ topics: [absent] }, ErrorCode.unknownTopicOrPartition))
    }
    if (present.partitions.length > 0) accepted.push(present)
  }
  return { refused, accepted }
}

function splitPartitions(
  { name, id: topicId, partitions: existing }: TopicImage,
  { partitions }: AskedTopic,
): { readonly absent: TopicCommit; readonly present: TopicCommit } {
  const exists = (index: number): boolean => existing[index] !== undefined
  const absent = partitions.filter(({ partitionIndex }) => !exists(partitionIndex))
  const present = partitions.filter(({ partitionIndex }) => exists(partitionIndex))
  return {
    absent: { name, topicId, partitions: absent },
    present: { name, topicId, partitions: present },
  }
}

/** Each topic once, with all its partitions. */
function joined(refused: CommitAnswer, answered: CommitAnswer): CommitAnswer {
  if (refused.length === 0) return answered
  const topics = new Map<string, CommitAnswer[number]>()
  for (const topic of [...refused, ...answered]) {
    const key = `${topic.topicId} ${topic.name}`
    const partitions = [...(topics.get(key)?.partitions ?? []), ...topic.partitions]
    topics.set(key, { ...topic, partitions })
  }
  return [...topics.values()]
}
