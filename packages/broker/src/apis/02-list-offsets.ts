import type { PartitionLog } from '@barnabus/log'
import {
  ApiKey,
  ErrorCode,
  type ListOffsetsRequest,
  type ListOffsetsResponseDraft,
} from '@barnabus/protocol'

import { defineApi, type RequestContext } from '../define-api.ts'
import { duplicatesAmong } from '../duplicates.ts'
import type { PartitionImage } from '../metadata/image.ts'
import { epochAtStart } from '../partitions/leader-epochs.ts'
import { locate } from '../partitions/locate.ts'
import { storageErrorOf } from '../partitions/storage-error.ts'

type PartitionRequest = ListOffsetsRequest['topics'][number]['partitions'][number]
type PartitionAnswer = ListOffsetsResponseDraft['topics'][number]['partitions'][number]

/** An offset that was asked for; the timestamp is that of its record, or -1. */
interface Found {
  readonly offset: bigint
  readonly timestamp: bigint
  readonly leaderEpoch: number
}

/** Timestamps that mean a place instead of a time, and the version from which they do. */
const latest = -1n
const earliest = -2n
const maxTimestamp = -3n
const earliestLocal = -4n
const latestTiered = -5n
const earliestPendingUpload = -6n
const placesSince: ReadonlyMap<bigint, number> = new Map([
  [latest, 1],
  [earliest, 1],
  [maxTimestamp, 7],
  [earliestLocal, 8],
  [latestTiered, 9],
  [earliestPendingUpload, 11],
])

const readCommitted = 1
const leaderEpochsSince = 4

/** Also what "there is no such offset" looks like. */
const nothing: Found = { offset: -1n, timestamp: -1n, leaderEpoch: -1 }

/**
 * ListOffsets (2), v1-11: finds offsets by time, or by what they are: first, last, newest.
 *
 * v2 adds isolation, v4 leader epochs; v6 is flexible. Nothing here is tiered (v9, v11), and so
 * the timeout for it (v10) never matters.
 */
export const listOffsets = defineApi({
  key: ApiKey.ListOffsets,

  async handle(context, request) {
    const duplicates = duplicatesAmong(namesIn(request))
    const topics = []
    for (const { name, partitions } of request.topics) {
      const answers: PartitionAnswer[] = []
      for (const asked of firstOfEach(partitions)) {
        answers.push(
          duplicates.has(nameOf(name, asked))
            ? errorAnswer(asked, ErrorCode.invalidRequest)
            : await answerOne(context, name, asked, request.isolationLevel),
        )
      }
      if (answers.length > 0) topics.push({ name, partitions: answers })
    }
    return { topics }
  },
})

async function answerOne(
  context: RequestContext,
  topicName: string,
  asked: PartitionRequest,
  isolationLevel: number,
): Promise<PartitionAnswer> {
  const { partitionIndex, timestamp, currentLeaderEpoch } = asked
  if (timestamp < 0n && context.apiVersion < (placesSince.get(timestamp) ?? Infinity)) {
    return errorAnswer(asked, ErrorCode.unsupportedVersion)
  }
  const topic = context.broker.metadata.image.topics.get(topicName)
  const located = locate(context, topic, partitionIndex, currentLeaderEpoch)
  if (located.kind === 'refused') return errorAnswer(asked, located.errorCode)

  const { log } = located.partition
  const visibleEnd = isolationLevel === readCommitted ? log.lastStableOffset : log.highWatermark
  if (timestamp === latest) {
    const { leaderEpoch } = located.image
    return answerWith(context, partitionIndex, { offset: visibleEnd, timestamp: -1n, leaderEpoch })
  }
  try {
    const found = await find(log, located.image, timestamp, visibleEnd)
    return answerWith(context, partitionIndex, found)
  } catch (error) {
    const action = `find an offset in ${topicName}-${partitionIndex}`
    return errorAnswer(asked, storageErrorOf(context.broker, action, error))
  }
}

function answerWith(
  { apiVersion }: RequestContext,
  partitionIndex: number,
  { offset, timestamp, leaderEpoch }: Found,
): PartitionAnswer {
  const answer = { partitionIndex, errorCode: ErrorCode.none, timestamp, offset }
  return apiVersion >= leaderEpochsSince ? { ...answer, leaderEpoch } : answer
}

async function find(
  log: PartitionLog,
  image: PartitionImage,
  timestamp: bigint,
  visibleEnd: bigint,
): Promise<Found> {
  switch (timestamp) {
    case earliest:
    case earliestLocal:
      return { offset: log.logStartOffset, timestamp: -1n, leaderEpoch: epochAtStart(log, image) }
    case latestTiered:
    case earliestPendingUpload:
      return nothing
    default: {
      const byTime = await (timestamp === maxTimestamp
        ? log.maxTimestampOffset()
        : log.offsetForTimestamp(timestamp))
      return byTime === undefined || byTime.offset >= visibleEnd ? nothing : byTime
    }
  }
}

function namesIn({ topics }: ListOffsetsRequest): string[] {
  return topics.flatMap(({ name, partitions }) => partitions.map((asked) => nameOf(name, asked)))
}

/** However often a partition is named, it has one answer. */
function firstOfEach(partitions: readonly PartitionRequest[]): Iterable<PartitionRequest> {
  return new Map(partitions.map((asked) => [asked.partitionIndex, asked])).values()
}

function nameOf(topic: string, { partitionIndex }: PartitionRequest): string {
  return `${partitionIndex}/${topic}`
}

function errorAnswer(asked: PartitionRequest, errorCode: ErrorCode): PartitionAnswer {
  return { partitionIndex: asked.partitionIndex, errorCode, timestamp: -1n, offset: -1n }
}
