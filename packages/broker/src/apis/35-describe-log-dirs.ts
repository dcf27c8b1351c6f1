import type { DirectoryDescription } from '@barnabus/log'
import {
  ApiKey,
  ErrorCode,
  type DescribeLogDirsRequest,
  type DescribeLogDirsResponseDraft,
} from '@barnabus/protocol'

import { defineApi, type RequestContext } from '../define-api.ts'

type DirectoryAnswer = DescribeLogDirsResponseDraft['results'][number]
type PartitionAnswer = DirectoryAnswer['topics'][number]['partitions'][number]
type DescribedPartition = DirectoryDescription['partitions'][number]

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
    const isAsked = filterOf(request)
    const { partitions, totalBytes, usableBytes } = await logs.describe()
    const shown = partitions.filter((one) => isAsked(one) && isReplica(context, one))
    const directory: DirectoryAnswer = {
      errorCode: ErrorCode.none,
      logDir: logs.path,
      topics: topicsOf(shown),
      totalBytes: BigInt(totalBytes),
      usableBytes: BigInt(usableBytes),
    }
    return { results: [directory] }
  },
})

/** `topics: null` asks for all of them. */
function filterOf({ topics }: DescribeLogDirsRequest): (partition: DescribedPartition) => boolean {
  if (topics === null) return () => true
  const asked = new Map<string, Set<number>>()
  for (const { topic, partitions } of topics) {
    asked.set(topic, new Set([...(asked.get(topic) ?? []), ...partitions]))
  }
  return ({ topic, partition }) => asked.get(topic)?.has(partition) === true
}

/** Each node shows what it has a replica of, as separate brokers would. */
function isReplica({ broker, node }: RequestContext, described: DescribedPartition): boolean {
  const topic = broker.metadata.image.topicById(described.topicId)
  return topic?.partitions[described.partition]?.replicaIds.includes(node.id) === true
}

function topicsOf(described: readonly DescribedPartition[]): DirectoryAnswer['topics'] {
  const byTopic = new Map<string, PartitionAnswer[]>()
  for (const { topic, partition, sizeBytes } of described) {
    const partitions = byTopic.get(topic) ?? []
    byTopic.set(topic, partitions)
    const partitionSize = BigInt(sizeBytes)
    partitions.push({ partitionIndex: partition, partitionSize, offsetLag: 0n, isFutureKey: false })
  }
  return Array.from(byTopic, ([name, partitions]) => ({ name, partitions }))
}
