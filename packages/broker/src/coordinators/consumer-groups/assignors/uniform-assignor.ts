import type { Assignor } from './assignor.ts'
import { spreadEvenly } from './spread-evenly.ts'
import { spreadOverSubscribers } from './spread-over-subscribers.ts'

/**
 * Gives members equally many partitions, and moves as few as it can from those who have them.
 *
 * Two ways to do it: one is exact and quick where everybody subscribed to the same topics, the other
 * balances what can be balanced where not.
 */
export const uniformAssignor: Assignor = {
  name: 'uniform',
  assign: (input) => (input.homogeneous ? spreadEvenly(input) : spreadOverSubscribers(input)),
}
