import type { Logger } from '@barnabus/base'

import type { Attempts } from '../handle/attempts.ts'
import type { Outcome } from '../handle/work.ts'
import type { RetryPlan } from '../retry/retry-plan.ts'

type Attempting = Pick<Attempts<unknown>, 'attempt' | 'afterFailure'>

const fingerprintsMax = 1000

/** Attempts that tell when messages die of what none has died of since the process began. */
export function tellingNewDeaths(
  attempts: Attempting,
  { source, group }: RetryPlan,
  logger: Logger,
): Attempting {
  const known = new Set<string>()
  const told = (outcome: Outcome): Outcome => {
    if (outcome.kind !== 'dead' || known.has(outcome.failure.fingerprint)) return outcome
    const { fingerprint, name: error } = outcome.failure // What it says may tell of the message.
    if (known.size < fingerprintsMax) known.add(fingerprint)
    const facts = { topic: source, group, fingerprint, error }
    logger.error(facts, 'A message dies of what none has died of before.')
    return outcome
  }
  return {
    attempt: (work, transaction) => attempts.attempt(work, transaction).then(told),
    afterFailure: (work, error) => told(attempts.afterFailure(work, error)),
  }
}
