import {
  ApiKey,
  ErrorCode,
  type DescribeLogDirsRequest,
  type DescribeLogDirsResponseDraft,
} from '@barnabus/protocol'

import { defineApi, type RequestContext } from '../define-api.ts'

type TopicAnswer = DescribeLogDirsResponseDraft['results'][number]['topics'][number]

/**
 * DescribeLogDirs (35), v1-5: how large each partition is on disk, and how much room is left.
 *
 * We have one directory. Replicas on other nodes of this process share it, so nothing lags. v4 adds
 * the sizes of the volume, v5 `isCordoned`, which ours never is. v2 is flexible.
 */
export const describeLogDirs = defineApi({
  key: ApiKey.DescribeLogDirs,

  async handle(context, request) {
    const { logs } = context.broker
    const { partitions, totalBytes, usableBytes } = await logs.describe()
    const isAsked = filterOf(request)
    const topics = new Map<
      string,
      TopicAnswer & { partitions: TopicAnswer['partitions'][number][] }
    >()
    for (const { topic: name, partition, topicId, sizeBytes } of partitions) {
      if (!isAsked(name, partition) || !isReplica(context, topicId, partition)) continue
      const topic = topics.get(name) ?? { name, partitions: [] }
      topics.set(name, topic)
      topic.partitions.push({
        partitionIndex: partition,
        partitionSize: BigInt(sizeBytes),
        offsetLag: 0n,
        isFutureKey: false,
      })
    }
    const result = {
      errorCode: ErrorCode.none,
      logDir: logs.path,
      topics: [...topics.values()],
      totalBytes: BigInt(totalBytes),
      usableBytes: BigInt(usableBytes),
    }
    return { results: [result] }
  },
})

/** `topics: null` asks for all of them. */
function filterOf({ topics }: DescribeLogDirsRequest): (topic: string, index: number) => boolean {
  if (topics === null) return () => true
  const asked = new Map<string, Set<number>>()
  for (const { topic, partitions } of topics) {
    const indexes = asked.get(topic) ?? new Set()
    asked.set(topic, indexes)
    for (const index of partitions) indexes.add(index)
  }
  return (topic, index) => asked.get(topic)?.has(index) === true
}

/** Each node shows what it has a replica of, as separate brokers would. */
function isReplica(
  { broker, node }: RequestContext,
  topicId: Parameters<typeof broker.metadata.image.topicById>[0],
  index: number,
): boolean {
  const image = broker.metadata.image.topicById(topicId)?.partitions[index]
  return image?.replicaIds.includes(node.id) === true
}
