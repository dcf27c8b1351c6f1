import { isKafkaError, ProducerFatalError, TransactionAbortableError } from '@barnabus/client'

import type { Step } from '../handle/round.ts'

const missingTopic = 'UNKNOWN_TOPIC_OR_PARTITION'

/** A message whose own records could not be written. */
export interface Blame {
  readonly step: Step
  /** What a handler published, the message itself on its way to a topic of the bus, or a further. */
  readonly what: 'output' | 'message' | 'further'
  readonly error: unknown
}

/** Sends of a round, by whose they are: first all are added, then it is asked which failed. */
export class Sends {
  readonly #whose: Omit<Blame, 'error'>[] = []
  readonly #sends: Promise<unknown>[] = []
  #isFine: Promise<boolean> | undefined

  /** Notes whose send that is. */
  add(step: Step, what: Blame['what'], send: Promise<unknown>): void {
    this.#whose.push({ step, what })
    this.#sends.push(send)
  }

  /** There are no more of them. Must be called before anything is waited for. */
  end(): void {
    this.#isFine = Promise.all(this.#sends).then(
      () => true,
      () => false,
    )
  }

  /** Those that failed, when it is known of all. */
  async failed(): Promise<readonly Blame[]> {
    if (await this.#isFine) return []
    const results = await Promise.allSettled(this.#sends)
    return results.flatMap((result, index) =>
      result.status === 'rejected'
        ? [{ ...this.#whose[index]!, error: result.reason as unknown }]
        : [],
    )
  }
}

/** Whether a record could not be written and never can be: too large, forbidden, or without a topic. */
export function isHopeless(error: unknown): boolean {
  if (isProducersFault(error)) return false
  return !isKafkaError(error) || !error.retriable || isMissingTopic(error)
}

/** What brokers say of whoever writes, and not of what is written. */
const producersFaults: ReadonlySet<string> = new Set([
  'CONCURRENT_TRANSACTIONS',
  'DUPLICATE_SEQUENCE_NUMBER',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
  'INVALID_TXN_STATE',
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'PRODUCER_FENCED',
  'TRANSACTION_ABORTABLE',
  'UNKNOWN_PRODUCER_ID',
])

/** Whether nothing is known of the record, because its producer could not go on. */
export function isProducersFault(error: unknown): boolean {
  if (error instanceof TransactionAbortableError || error instanceof ProducerFatalError) return true
  return isKafkaError(error) && producersFaults.has(error.errorName)
}

/** Whether a record could not be written for there is no such topic. */
export function isMissingTopic(error: unknown): boolean {
  if (!isKafkaError(error)) return false
  const { cause = error } = error
  return isKafkaError(cause) && cause.errorName === missingTopic
}
