/** What an error may be given beside its message. */
export interface KafkaJSErrorMetadata {
  readonly retriable?: boolean | undefined
  readonly cause?: unknown
}

/**
 * Everything that this door throws, by the names that programs for kafkajs catch. Its `cause`, or
 * the cause of that, is this client's own error, which tells more.
 */
export class KafkaJSError extends Error {
  override readonly name: string = 'KafkaJSError'
  /** Whether trying again may help. */
  readonly retriable: boolean
  readonly helpUrl?: string

  constructor(error: Error | string, { retriable = true, cause }: KafkaJSErrorMetadata = {}) {
    super(typeof error === 'string' ? error : error.message, cause === undefined ? {} : { cause })
    this.retriable = retriable
  }
}

/** Trying again does not help. */
export class KafkaJSNonRetriableError extends KafkaJSError {
  override readonly name: string = 'KafkaJSNonRetriableError'

  constructor(error: Error | string, { cause }: Pick<KafkaJSErrorMetadata, 'cause'> = {}) {
    super(error, { retriable: false, cause })
  }
}

/** What a broker answered. */
export interface ProtocolFailure {
  readonly message: string
  /** Kafka's name, as kafkajs has it. */
  readonly type: string
  /** Kafka's number. */
  readonly code: number
  readonly retriable: boolean
  readonly cause?: unknown
}

/** A broker answered with an error of Kafka's. */
export class KafkaJSProtocolError extends KafkaJSError {
  override readonly name: string = 'KafkaJSProtocolError'
  readonly type: string
  readonly code: number

  constructor({ message, type, code, retriable, cause }: ProtocolFailure) {
    super(message, { retriable, cause })
    this.type = type
    this.code = code
  }
}

/** The records at that offset are gone, or not there yet. */
export class KafkaJSOffsetOutOfRange extends KafkaJSProtocolError {
  override readonly name: string = 'KafkaJSOffsetOutOfRange'
}

/** A topic could not be made. */
export class KafkaJSCreateTopicError extends KafkaJSProtocolError {
  override readonly name: string = 'KafkaJSCreateTopicError'
  readonly topic: string

  constructor(failure: ProtocolFailure, topic: string) {
    super(failure)
    this.topic = topic
  }
}

/** It was tried again for as long as it was allowed to. */
export class KafkaJSNumberOfRetriesExceeded extends KafkaJSNonRetriableError {
  override readonly name: string = 'KafkaJSNumberOfRetriesExceeded'
  readonly retryCount: number
  readonly retryTime: number

  constructor(
    cause: Error,
    { retryCount, retryTime }: { readonly retryCount: number; readonly retryTime: number },
  ) {
    super(cause, { cause })
    this.retryCount = retryCount
    this.retryTime = retryTime
  }
}

/** There is no connection to a broker. */
export class KafkaJSConnectionError extends KafkaJSError {
  override readonly name: string = 'KafkaJSConnectionError'
}

/** A broker did not answer in time. */
export class KafkaJSRequestTimeoutError extends KafkaJSError {
  override readonly name: string = 'KafkaJSRequestTimeoutError'
}

/** Something took too long. */
export class KafkaJSTimeout extends KafkaJSError {
  override readonly name: string = 'KafkaJSTimeout'
}

/** The broker does not believe who we are. */
export class KafkaJSSASLAuthenticationError extends KafkaJSNonRetriableError {
  override readonly name: string = 'KafkaJSSASLAuthenticationError'
}

/** The broker is older than what was asked of it. */
export class KafkaJSServerDoesNotSupportApiKey extends KafkaJSNonRetriableError {
  override readonly name: string = 'KafkaJSServerDoesNotSupportApiKey'
}

/** kafkajs has it, and this client does not. */
export class KafkaJSNotImplemented extends KafkaJSNonRetriableError {
  override readonly name: string = 'KafkaJSNotImplemented'
}

/** A group that could not be deleted. */
export interface GroupNotDeleted {
  readonly groupId: string
  readonly errorCode: number
  readonly error: Error
}

/** Groups could not be deleted. */
export class KafkaJSDeleteGroupsError extends KafkaJSError {
  override readonly name: string = 'KafkaJSDeleteGroupsError'
  readonly groups: readonly GroupNotDeleted[]

  constructor(message: string, groups: readonly GroupNotDeleted[]) {
    super(message)
    this.groups = groups
  }
}

/** Several things failed. */
export class KafkaJSAggregateError extends Error {
  override readonly name: string = 'KafkaJSAggregateError'
  readonly errors: readonly Error[]

  constructor(message: string, errors: readonly Error[]) {
    super(message)
    this.errors = errors
  }
}
