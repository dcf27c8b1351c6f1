import {
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSError,
} from '../kafkajs-error.ts'
import { retryDefaults, retryWaitMs, type RetryOptions } from '../retry-options.ts'

/** What comes of a program's failure to handle something. */
export type Verdict =
  { readonly kind: 'wait'; readonly ms: number } | { readonly kind: 'crash'; readonly error: Error }

/** Mistakes in the program itself: the next attempt would make them, too. */
const mistakes: ReadonlySet<string> = new Set([
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
])

/** Judges the failure with that number, the first of which is 0, as kafkajs does. */
export function judge(thrown: unknown, failures: number, retry: RetryOptions): Verdict {
  const error = thrown instanceof Error ? thrown : new KafkaJSError(String(thrown))
  if (mistakes.has(error.name) || ('retriable' in error && error.retriable === false)) {
    return { kind: 'crash', error: new KafkaJSNonRetriableError(error, { cause: error }) }
  }
  const ms = retryWaitMs(retry, failures)
  if (failures < retryDefaults(retry).retries) return { kind: 'wait', ms }
  const facts = { retryCount: failures, retryTime: ms }
  return { kind: 'crash', error: new KafkaJSNumberOfRetriesExceeded(error, facts) }
}
