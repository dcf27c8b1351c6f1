import type { Attempt } from './operation.ts'

/** Whether one was over, as far as anybody could know, before the other began. */
export function isBefore(
  left: Pick<Attempt, 'completedAtMs'>,
  right: Pick<Attempt, 'invokedAtMs'>,
): boolean {
  return left.completedAtMs < right.invokedAtMs
}

/** A number that somebody learned in an attempt. */
export interface Learned {
  readonly attempt: Attempt
  readonly amount: number
}

/**
 * Goes through `asked` as they began and hands over the highest of `known` that was over by then,
 * where there is one. In the order of time, so it costs no more than sorting.
 */
export function forEachWithHighestBefore<T extends Pick<Learned, 'attempt'>>(
  asked: readonly T[],
  known: readonly Learned[],
  visit: (one: T, highest: Learned) => void,
): void {
  const ended = known.toSorted((l, r) => l.attempt.completedAtMs - r.attempt.completedAtMs)
  let passed = 0
  let highest: Learned | undefined
  for (const one of asked.toSorted((l, r) => l.attempt.invokedAtMs - r.attempt.invokedAtMs)) {
    while (passed < ended.length && isBefore(ended[passed]!.attempt, one.attempt)) {
      const next = ended[passed]!
      if (highest === undefined || next.amount > highest.amount) highest = next
      passed += 1
    }
    if (highest !== undefined) visit(one, highest)
  }
}
