import { ErrorCode } from '@barnabus/protocol'

import type { RequestContext } from '../define-api.ts'

/** Clients that do not know PRODUCER_FENCED yet are told of their epoch instead. */
export function epochErrorOf(
  errorCode: ErrorCode,
  { apiVersion }: RequestContext,
  fencedSince: number,
): ErrorCode {
  const isKnown = apiVersion >= fencedSince || errorCode !== ErrorCode.producerFenced
  return isKnown ? errorCode : ErrorCode.invalidProducerEpoch
}

/**
 * What clients are told when the coordinator does not let them write.
 *
 * Who writes expects to hear of its epoch. Versions that know TRANSACTION_ABORTABLE (KIP-890) hear
 * it.
 */
export function admissionErrorOf(
  errorCode: ErrorCode,
  { apiVersion }: RequestContext,
  abortableSince: number,
): ErrorCode {
  if (errorCode === ErrorCode.producerFenced) return ErrorCode.invalidProducerEpoch
  const isKnown = apiVersion >= abortableSince || errorCode !== ErrorCode.transactionAbortable
  return isKnown ? errorCode : ErrorCode.invalidTxnState
}
