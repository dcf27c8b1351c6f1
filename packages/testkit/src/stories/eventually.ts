import { setTimeout as sleep } from 'node:timers/promises'

import { isOperatingError, systemClock } from '@barnabus/base'

import { testkitErrors } from '../errors.ts'

const usualPatienceMs = 15_000
const pauseMs = 50

/** Tries until it holds: the nodes of a cluster learn of things one after the other. */
export async function eventually<T>(
  attempt: () => Promise<T>,
  patienceMs = usualPatienceMs,
): Promise<T> {
  const untilMs = systemClock.monotonicMs() + patienceMs
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!isOperatingError(error) || systemClock.monotonicMs() > untilMs) throw error
      await sleep(pauseMs)
    }
  }
}

const untilPatienceMs = 40_000

/** Resolves when it holds. */
export async function until(holds: () => boolean): Promise<void> {
  await eventually(async () => {
    if (!holds()) throw testkitErrors.STORY(`it does not hold: ${String(holds)}`)
  }, untilPatienceMs)
}
