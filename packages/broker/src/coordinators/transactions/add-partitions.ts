import { ErrorCode } from '@barnabus/protocol'

import {
  hasPartition,
  isEnding,
  type KnownProducer,
  type TopicPartitions,
  type Transaction,
} from './transaction.ts'
import { extended } from './transitions.ts'
import { answerOf, type Terms, type Verdict } from './verdict.ts'

/** Decides on partitions that are to belong to a producer's transaction, and may begin it. */
export function addPartitions(
  transaction: Transaction | undefined,
  producer: KnownProducer,
  added: { readonly partitions: TopicPartitions; readonly clientVersion: number },
  { nowMs }: Pick<Terms, 'nowMs'>,
): Extract<Verdict, { kind: 'answered' | 'changed' }> {
  const fault = faultOf(transaction, producer)
  if (fault !== ErrorCode.none || transaction === undefined) {
    return { kind: 'answered', answer: answerOf(fault) }
  }
  const { partitions, clientVersion } = added
  if (transaction.state === 'Ongoing' && hasAll(transaction, partitions)) {
    return { kind: 'answered', answer: answerOf(ErrorCode.none) }
  }
  const next = extended(transaction, partitions, { nowMs, clientVersion })
  return { kind: 'changed', next, answer: answerOf(ErrorCode.none) }
}

/** What `membershipFault` says of a partition that could be added. */
export const notInTransaction = ErrorCode.transactionAbortable

/** Why a producer must not write to a partition in its transaction; none: it may. */
export function membershipFault(
  transaction: Transaction | undefined,
  producer: KnownProducer,
  { topic, partition }: { readonly topic: string; readonly partition: number },
): ErrorCode {
  const fault = faultOf(transaction, producer)
  if (fault !== ErrorCode.none || transaction === undefined) return fault
  return hasPartition(transaction, topic, partition) ? ErrorCode.none : notInTransaction
}

function faultOf(transaction: Transaction | undefined, producer: KnownProducer): ErrorCode {
  if (transaction?.producerId !== producer.producerId) return ErrorCode.invalidProducerIdMapping
  if (transaction.producerEpoch !== producer.producerEpoch) return ErrorCode.producerFenced
  return isEnding(transaction) ? ErrorCode.concurrentTransactions : ErrorCode.none
}

function hasAll(transaction: Transaction, partitions: TopicPartitions): boolean {
  return [...partitions].every(([topic, indexes]) =>
    [...indexes].every((index) => hasPartition(transaction, topic, index)),
  )
}
