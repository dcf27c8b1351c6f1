import { setTimeout as sleep } from 'node:timers/promises'

import { isOperatingError, systemClock } from '@barnabus/base'

const patienceMs = 15_000
const pauseMs = 50

/** Tries until it holds: the nodes of a cluster learn of things one after the other. */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
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
