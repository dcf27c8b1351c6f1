import { ErrorCode } from '@barnabus/protocol'

import type { RequestContext } from '../define-api.ts'
import type { PartitionImage, TopicImage } from '../metadata/image.ts'
import type { Partition } from './partition.ts'

/** Where a request's partition is, or why this node does not answer for it. */
export type Located =
  | {
      readonly kind: 'here'
      readonly partition: Partition
      readonly image: PartitionImage
      readonly topic: TopicImage
    }
  | {
      readonly kind: 'refused'
      readonly errorCode: ErrorCode
      /** What to try instead, where the partition exists but not for this request. */
      readonly leader?: PartitionImage
    }

/** The leader epoch of a request that does not know or does not say. */
export const epochNotGiven = -1

/**
 * Finds the partition of a topic on the node that was asked, if that node leads it in the epoch
 * which the client has in mind (KIP-320).
 */
export function locate(
  context: RequestContext,
  topic: TopicImage | undefined,
  index: number,
  currentLeaderEpoch: number = epochNotGiven,
): Located {
  const image = topic?.partitions[index]
  if (topic === undefined || image === undefined) {
    return { kind: 'refused', errorCode: ErrorCode.unknownTopicOrPartition }
  }
  if (image.leaderId !== context.node.id) {
    return { kind: 'refused', errorCode: ErrorCode.notLeaderOrFollower, leader: image }
  }
  const epochError = compareEpochs(currentLeaderEpoch, image.leaderEpoch)
  if (epochError === ErrorCode.fencedLeaderEpoch) {
    return { kind: 'refused', errorCode: epochError, leader: image }
  }
  if (epochError !== ErrorCode.none) return { kind: 'refused', errorCode: epochError }
  const partition = context.broker.partitions.get(topic.id, index)
  if (partition === undefined) {
    return { kind: 'refused', errorCode: ErrorCode.unknownTopicOrPartition }
  }
  if (partition.log.state === 'offline') {
    return { kind: 'refused', errorCode: ErrorCode.kafkaStorageError }
  }
  return { kind: 'here', partition, image, topic }
}

/** An older epoch than ours is fenced off; a newer one means that we have not heard of it yet. */
function compareEpochs(given: number, ours: number): ErrorCode {
  if (given === epochNotGiven || given === ours) return ErrorCode.none
  return given < ours ? ErrorCode.fencedLeaderEpoch : ErrorCode.unknownLeaderEpoch
}
