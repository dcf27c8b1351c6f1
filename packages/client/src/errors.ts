import { defineErrors } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import { KafkaError } from './errors/kafka-error.ts'

/** Kafka's number for each of the client's own errors. */
const numbers = {
  CLOSED: ErrorCode.unknownServerError,
  CONNECTION_LOST: ErrorCode.networkException,
  CONNECTION_REFUSED: ErrorCode.networkException,
  ANSWER_UNREADABLE: ErrorCode.networkException,
  REQUEST_TIMED_OUT: ErrorCode.requestTimedOut,
  API_TIMED_OUT: ErrorCode.requestTimedOut,
  API_NOT_SPOKEN: ErrorCode.unsupportedVersion,
  REQUEST_TOO_NEW: ErrorCode.unsupportedVersion,
  REQUEST_UNWRITABLE: ErrorCode.invalidRequest,
  NO_BROKER: ErrorCode.brokerNotAvailable,
  SETTINGS_CONTRADICT: ErrorCode.invalidConfig,
  ASSIGNOR_FAILED: ErrorCode.unknownServerError,
  ARGUMENT_REFUSED: ErrorCode.invalidRequest,
  NOT_UNDERSTOOD: ErrorCode.unsupportedVersion,
  DELIVERY_TIMED_OUT: ErrorCode.requestTimedOut,
  MEMORY_EXHAUSTED: ErrorCode.requestTimedOut,
  RECORD_TOO_LARGE: ErrorCode.messageTooLarge,
  RECORD_UNUSABLE: ErrorCode.invalidRecord,
  BATCH_REFUSED: ErrorCode.invalidRecord,
  NO_GROUP: ErrorCode.invalidGroupId,
  NOT_ASSIGNED: ErrorCode.unknownServerError,
  PARTITION_GONE: ErrorCode.illegalGeneration,
  SUBSCRIBED_OTHERWISE: ErrorCode.unknownServerError,
  NOTHING_TO_READ: ErrorCode.unknownServerError,
  PULL_UNDER_WAY: ErrorCode.unknownServerError,
  HOOK_FAILED: ErrorCode.unknownServerError,
  NO_OFFSET: ErrorCode.offsetOutOfRange,
  LOG_TRUNCATED: ErrorCode.offsetOutOfRange,
  TOPIC_MADE_ANEW: ErrorCode.offsetOutOfRange,
  AUTHENTICATION_FAILED: ErrorCode.saslAuthenticationFailed,
  TLS_FAILED: ErrorCode.networkException,
  TOKEN_MISSING: ErrorCode.networkException,
  FILE_UNREADABLE: ErrorCode.invalidConfig,
} as const

/** Everything that can go wrong between this client and a cluster, beside what brokers answer. */
export const clientErrors = defineErrors(
  'CLIENT',
  {
    CLOSED: (what: string) => `Cannot use the ${what}: it is closed`,
    CONNECTION_LOST: (address: string) => `Cannot go on with ${address}: the connection is lost`,
    CONNECTION_REFUSED: (address: string, reason: string) =>
      `Cannot connect to ${address}: ${reason}`,
    ANSWER_UNREADABLE: (address: string, reason: string) =>
      `Cannot read an answer of ${address}: ${reason}`,
    REQUEST_TIMED_OUT: (api: string, address: string, ms: number) =>
      `Cannot wait for ${api} of ${address}: no answer after ${ms} ms`,
    API_TIMED_OUT: (action: string, ms: number) =>
      `Cannot ${action}: it did not succeed within ${ms} ms`,
    API_NOT_SPOKEN: (api: string, address: string, ours: string, theirs: string) =>
      `Cannot send ${api} to ${address}: we speak versions ${ours}, it speaks ${theirs}`,
    REQUEST_TOO_NEW: (api: string, address: string, reason: string) =>
      `Cannot send ${api} to ${address}, which is too old for it: ${reason}`,
    REQUEST_UNWRITABLE: (api: string, address: string, reason: string) =>
      `Cannot send ${api} to ${address}: ${reason}`,
    NO_BROKER: (addresses: string) => `Cannot find a broker: none of ${addresses} answers`,
    SETTINGS_CONTRADICT: (sentence: string) => `Cannot use these settings together: ${sentence}`,
    ASSIGNOR_FAILED: (reason: string) => `Cannot use what the assignor shared out: ${reason}`,
    ARGUMENT_REFUSED: (sentence: string) => `Cannot do that: ${sentence}`,
    NOT_UNDERSTOOD: (action: string, needed: string) =>
      `Cannot ${action}: the broker is older than ${needed}`,
    DELIVERY_TIMED_OUT: (count: number, where: string, ms: number) =>
      `Cannot deliver ${count === 1 ? 'a record' : `${count} records`} to ${where}: not done after ${ms} ms`,
    MEMORY_EXHAUSTED: (ms: number, size: number) =>
      `Cannot take another record: after ${ms} ms there is still no room in buffer.memory, ${size} bytes`,
    RECORD_TOO_LARGE: (size: number, setting: string, max: number) =>
      `Cannot send a record of ${size} bytes: ${setting} is ${max}`,
    RECORD_UNUSABLE: (reason: string) => `Cannot send this record: ${reason}`,
    BATCH_REFUSED: (where: string) =>
      `Cannot write a record to ${where}: another one of its batch was refused`,
    NO_GROUP: (action: string) => `Cannot ${action}: group.id names no group`,
    NOT_ASSIGNED: (partition: string) =>
      `Cannot use partition ${partition}: it is not assigned to this consumer`,
    PARTITION_GONE: (partition: string) =>
      `Cannot commit offsets of ${partition} in the transaction: the group has given it to others since`,
    SUBSCRIBED_OTHERWISE: (action: string, now: string) =>
      `Cannot ${action}: the consumer has ${now}; unsubscribe first`,
    NOTHING_TO_READ: () => 'Cannot ask for records: neither subscribe nor assign was called',
    PULL_UNDER_WAY: () => 'Cannot ask for records: the consumer is being asked already',
    HOOK_FAILED: (hook: string, reason: string) => `Cannot go on after ${hook}: ${reason}`,
    NO_OFFSET: (partition: string) =>
      `Cannot begin to read ${partition}: nothing is committed, and auto.offset.reset is none`,
    LOG_TRUNCATED: (partition: string, endOffset: string) =>
      `Cannot go on reading ${partition}: its new leader ends before what was read, at ${endOffset}`,
    TOPIC_MADE_ANEW: (partition: string) =>
      `Cannot go on reading ${partition}: the topic was deleted and made anew`,
    AUTHENTICATION_FAILED: (address: string, reason: string) =>
      `Cannot say to ${address} who we are: ${reason}`,
    TLS_FAILED: (address: string, reason: string) => `Cannot speak TLS with ${address}: ${reason}`,
    TOKEN_MISSING: (address: string, reason: string) =>
      `Cannot get a token for ${address}: ${reason}`,
    FILE_UNREADABLE: (path: string, reason: string) => `Cannot read "${path}": ${reason}`,
  },
  (code, message, name) =>
    new KafkaError(code, message, {
      errorCode: numbers[name],
      ...(name === 'NO_BROKER' && { retriable: true }),
      ...(name === 'TLS_FAILED' && { retriable: false }),
    }),
)
