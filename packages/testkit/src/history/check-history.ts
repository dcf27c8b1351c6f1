import { indexHistory } from './model/indexed-history.ts'
import type { Operation } from './model/operation.ts'
import { properties } from './properties/index.ts'
import type { Finding } from './property.ts'

/** What a history shows, by whether Kafka allows it. */
export interface Verdict {
  /** Promises that were not kept. Empty: nothing in this history speaks against the broker. */
  readonly failures: readonly Finding[]
  readonly reports: readonly Finding[]
}

/** Checks a history of operations, in the order in which they were invoked, for all properties. */
export function checkHistory(operations: readonly Operation[]): Verdict {
  const history = indexHistory(operations)
  const findings = properties.flatMap((property) => property.check(history))
  return {
    failures: findings.filter(({ isFailure }) => isFailure),
    reports: findings.filter(({ isFailure }) => !isFailure),
  }
}
