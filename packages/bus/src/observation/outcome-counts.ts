import type { Clock } from '@barnabus/base'

import type { Outcome, Work } from '../handle/work.ts'

/** What came of the attempts of a handling, each counted once, also where a crash undoes it. */
export class OutcomeCounts {
  handled = 0
  /** Failed, and waiting for another attempt. */
  retried = 0
  /** Waiting behind an earlier message of their key. */
  parked = 0
  dead = 0
  /** How long handlers took altogether, in ms. */
  busyMs = 0

  note(outcome: Outcome): void {
    if (outcome.kind === 'done') this.handled += 1
    else if (outcome.kind === 'dead') this.dead += 1
    else if (outcome.failure === undefined) this.parked += 1
    else this.retried += 1
  }
}

interface Attempting<Rest extends readonly unknown[]> {
  attempt(work: Work, ...rest: Rest): Promise<Outcome>
  afterFailure(work: Work, error: unknown): Outcome
}

/** The same attempts, counted. */
export function counted<Rest extends readonly unknown[]>(
  attempts: Attempting<Rest>,
  counts: OutcomeCounts,
  clock: Clock,
): Attempting<Rest> {
  return {
    attempt(work, ...rest) {
      const startMs = clock.monotonicMs()
      return attempts.attempt(work, ...rest).then((outcome) => {
        counts.busyMs += clock.monotonicMs() - startMs
        counts.note(outcome)
        return outcome
      })
    },
    afterFailure: (work, error) => attempts.afterFailure(work, error),
  }
}
