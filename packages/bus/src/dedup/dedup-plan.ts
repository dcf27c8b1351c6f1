import type { HandleOptions } from '../handle/handle-options.ts'
import { durationMs } from '../retry/duration.ts'
import type { RetryPlan } from '../retry/retry-plan.ts'
import type { DedupOptions } from './dedup-options.ts'
import { namesTrace } from './message-identity.ts'

/** How messages of a topic are known that were published more than once. */
export interface DedupPlan {
  readonly id: DedupOptions['id'] | undefined
  /** Of ids: others may have the same. */
  readonly scope: string
  readonly windowMs: number
  readonly idsMax: number
}

const idsMaxUsual = 1_000_000

/** What these options mean, or why they cannot hold. */
export function dedupPlan(
  { source, group, tiers }: Pick<RetryPlan, 'source' | 'group' | 'tiers'>,
  { dedup, store, delivery = 'at-least-once' }: HandleOptions,
): DedupPlan | string | undefined {
  if (dedup === undefined) return undefined
  const { id, window, replay, idsMax = idsMaxUsual } = dedup
  if (store === undefined && delivery !== 'exactly-once') {
    return `dedup needs a store, or delivery: "exactly-once": ${delivery} a mark and what it is for could not be one`
  }
  if (typeof id === 'string' && namesTrace(id)) {
    return `the header "${id}" is no id of a message: a trace has several`
  }
  const windowMs = durationMs(window)
  if (windowMs === undefined || windowMs === 0) {
    return `dedup's window is a time span, such as "7d", and not "${window}"`
  }
  const longestMs = tiers.reduce((sum, { delayMs }) => sum + delayMs, 0)
  if (windowMs < longestMs) {
    return `dedup's window is shorter than the delays of all retries, ${longestMs} ms`
  }
  if (!(Number.isInteger(idsMax) && idsMax >= 1)) return 'idsMax is at least 1'
  const scope = JSON.stringify([
    'message',
    group,
    source,
    ...(replay === undefined ? [] : [replay]),
  ])
  return { id, scope, windowMs, idsMax }
}
