import { ErrorCode, type RecordBatch } from '@barnabus/protocol'

import { notInTransaction } from '../coordinators/transactions/add-partitions.ts'
import type { RequestContext } from '../define-api.ts'
import type { Partition } from '../partitions/partition.ts'
import { admissionErrorOf } from './producer-errors.ts'

const abortableSince = 11
/** From v12 on partitions join by being written to, and each transaction has its epoch (KIP-890). */
export const addsPartitionsSince = 12

/** The batch is of the producer that the coordinator knows: it will be let in, now or later. */
const ofTheProducer: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.none,
  ErrorCode.concurrentTransactions,
  notInTransaction,
])

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
  batch: RecordBatch,
  to: Partition,
): AdmissionFault | undefined {
  if (transactionalId === null) {
    const errorCode = ErrorCode.transactionalIdAuthorizationFailed
    return { errorCode, message: 'The request has no transactional id' }
  }
  if (!batch.hasProducerId) {
    return { errorCode: ErrorCode.invalidRecord, message: 'A transaction has a producer id' }
  }
  const adds = context.apiVersion >= addsPartitionsSince
  const errorCode = context.broker.transactions.admit(transactionalId, batch, to, { adds })
  if (ofTheProducer.has(errorCode)) to.log.expectBeginning(batch, context.nowMs)
  if (errorCode === ErrorCode.none) return undefined
  return faultOf(admissionErrorOf(errorCode, context, abortableSince), adds)
}

function faultOf(errorCode: ErrorCode, adds: boolean): AdmissionFault {
  const unverified = 'The coordinator cannot say whether the partition is in the transaction'
  switch (errorCode) {
    case ErrorCode.invalidRequest:
      return { errorCode, message: 'The transactional id is empty' }
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
