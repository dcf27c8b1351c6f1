import type { Random } from '@barnabus/base'

export interface BackoffLimits {
  readonly firstMs: number
  readonly maxMs: number
}

const jitterParts = 1000
const jitter = 0.2

/**
 * How long to wait after `failures` failures in a row (1: the first): twice as long each time up to
 * the limit, and a fifth more or less so that clients do not come back all at once (KIP-580).
 */
export function backoffMs(
  { firstMs, maxMs }: BackoffLimits,
  failures: number,
  random: Random,
): number {
  const doubled = firstMs * 2 ** Math.min(failures - 1, 30)
  const share = (random.below(2 * jitterParts + 1) - jitterParts) / jitterParts
  return Math.min(doubled, maxMs) * (1 + share * jitter)
}
