import { ErrorCode, type RecordBatch } from '@barnabus/protocol'

import type { RequestContext } from '../define-api.ts'
import { admissionErrorOf } from './producer-errors.ts'

const abortableSince = 11
/** From v12 on partitions join by being written to, and each transaction has its epoch (KIP-890). */
export const addsPartitionsSince = 12

/** Why a batch must not be written. */
export interface AdmissionFault {
  readonly errorCode: ErrorCode
  readonly message: string | null
}

/**
 * Asks the coordinator whether a batch belongs to a transaction that is under way; from v12 on it
 * makes the partition a part of it (KIP-890). Undefined: it may be written, right away.
 */
export function admitTransactional(
  context: RequestContext,
  transactionalId: string | null,
  { producerId, producerEpoch, hasProducerId }: RecordBatch,
  at: { readonly topic: string; readonly partition: number },
): AdmissionFault | undefined {
  if (transactionalId === null) {
    const errorCode = ErrorCode.transactionalIdAuthorizationFailed
    return { errorCode, message: 'The request has no transactional id' }
  }
  if (transactionalId === '') {
    return { errorCode: ErrorCode.invalidRequest, message: 'The transactional id is empty' }
  }
  if (!hasProducerId) {
    return { errorCode: ErrorCode.invalidRecord, message: 'A transaction has a producer id' }
  }
  const adds = context.apiVersion >= addsPartitionsSince
  const producer = { producerId, producerEpoch }
  const errorCode = context.broker.transactions.admit(transactionalId, producer, at, { adds })
  if (errorCode === ErrorCode.none) return undefined
  return faultOf(admissionErrorOf(errorCode, context, abortableSince), adds)
}

function faultOf(errorCode: ErrorCode, adds: boolean): AdmissionFault {
  const unverified = 'The coordinator cannot say whether the partition is in the transaction'
  switch (errorCode) {
    case ErrorCode.invalidTxnState:
      return { errorCode, message: 'The partition was not added to the transaction' }
    // Clients try again after this without looking for another leader.
    case ErrorCode.notCoordinator:
    case ErrorCode.coordinatorNotAvailable:
      return { errorCode: ErrorCode.notEnoughReplicas, message: unverified }
    case ErrorCode.concurrentTransactions:
      return adds
        ? { errorCode, message: null }
        : { errorCode: ErrorCode.notEnoughReplicas, message: unverified }
    default:
      return { errorCode, message: null }
  }
}
