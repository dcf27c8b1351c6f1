import { ErrorCode, type ProduceResponseDraft } from '@barnabus/protocol'

import type { RequestContext } from '../define-api.ts'
import { hasEnoughReplicas } from '../partitions/in-sync-replicas.ts'
import type { LeaderHints } from '../partitions/leader-hint.ts'
import { locate } from '../partitions/locate.ts'
import type { Partition } from '../partitions/partition.ts'
import { addsPartitionsSince, admitTransactional } from './admit-transactional.ts'
import { onlyBatchOf } from './only-batch.ts'
import { namesTopicsById, type ProduceTopic } from './produce-topics.ts'

/** What we answer about one partition. */
export type PartitionAnswer =
  ProduceResponseDraft['responses'][number]['partitionResponses'][number]

/** What came of one partition: in the log but not durable yet, or refused. */
export type PartitionAppend =
  | {
      readonly kind: 'appended'
      readonly answer: PartitionAnswer
      readonly durable: Promise<void>
    }
  | { readonly kind: 'refused'; readonly answer: PartitionAnswer }

/** A partition of a produce request. */
export interface AppendRequest {
  readonly topic: ProduceTopic
  readonly index: number
  readonly records: Uint8Array | null
  readonly acks: number
  readonly transactionalId: string | null
}

/** Appends one partition's batch, synchronously: order on the wire is order in the log. */
export function appendPartition(
  context: RequestContext,
  request: AppendRequest,
  hints: LeaderHints,
): PartitionAppend {
  const { index, acks, topic } = request
  if (topic.image === undefined && namesTopicsById(context)) {
    return refuse(index, ErrorCode.unknownTopicId)
  }
  const located = locate(context, topic.image, index)
  if (located.kind === 'refused') {
    const { errorCode, leader } = located
    if (leader === undefined) return refuse(index, errorCode)
    const currentLeader = hints.pointTo(leader)
    return { kind: 'refused', answer: { ...errorAnswer(index, errorCode), currentLeader } }
  }
  const { partition, image } = located
  if (!requiredAcks.includes(acks)) {
    return refuse(
      index,
      ErrorCode.invalidRequiredAcks,
      `acks=${acks} has no meaning: it is 0, 1 or all`,
    )
  }
  if (located.topic.isInternal && context.clientId !== adminClientId) {
    return refuse(index, ErrorCode.invalidTopicException, 'This topic is written by brokers only')
  }
  if (acks === acksAll && !hasEnoughReplicas(context.broker, located.topic, image)) {
    return refuse(
      index,
      ErrorCode.notEnoughReplicas,
      'Fewer replicas are in sync than min.insync.replicas asks for',
    )
  }
  return appendTo(context, partition, image.leaderEpoch, request)
}

/** Errors of batches that Kafka refuses before it looks at the log. */
const withoutLogStart: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.corruptMessage,
  ErrorCode.messageTooLarge,
  ErrorCode.recordListTooLarge,
])

/** Kafka lets its own tools write to internal topics under this name. */
const adminClientId = '__admin_client'
const acksAll = -1
const requiredAcks: readonly number[] = [acksAll, 0, 1]

function appendTo(
  context: RequestContext,
  partition: Partition,
  leaderEpoch: number,
  { index, records, transactionalId }: AppendRequest,
): PartitionAppend {
  const only = onlyBatchOf(records)
  if (only.kind === 'refused') return refuse(index, only.errorCode, only.message)
  const { isTransactional } = only.batch
  if (isTransactional) {
    const fault = admitTransactional(context, transactionalId, only.batch, partition)
    if (fault !== undefined) return refuse(index, fault.errorCode, fault.message)
  }
  const outcome = partition.append(only.batch.bytes, {
    leaderEpoch,
    origin: 'client',
    isInTransaction: isTransactional,
    epochPerTransaction: isTransactional && context.apiVersion >= addsPartitionsSince,
    requestedAtMs: context.nowMs,
    zstdAllowed: context.apiVersion >= 7,
  })
  const { logStartOffset } = partition.log
  if (outcome.kind === 'refused') {
    const { errorCode, message: errorMessage } = outcome
    const recordErrors = outcome.recordErrors.map(({ batchIndex, message }) => ({
      batchIndex,
      batchIndexErrorMessage: message,
    }))
    const answer = { ...errorAnswer(index, errorCode), recordErrors, errorMessage }
    if (withoutLogStart.has(errorCode)) return { kind: 'refused', answer }
    return { kind: 'refused', answer: { ...answer, logStartOffset } }
  }
  const { baseOffset, logAppendTimeMs, durable } = outcome
  const answer = { index, errorCode: ErrorCode.none, baseOffset, logAppendTimeMs, logStartOffset }
  return { kind: 'appended', answer, durable }
}

/** An answer that only says what is wrong. */
export function errorAnswer(
  index: number,
  errorCode: ErrorCode,
  errorMessage: string | null = null,
): PartitionAnswer {
  return { index, errorCode, baseOffset: -1n, errorMessage }
}

function refuse(
  index: number,
  errorCode: ErrorCode,
  message: string | null = null,
): PartitionAppend {
  return { kind: 'refused', answer: errorAnswer(index, errorCode, message) }
}
