import { ErrorCode } from '@barnabus/protocol'

import { abortFenced } from './end-transaction.ts'
import { isEnding, type Transaction } from './transaction.ts'
import { answerOf, refuse, type Terms, type Verdict } from './verdict.ts'

/** Whether a transaction has been under way for longer than its producer allowed. */
export function isTimedOut({ state, startedAtMs, timeoutMs }: Transaction, nowMs: number): boolean {
  return state === 'Ongoing' && startedAtMs + timeoutMs < nowMs
}

/** Decides on a transaction that may have timed out: it is aborted, and its producer fenced. */
export function abortTimedOut(transaction: Transaction | undefined, terms: Terms): Verdict {
  return transaction !== undefined && isTimedOut(transaction, terms.nowMs)
    ? abortFenced(transaction, answerOf(ErrorCode.none), terms)
    : refuse(ErrorCode.none)
}

/** Whether a transactional id has not been used for so long that it is forgotten. */
export function isExpired(
  transaction: Transaction,
  { nowMs, expirationMs }: { readonly nowMs: number; readonly expirationMs: number },
): boolean {
  const isInUse = transaction.state === 'Ongoing' || isEnding(transaction)
  return !isInUse && transaction.updatedAtMs <= nowMs - expirationMs
}
