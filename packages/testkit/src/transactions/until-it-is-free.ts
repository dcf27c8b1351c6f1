import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock } from '@barnabus/base'
import { ErrorCode, errorCodeName } from '@barnabus/protocol'

import { testkitErrors } from '../errors.ts'

const busyPauseMs = 20
const patienceMs = 15_000
const busy: ReadonlySet<number | undefined> = new Set([
  ErrorCode.concurrentTransactions,
  ErrorCode.coordinatorNotAvailable,
  ErrorCode.notCoordinator,
  ErrorCode.coordinatorLoadInProgress,
  ErrorCode.notLeaderOrFollower,
  ErrorCode.unknownTopicOrPartition,
  ErrorCode.unstableOffsetCommit,
])

/**
 * Asks again while the broker is not ready: the topic or its coordinator is new, or the end of the
 * transaction before is still being written.
 */
export async function untilItIsFree<Answer>(
  ask: () => Promise<Answer>,
  errorOf: (answer: Answer) => number | undefined,
): Promise<Answer> {
  const untilMs = systemClock.monotonicMs() + patienceMs
  for (;;) {
    const answer = await ask()
    const error = errorOf(answer)
    if (error === ErrorCode.none) return answer
    if (!busy.has(error) || systemClock.monotonicMs() > untilMs) {
      throw testkitErrors.BROKER_REFUSED(error === undefined ? 'nothing' : errorCodeName(error))
    }
    await sleep(busyPauseMs)
  }
}
