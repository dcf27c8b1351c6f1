/** How often kafkajs would try again, and how long it would wait in between. */
export interface RetryOptions {
  readonly maxRetryTime?: number | undefined
  readonly initialRetryTime?: number | undefined
  readonly factor?: number | undefined
  readonly multiplier?: number | undefined
  readonly retries?: number | undefined
  /** Asked after a crash of a consumer. */
  readonly restartOnFailure?: ((error: Error) => Promise<boolean>) | undefined
}

const defaults = { maxRetryTime: 30_000, initialRetryTime: 300, multiplier: 2, retries: 5 }
const budgetMsMax = 10 * 60 * 1000

/** The options with kafkajs' defaults. */
export function retryDefaults(retry: RetryOptions): typeof defaults {
  return {
    maxRetryTime: retry.maxRetryTime ?? defaults.maxRetryTime,
    initialRetryTime: retry.initialRetryTime ?? defaults.initialRetryTime,
    multiplier: retry.multiplier ?? defaults.multiplier,
    retries: retry.retries ?? defaults.retries,
  }
}

/** The wait before the retry of that number, the first of which is 0. */
export function retryWaitMs(retry: RetryOptions, number: number): number {
  const { initialRetryTime, multiplier, maxRetryTime } = retryDefaults(retry)
  return Math.min(initialRetryTime * multiplier ** number, maxRetryTime)
}

/** All the waits together: this client tries for a time where kafkajs counts. */
export function retryBudgetMs(retry: RetryOptions): number {
  const { retries } = retryDefaults(retry)
  let sum = 0
  for (let number = 0; number < retries && sum < budgetMsMax; number += 1) {
    sum += Math.max(1, retryWaitMs(retry, number))
  }
  return Math.min(sum, budgetMsMax)
}
