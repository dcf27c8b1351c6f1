import { ErrorCode, type TransactionOutcome } from '@barnabus/protocol'

import {
  epochPerTransaction,
  isEpochExhausted,
  noProducerId,
  producerEpochMax,
  type KnownProducer,
  type Transaction,
} from './transaction.ts'
import { completed, ending } from './transitions.ts'
import {
  answerOf,
  refuse,
  toProducer,
  type ProducerAnswer,
  type Terms,
  type Verdict,
} from './verdict.ts'

/**
 * Decides on EndTxn of the older protocol, in which the epoch stays: asking again for the same end
 * is harmless, asking for the other one is an error.
 */
export function endTransaction(
  transaction: Transaction | undefined,
  { producerId, producerEpoch }: KnownProducer,
  outcome: TransactionOutcome,
  { nowMs }: Terms,
): Verdict {
  if (transaction?.producerId !== producerId) return refuse(ErrorCode.invalidProducerIdMapping)
  if (transaction.producerEpoch !== producerEpoch) return refuse(ErrorCode.producerFenced)
  if (transaction.state === 'Ongoing') {
    const terms = { nowMs, clientVersion: 0, nextProducerId: noProducerId }
    const next = ending(transaction, outcome, terms)
    return { kind: 'ended', next, answer: answerOf(ErrorCode.none) }
  }
  if (endOf(transaction) !== outcome) return refuse(ErrorCode.invalidTxnState)
  return refuse(isComplete(transaction) ? ErrorCode.none : ErrorCode.concurrentTransactions)
}

/**
 * Decides on EndTxn of the newer protocol (KIP-890), which ends the epoch too. Asked with the epoch
 * that has just ended it is a repetition; with the new one, it is about the next transaction:
 *
 *                    abort                commit
 *                    again    anew        again    anew
 *     Empty          fenced   new epoch   fenced   invalid
 *     CompleteAbort  none     new epoch   invalid  invalid
 *     CompleteCommit invalid  new epoch   none     invalid
 */
export function endTransactionAndEpoch(
  transaction: Transaction | undefined,
  producer: KnownProducer,
  outcome: TransactionOutcome,
  terms: Terms,
): Verdict {
  if (transaction === undefined) return refuse(ErrorCode.invalidProducerIdMapping)
  const { asksAgain, fault } = compare(transaction, producer)
  if (fault !== ErrorCode.none) return refuse(fault)
  switch (transaction.state) {
    case 'Ongoing':
      return end(transaction, outcome, undefined, terms)
    case 'PrepareCommit':
    case 'PrepareAbort':
      return refuse(
        endOf(transaction) === outcome
          ? ErrorCode.concurrentTransactions
          : ErrorCode.invalidTxnState,
      )
    case 'Empty':
    case 'CompleteCommit':
    case 'CompleteAbort':
      if (!asksAgain && outcome === 'abort') return end(transaction, outcome, undefined, terms)
      return asksAgain && endOf(transaction) === outcome
        ? { kind: 'answered', answer: toProducer(transaction) }
        : refuse(ErrorCode.invalidTxnState)
  }
}

/** Aborts what is under way so that its producer is fenced. */
export function abortFenced(
  transaction: Transaction,
  answer: ProducerAnswer,
  terms: Terms,
): Verdict {
  return end(transaction, 'abort', answer, terms)
}

function end(
  transaction: Transaction,
  outcome: TransactionOutcome,
  answer: ProducerAnswer | undefined,
  { nowMs, newProducerId }: Terms,
): Verdict {
  const isExhausted = isEpochExhausted(transaction)
  if (isExhausted && newProducerId === undefined) return { kind: 'needs-producer-id' }
  const nextProducerId = isExhausted ? newProducerId! : noProducerId
  const next = ending(transaction, outcome, {
    ...{ nowMs, nextProducerId },
    clientVersion: epochPerTransaction,
  })
  return { kind: 'ended', next, answer: answer ?? toProducer(completed(next, nowMs)) }
}

/** Whether the producer asks for what has been done, or who it is that it is not. */
function compare(
  transaction: Transaction,
  { producerId, producerEpoch }: KnownProducer,
): { readonly asksAgain: boolean; readonly fault: ErrorCode } {
  const isBefore = transaction.producerEpoch === producerEpoch + 1
  const isBeforeNewId =
    transaction.previousProducerId === producerId &&
    producerEpoch === producerEpochMax &&
    transaction.producerEpoch === 0
  const asksAgain = isBefore || isBeforeNewId
  if (transaction.producerId !== producerId && !isBeforeNewId) {
    return { asksAgain, fault: ErrorCode.invalidProducerIdMapping }
  }
  const isNow = producerEpoch === transaction.producerEpoch
  const { state } = transaction
  const isValid =
    state === 'Ongoing' || state === 'Empty'
      ? isNow
      : isComplete(transaction)
        ? isNow || asksAgain
        : isBefore
  return { asksAgain, fault: isValid ? ErrorCode.none : ErrorCode.producerFenced }
}

function isComplete({ state }: Transaction): boolean {
  return state === 'CompleteCommit' || state === 'CompleteAbort'
}

/** How it ended, or is about to; undefined: it did not. */
function endOf({ state }: Transaction): TransactionOutcome | undefined {
  switch (state) {
    case 'PrepareCommit':
    case 'CompleteCommit':
      return 'commit'
    case 'PrepareAbort':
    case 'CompleteAbort':
      return 'abort'
    case 'Empty':
    case 'Ongoing':
      return undefined
  }
}
