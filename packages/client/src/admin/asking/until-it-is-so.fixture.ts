import { assert, systemClock } from '@barnabus/base'

import { Deadline } from '../../deadline.ts'

/** Waits for what brokers hear of a moment later, and fails if it never comes. */
export async function untilItIsSo(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Deadline.after(systemClock, 10_000)
  while (!(await isSo())) {
    assert(!deadline.isOver, `it never was so: ${isSo.toString()}`)
    await deadline.sleep(50)
  }
}
