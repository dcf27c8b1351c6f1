import { ErrorCode } from '@barnabus/protocol'

import { abortFenced } from './end-transaction.ts'
import {
  isEnding,
  isEpochExhausted,
  noProducerEpoch,
  producerEpochMax,
  type KnownProducer,
  type Transaction,
} from './transaction.ts'
import { begun, newTransaction } from './transitions.ts'
import { answerOf, refuse, toProducer, type Terms, type Verdict } from './verdict.ts'

export interface InitProducer {
  readonly transactionalId: string
  readonly timeoutMs: number
  /** Who it was, if it wants to go on (KIP-360); undefined: it begins, and fences all others. */
  readonly current: KnownProducer | undefined
}

/**
 * Decides on InitProducerId. A transaction under way is aborted first; the producer has to ask
 * again then, as in Kafka.
 */
export function initProducer(
  known: Transaction | undefined,
  request: InitProducer,
  terms: Terms,
): Verdict {
  const { current, timeoutMs } = request
  if (known === undefined && terms.newProducerId === undefined) return { kind: 'needs-producer-id' }
  const transaction =
    known ?? newTransaction(request.transactionalId, terms.newProducerId!, timeoutMs)

  if (current !== undefined && !mayBe(transaction, current)) return refuse(ErrorCode.producerFenced)
  if (isEnding(transaction)) return refuse(ErrorCode.concurrentTransactions)
  if (transaction.state === 'Ongoing') {
    return abortFenced(transaction, answerOf(ErrorCode.concurrentTransactions), terms)
  }
  const isCurrent = current === undefined || current.producerEpoch === transaction.producerEpoch
  return isEpochExhausted(transaction) && isCurrent
    ? withNewId(transaction, request, terms)
    : withNextEpoch(transaction, request, terms)
}

/** Whether a producer can be the one we know, or was it before its epochs were used up. */
function mayBe(transaction: Transaction, { producerId, producerEpoch }: KnownProducer): boolean {
  if (transaction.producerEpoch === noProducerEpoch) return true
  if (producerId === transaction.producerId) return true
  return producerId === transaction.previousProducerId && producerEpoch >= producerEpochMax
}

function withNewId(
  transaction: Transaction,
  { timeoutMs, current }: InitProducer,
  { newProducerId, nowMs }: Terms,
): Verdict {
  if (newProducerId === undefined) return { kind: 'needs-producer-id' }
  const lastProducerEpoch = current === undefined ? noProducerEpoch : transaction.producerEpoch
  const producer = { producerId: newProducerId, producerEpoch: 0, lastProducerEpoch, timeoutMs }
  return changed(begun(transaction, producer, nowMs))
}

function withNextEpoch(
  transaction: Transaction,
  { timeoutMs, current }: InitProducer,
  { nowMs }: Terms,
): Verdict {
  const { producerId, producerEpoch, lastProducerEpoch } = transaction
  const next = { producerId, timeoutMs, producerEpoch: producerEpoch + 1 }
  if (current === undefined) {
    return changed(begun(transaction, { ...next, lastProducerEpoch: noProducerEpoch }, nowMs))
  }
  if (producerEpoch === noProducerEpoch || current.producerEpoch === producerEpoch) {
    return changed(begun(transaction, { ...next, lastProducerEpoch: producerEpoch }, nowMs))
  }
  // It asks again because it missed the answer. Had anybody else begun, there were no last epoch.
  if (current.producerEpoch === lastProducerEpoch) {
    return changed(begun(transaction, { ...next, producerEpoch, lastProducerEpoch }, nowMs))
  }
  return refuse(ErrorCode.producerFenced)
}

function changed(next: Transaction): Verdict {
  return { kind: 'changed', next, answer: toProducer(next) }
}
