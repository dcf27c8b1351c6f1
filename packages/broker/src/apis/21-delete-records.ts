import type { PartitionLog } from '@barnabus/log'
import {
  ApiKey,
  ErrorCode,
  type DeleteRecordsRequest,
  type DeleteRecordsResponseDraft,
} from '@barnabus/protocol'

import { defineApi, type RequestContext } from '../define-api.ts'
import { locate } from '../partitions/locate.ts'
import { storageErrorOf } from '../partitions/storage-error.ts'

type PartitionAnswer = DeleteRecordsResponseDraft['topics'][number]['partitions'][number]

/** Stands for "everything that readers can see". */
const upToHighWatermark = -1n

/**
 * DeleteRecords (21), v0-2: lets go of everything before an offset, for good once answered.
 *
 * v2 is flexible. Unlike Kafka, which may forget about it in a crash, we answer when it is durable.
 */
export const deleteRecords = defineApi({
  key: ApiKey.DeleteRecords,

  async handle(context, request) {
    const topics = await Promise.all(
      request.topics.filter(hasPartitions).map(async ({ name, partitions }) => ({
        name,
        partitions: await Promise.all(
          partitions.map(({ partitionIndex, offset }) =>
            deleteFrom(context, name, partitionIndex, offset),
          ),
        ),
      })),
    )
    return { topics }
  },
})

/** Kafka leaves topics out of which nothing is asked. */
function hasPartitions({ partitions }: DeleteRecordsRequest['topics'][number]): boolean {
  return partitions.length > 0
}

async function deleteFrom(
  context: RequestContext,
  topicName: string,
  partitionIndex: number,
  offset: bigint,
): Promise<PartitionAnswer> {
  const { metadata, settings } = context.broker
  const topic = metadata.image.topics.get(topicName)
  const located = locate(context, topic, partitionIndex)
  if (located.kind === 'refused') return errorAnswer(partitionIndex, located.errorCode)
  if (located.topic.isInternal) {
    return errorAnswer(partitionIndex, ErrorCode.invalidTopicException)
  }
  const policy: readonly string[] = settings.topic(located.topic, located.image.leaderId)[
    'cleanup.policy'
  ]
  if (policy.includes('compact') && !policy.includes('delete')) {
    return errorAnswer(partitionIndex, ErrorCode.policyViolation)
  }
  return deleteBefore(context, located.partition.log, offset)
}

async function deleteBefore(
  { broker }: RequestContext,
  log: PartitionLog,
  offset: bigint,
): Promise<PartitionAnswer> {
  const partitionIndex = log.partition
  const before = offset === upToHighWatermark ? log.highWatermark : offset
  if (before < 0n || before > log.highWatermark) {
    return errorAnswer(partitionIndex, ErrorCode.offsetOutOfRange)
  }
  try {
    const lowWatermark = await log.deleteRecordsBefore(before)
    return { partitionIndex, lowWatermark, errorCode: ErrorCode.none }
  } catch (error) {
    const action = `delete records of ${log.topic}-${partitionIndex}`
    return errorAnswer(partitionIndex, storageErrorOf(broker, action, error))
  }
}

function errorAnswer(partitionIndex: number, errorCode: ErrorCode): PartitionAnswer {
  return { partitionIndex, lowWatermark: -1n, errorCode }
}
