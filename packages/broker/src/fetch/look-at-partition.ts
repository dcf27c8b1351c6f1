import type { ReadLimit } from '@barnabus/log'
import { ErrorCode } from '@barnabus/protocol'

import type { RequestContext } from '../define-api.ts'
import type { PartitionImage, TopicImage } from '../metadata/image.ts'
import { endOfEpoch } from '../partitions/leader-epochs.ts'
import { epochNotGiven, locate } from '../partitions/locate.ts'
import type { Partition } from '../partitions/partition.ts'
import { namesTopicsById } from './fetch-request.ts'
import type { FetchTarget, PartitionAnswer } from './fetch-target.ts'

/** What one look at a partition, without reading, says about a target. */
export type Look =
  /** An error or a divergence: the consumer must hear of it at once. */
  | {
      readonly kind: 'final'
      readonly answer: PartitionAnswer
      readonly leader: PartitionImage | undefined
    }
  /** The consumer has all there is. */
  | { readonly kind: 'caughtUp'; readonly answer: PartitionAnswer; readonly partition: Partition }
  /** There is something to read; `answer` lacks only the records. */
  | { readonly kind: 'readable'; readonly answer: PartitionAnswer; readonly partition: Partition }

// One for all: an answer may name a hundred thousand partitions.
const nothing: readonly [] = []

/** Says whether there is anything to read for `target`, and everything else of its answer. */
export function lookAtPartition(
  context: RequestContext,
  target: FetchTarget,
  upTo: ReadLimit,
): Look {
  const located = locateTarget(context, target)
  if (located.kind === 'refused') {
    return refused(target, located.errorCode, located.leader)
  }
  const { partition } = located
  const { fetchOffset } = target
  const { log } = partition
  if (fetchOffset < log.logStartOffset) return refused(target, ErrorCode.offsetOutOfRange)
  if (target.lastFetchedEpoch !== epochNotGiven) {
    const divergence = lookForDivergence(target, partition, located.image, upTo)
    if (divergence !== undefined) return divergence
  }
  if (fetchOffset > log.logEndOffset) return refused(target, ErrorCode.offsetOutOfRange)

  const visibleEnd = upTo === 'lastStable' ? log.lastStableOffset : log.highWatermark
  const kind = fetchOffset < visibleEnd ? 'readable' : 'caughtUp'
  return { kind, answer: emptyAnswer(target, partition, upTo), partition }
}

/** Kafka refuses these before it asks the log, and then its answer has no null. */
const unknownPlaces: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.unknownTopicOrPartition,
  ErrorCode.unknownTopicId,
])

/** An answer that only says what is wrong. Records are empty, never null: librdkafka insists. */
export function errorAnswer(target: FetchTarget, errorCode: ErrorCode): PartitionAnswer {
  return {
    partitionIndex: target.partition,
    errorCode,
    highWatermark: -1n,
    abortedTransactions: unknownPlaces.has(errorCode) ? nothing : null,
    records: nothing,
  }
}

function locateTarget(context: RequestContext, target: FetchTarget): ReturnType<typeof locate> {
  const topic = topicOf(context, target)
  if (target.topic === undefined) return { kind: 'refused', errorCode: ErrorCode.unknownTopicId }
  if (topic !== undefined && namesTopicsById(context) && topic.id !== target.topicId) {
    // The session began with a topic that was deleted since, and its name taken again.
    return { kind: 'refused', errorCode: ErrorCode.inconsistentTopicId }
  }
  return locate(context, topic, target.partition, target.currentLeaderEpoch)
}

/** A target that goes by an id keeps the name it was first found under. */
function topicOf(context: RequestContext, target: FetchTarget): TopicImage | undefined {
  const { image } = context.broker.metadata
  target.topic ??= image.topicById(target.topicId)?.name
  return target.topic === undefined ? undefined : image.topics.get(target.topic)
}

/**
 * From v12 on a consumer says which epoch its last record had (KIP-595). If that epoch ended here
 * before its offset, it has read what is no longer ours, and must learn from where on.
 */
function lookForDivergence(
  target: FetchTarget,
  partition: Partition,
  image: PartitionImage,
  upTo: ReadLimit,
): Look | undefined {
  const end = endOfEpoch(partition.log, image, target.lastFetchedEpoch)
  if (end === undefined) return refused(target, ErrorCode.offsetOutOfRange)
  const agrees = end.leaderEpoch >= target.lastFetchedEpoch && end.endOffset >= target.fetchOffset
  if (agrees) return undefined
  const divergingEpoch = { epoch: end.leaderEpoch, endOffset: end.endOffset }
  const answer = { ...emptyAnswer(target, partition, upTo), divergingEpoch }
  return { kind: 'final', answer, leader: undefined }
}

function emptyAnswer(target: FetchTarget, { log }: Partition, upTo: ReadLimit): PartitionAnswer {
  return {
    partitionIndex: target.partition,
    errorCode: ErrorCode.none,
    highWatermark: log.highWatermark,
    lastStableOffset: log.lastStableOffset,
    logStartOffset: log.logStartOffset,
    // Null tells apart "nothing was aborted" from "you did not ask".
    abortedTransactions: upTo === 'lastStable' ? nothing : null,
    records: nothing,
  }
}

function refused(target: FetchTarget, errorCode: ErrorCode, leader?: PartitionImage): Look {
  return { kind: 'final', answer: errorAnswer(target, errorCode), leader }
}
