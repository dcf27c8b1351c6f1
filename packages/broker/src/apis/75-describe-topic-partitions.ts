import {
  ApiKey,
  ErrorCode,
  zeroUuid,
  type DescribeTopicPartitionsResponseDraft,
} from '@barnabus/protocol'

import { topicOperations } from '../authorized-operations.ts'
import { defineApi } from '../define-api.ts'
import type { TopicImage } from '../metadata/image.ts'
import { isInternalTopic, topicNameFault } from '../metadata/topic-name.ts'

type TopicAnswer = DescribeTopicPartitionsResponseDraft['topics'][number]

/**
 * DescribeTopicPartitions (75), v0 (KIP-966): like Metadata, in portions.
 *
 * Topics in the order of their names, from the cursor on, until the answer has as many partitions
 * as it may; then with a cursor for the next request. No topics asked for means all.
 */
export const describeTopicPartitions = defineApi({
  key: ApiKey.DescribeTopicPartitions,

  handle({ broker }, { topics: asked, cursor, responsePartitionLimit }) {
    const { image } = broker.metadata
    const isForAll = asked.length === 0
    const names = new Set(isForAll ? image.topics.keys() : asked.map(({ name }) => name))
    const from = cursor?.topicName ?? ''
    if (cursor !== null && (cursor.partitionIndex < 0 || !(isForAll || names.has(from)))) {
      return { topics: [...names].map(invalidRequest), nextCursor: null }
    }
    const limitMax = broker.config['max.request.partition.size.limit']
    let remaining = Math.max(1, Math.min(limitMax, responsePartitionLimit))
    const topics: TopicAnswer[] = []
    for (const name of [...names].filter((name) => name >= from).toSorted()) {
      if (remaining === 0) return { topics, nextCursor: { topicName: name, partitionIndex: 0 } }
      const topic = image.topics.get(name)
      if (topic === undefined) {
        if (!isForAll) topics.push(errorAnswer(name))
        continue
      }
      const first = name === cursor?.topicName ? cursor.partitionIndex : 0
      const end = Math.min(topic.partitions.length, first + remaining)
      topics.push(topicAnswer(topic, first, end))
      remaining -= Math.max(0, end - first)
      if (end < topic.partitions.length) {
        return { topics, nextCursor: { topicName: name, partitionIndex: end } }
      }
    }
    return { topics, nextCursor: null }
  },
})

function topicAnswer(topic: TopicImage, first: number, end: number): TopicAnswer {
  const partitions = topic.partitions.slice(first, end)
  return {
    errorCode: ErrorCode.none,
    name: topic.name,
    topicId: topic.id,
    isInternal: topic.isInternal,
    partitions: partitions.map(({ partition, leaderId, leaderEpoch, replicaIds }) => ({
      errorCode: ErrorCode.none,
      partitionIndex: partition,
      leaderId,
      leaderEpoch,
      replicaNodes: replicaIds,
      isrNodes: replicaIds,
      eligibleLeaderReplicas: [],
      lastKnownElr: [],
      offlineReplicas: [],
    })),
    topicAuthorizedOperations: topicOperations,
  }
}

function errorAnswer(name: string): TopicAnswer {
  const isValid = topicNameFault(name) === undefined
  return {
    errorCode: isValid ? ErrorCode.unknownTopicOrPartition : ErrorCode.invalidTopicException,
    name,
    topicId: zeroUuid,
    isInternal: isInternalTopic(name),
    partitions: [],
    topicAuthorizedOperations: topicOperations,
  }
}

function invalidRequest(name: string): TopicAnswer {
  const errorCode = ErrorCode.invalidRequest
  return { errorCode, name, topicId: zeroUuid, isInternal: false, partitions: [] }
}
