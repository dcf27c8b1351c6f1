import { ErrorCode } from '@barnabus/protocol'

import { FailedItemsError } from '../errors/failed-items-error.ts'
import { isKafkaError, type KafkaError } from '../errors/kafka-error.ts'
import { RecordFailedError } from '../producer/intake/bulk-send.ts'
import {
  KafkaJSAggregateError,
  KafkaJSConnectionError,
  KafkaJSError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSOffsetOutOfRange,
  KafkaJSProtocolError,
  KafkaJSRequestTimeoutError,
  KafkaJSSASLAuthenticationError,
  KafkaJSServerDoesNotSupportApiKey,
  KafkaJSTimeout,
  type ProtocolFailure,
} from './kafkajs-error.ts'

/** Where kafkajs has another name for it than Kafka has by now. */
const olderNames: ReadonlyMap<number, string> = new Map<ErrorCode, string>([
  [ErrorCode.unknownServerError, 'UNKNOWN'],
  [ErrorCode.notLeaderOrFollower, 'NOT_LEADER_FOR_PARTITION'],
  [ErrorCode.coordinatorLoadInProgress, 'GROUP_LOAD_IN_PROGRESS'],
  [ErrorCode.coordinatorNotAvailable, 'GROUP_COORDINATOR_NOT_AVAILABLE'],
  [ErrorCode.notCoordinator, 'NOT_COORDINATOR_FOR_GROUP'],
])

const outOfTime: ReadonlySet<string> = new Set([
  'CLIENT_API_TIMED_OUT',
  'CLIENT_DELIVERY_TIMED_OUT',
  'CLIENT_MEMORY_EXHAUSTED',
])
const withoutConnection: ReadonlySet<string> = new Set([
  'CLIENT_CONNECTION_LOST',
  'CLIENT_CONNECTION_REFUSED',
  'CLIENT_NO_BROKER',
])

/** What kafkajs would have thrown instead; whatever is not this client's own is left as it is. */
export function translateError(error: unknown): Error {
  if (error instanceof RecordFailedError) return translateError(error.cause)
  if (error instanceof FailedItemsError) return translatedAll(error)
  if (isKafkaError(error)) return translated(error)
  return error instanceof Error ? error : new KafkaJSNonRetriableError(String(error))
}

/** What came of `promise`; its failure in the words of kafkajs. */
export async function translating<Value>(promise: Promise<Value>): Promise<Value> {
  try {
    return await promise
  } catch (error) {
    throw translateError(error)
  }
}

/** What `make` makes; its failure in the words of kafkajs. */
export function made<Value>(make: () => Value): Value {
  try {
    return make()
  } catch (error) {
    throw translateError(error)
  }
}

/** What a broker answered, in the words of kafkajs. */
export function protocolFailureOf(error: KafkaError): ProtocolFailure {
  const { message, errorCode: code, errorName, retriable } = error
  return { message, code, type: olderNames.get(code) ?? errorName, retriable, cause: error }
}

function translatedAll({ errors, message }: FailedItemsError): Error {
  const all = Array.from(errors.values(), translated)
  return all.length === 1 ? all[0]! : new KafkaJSAggregateError(message, all)
}

function translated(error: KafkaError): KafkaJSError {
  const { code, message, errorCode, retriable } = error
  if (errorCode === ErrorCode.saslAuthenticationFailed) {
    return new KafkaJSSASLAuthenticationError(message, { cause: error })
  }
  if (outOfTime.has(code)) return outOfRetries(error)
  if (withoutConnection.has(code)) return new KafkaJSConnectionError(message, { cause: error })
  if (code === 'CLIENT_REQUEST_TIMED_OUT') {
    return new KafkaJSRequestTimeoutError(message, { cause: error })
  }
  if (code === 'CLIENT_API_NOT_SPOKEN') {
    return new KafkaJSServerDoesNotSupportApiKey(message, { cause: error })
  }
  if (errorCode === ErrorCode.offsetOutOfRange) {
    return new KafkaJSOffsetOutOfRange(protocolFailureOf(error))
  }
  if (code.startsWith('KAFKA_')) return new KafkaJSProtocolError(protocolFailureOf(error))
  return retriable
    ? new KafkaJSError(message, { cause: error })
    : new KafkaJSNonRetriableError(message, { cause: error })
}

/** This client counts time where kafkajs counts attempts. */
function outOfRetries(error: KafkaError): KafkaJSError {
  const last = isKafkaError(error.cause)
    ? translated(error.cause)
    : new KafkaJSTimeout(error.message, { cause: error })
  const exceeded = new KafkaJSNumberOfRetriesExceeded(last, { retryCount: 0, retryTime: 0 })
  exceeded.message = error.message
  return exceeded
}
