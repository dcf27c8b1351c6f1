import { assert } from '@barnabus/base'

import { KafkaError } from './kafka-error.ts'

/** What came of a call on several things: whatever did not fail, and whatever did, by name. */
export interface Outcomes<Result> {
  readonly results: ReadonlyMap<string, Result>
  readonly errors: ReadonlyMap<string, KafkaError>
}

const namedAtMost = 5

/**
 * A call on several things (topics, partitions, groups, …) failed for some of them.
 *
 * `errors` names each that failed, with its own error; `results` has what the call came to for the
 * others, which were done nevertheless. Kafka's name and number are those of the first that failed.
 */
export class FailedItemsError extends KafkaError {
  readonly errors: ReadonlyMap<string, KafkaError>
  readonly results: ReadonlyMap<string, unknown>

  constructor(action: string, { errors, results }: Outcomes<unknown>) {
    const all = Array.from(errors.values())
    const [first] = all
    assert(first !== undefined, 'something has failed')
    super(first.code, messageOf(action, all, results.size), {
      errorCode: first.errorCode,
      retriable: all.every(({ retriable }) => retriable),
      cause: first.cause,
    })
    this.errors = errors
    this.results = results
  }
}

function messageOf(action: string, errors: readonly KafkaError[], succeeded: number): string {
  if (errors.length === 1) return errors[0]!.message
  const sentences = errors.slice(0, namedAtMost).map(({ message }) => message)
  const more = errors.length > namedAtMost ? [`and ${errors.length - namedAtMost} more`] : []
  const count = `${errors.length} of ${errors.length + succeeded} failed`
  return `Cannot ${action}: ${count}: ${[...sentences, ...more].join('; ')}`
}
