import { ErrorCode } from '@barnabus/protocol'

import { KafkaError, type KafkaErrorFacts } from './kafka-error.ts'

/** Nothing of this transaction will be seen: abort it, and the same producer can begin another. */
export class TransactionAbortableError extends KafkaError {
  constructor(code: string, message: string, facts: KafkaErrorFacts) {
    super(code, message, { ...facts, retriable: false })
    this.name = 'TransactionAbortableError'
  }
}

/** This producer can do nothing any more: close it, and go on with a new one. */
export class ProducerFatalError extends KafkaError {
  constructor(code: string, message: string, facts: KafkaErrorFacts) {
    super(code, message, { ...facts, retriable: false })
    this.name = 'ProducerFatalError'
  }
}

/** Another producer has taken over the transactional id. */
export class ProducerFencedError extends ProducerFatalError {
  constructor(code: string, message: string, facts: KafkaErrorFacts) {
    super(code, message, facts)
    this.name = 'ProducerFencedError'
  }
}

const fatal: ReadonlySet<number> = new Set<ErrorCode>([
  ErrorCode.clusterAuthorizationFailed,
  ErrorCode.transactionalIdAuthorizationFailed,
  ErrorCode.invalidProducerIdMapping,
  ErrorCode.invalidTxnState,
  ErrorCode.producerFenced,
  ErrorCode.saslAuthenticationFailed,
  ErrorCode.unsupportedForMessageFormat,
  ErrorCode.unsupportedVersion,
])

/** What a failure on the way to a partition means for the transaction. */
export function failureOfDelivery(error: KafkaError): KafkaError {
  if (error instanceof TransactionAbortableError || error instanceof ProducerFatalError)
    return error
  // After all tries a broker may still call it a wrong state: the transaction is what ends (KIP-1050).
  const isFatal = fatal.has(error.errorCode) && error.errorCode !== ErrorCode.invalidTxnState
  return isFatal ? fatalError(error) : abortableError(error)
}

/** What a coordinator's error means that is neither retriable nor about a topic or a group. */
export function failureOfCoordination(error: KafkaError): KafkaError {
  if (error instanceof TransactionAbortableError || error instanceof ProducerFatalError)
    return error
  if (error.errorCode === ErrorCode.invalidProducerEpoch) return fatalError(error)
  return abortableCodes.has(error.errorCode) ? abortableError(error) : fatalError(error)
}

const abortableCodes: ReadonlySet<number> = new Set<ErrorCode>([
  ErrorCode.fencedInstanceId,
  ErrorCode.groupAuthorizationFailed,
  ErrorCode.illegalGeneration,
  ErrorCode.operationNotAttempted,
  ErrorCode.requestTimedOut,
  ErrorCode.staleMemberEpoch,
  ErrorCode.topicAuthorizationFailed,
  ErrorCode.transactionAbortable,
  ErrorCode.unknownMemberId,
  ErrorCode.unknownProducerId,
])

function abortableError(error: KafkaError): TransactionAbortableError {
  const { code, message, errorCode } = error
  return new TransactionAbortableError(code, message, { errorCode, cause: error })
}

/** An old coordinator calls a fenced producer's epoch invalid: both mean the same. */
export function fatalError(error: KafkaError): ProducerFatalError {
  const { code, message, errorCode } = error
  const isFenced =
    errorCode === ErrorCode.producerFenced || errorCode === ErrorCode.invalidProducerEpoch
  if (!isFenced) return new ProducerFatalError(code, message, { errorCode, cause: error })
  return new ProducerFencedError('KAFKA_PRODUCER_FENCED', message, {
    errorCode: ErrorCode.producerFenced,
    cause: error,
  })
}
