import type { Random } from '@barnabus/base'

import { backoffMs, type BackoffLimits } from './backoff.ts'
import type { Deadline } from './deadline.ts'
import { clientErrors } from './errors.ts'
import { isKafkaError, type KafkaError } from './errors/kafka-error.ts'

export interface RetryOptions {
  /** Completes 'Cannot …'. */
  readonly action: string
  readonly deadline: Deadline
  readonly backoff: BackoffLimits
  readonly random: Random
  /** Called with each retriable failure, before the wait: forget what it disproved. */
  readonly onFailure?: (error: KafkaError) => void
}

/**
 * Calls `attempt` until it succeeds, waiting a little longer after each retriable failure.
 *
 * Rejects with the first failure that is not retriable; with API_TIMED_OUT, whose cause is the last
 * failure, at the deadline; or with the signal's reason.
 */
export async function retrying<Value>(
  attempt: () => Promise<Value>,
  { action, deadline, backoff, random, onFailure }: RetryOptions,
): Promise<Value> {
  for (let failures = 1; ; failures += 1) {
    deadline.throwIfAborted()
    try {
      return await attempt()
    } catch (error) {
      if (!isKafkaError(error) || !error.retriable) throw error
      onFailure?.(error)
      if (!deadline.isOver) await deadline.sleep(backoffMs(backoff, failures, random))
      if (deadline.isOver) {
        throw Object.assign(clientErrors.API_TIMED_OUT(action, deadline.timeoutMs), {
          cause: error,
        })
      }
    }
  }
}
