import { OperatingError } from '@barnabus/base'
import { ErrorCode, errorCodeName, errorInfo } from '@barnabus/protocol'

import { hintOf } from './hints.ts'

/** What a failure is in Kafka's terms. */
export interface KafkaErrorFacts {
  /** Kafka's number: what a broker answered, or would have called it. */
  readonly errorCode: number
  /** Left out: as Kafka's own clients see this number. */
  readonly retriable?: boolean
  readonly cause?: unknown
}

/**
 * Everything this client throws, from one tree: Kafka's name and number for it, whether trying
 * again may help, and what to do about it.
 *
 * `code` is stable and says which failure it is (`CLIENT_REQUEST_TIMED_OUT`); a broker's answer
 * has Kafka's name behind `KAFKA_` (`KAFKA_TOPIC_ALREADY_EXISTS`).
 */
export class KafkaError extends OperatingError {
  /** Kafka's number, such as 36. */
  readonly errorCode: number
  /** Kafka's name, such as `TOPIC_ALREADY_EXISTS`. */
  readonly errorName: string
  /** Whether the same call may succeed a moment later, without anybody changing anything. */
  readonly retriable: boolean
  /** What usually helps; undefined where the message says it all. */
  readonly hint: string | undefined

  constructor(code: string, message: string, facts: KafkaErrorFacts) {
    super(code, message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'KafkaError'
    this.errorCode = facts.errorCode
    this.errorName = errorCodeName(facts.errorCode)
    this.retriable = facts.retriable ?? errorInfo(facts.errorCode)?.retriable ?? false
    this.hint = hintOf(facts.errorCode)
  }
}

/** Whether `error` is one of this client's, and, if `errorCode` is given, that very one. */
export function isKafkaError(error: unknown, errorCode?: ErrorCode): error is KafkaError {
  return error instanceof KafkaError && (errorCode === undefined || error.errorCode === errorCode)
}

/**
 * What a broker answered to `action`, as an error.
 *
 * `action` completes 'Cannot …'; `detail` is the broker's own sentence, where it sent one.
 */
export function brokerError(errorCode: number, action: string, detail?: string | null): KafkaError {
  const name = errorCodeName(errorCode)
  const sentence = detail === undefined || detail === null || detail === '' ? '' : `: ${detail}`
  return new KafkaError(`KAFKA_${name}`, `Cannot ${action}: ${name}${sentence}`, { errorCode })
}

/** Throws what `brokerError` makes of it, unless it is none. */
export function throwIfError(errorCode: number, action: string, detail?: string | null): void {
  if (errorCode !== ErrorCode.none) throw brokerError(errorCode, action, detail)
}
