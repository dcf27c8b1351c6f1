import type { ProducerRecord } from '@barnabus/client'

import type { Work, Outcome } from '../handle/work.ts'
import { headersWith } from '../messages/bus-headers.ts'
import { everyTier, type RetryPlan, type RetryTier } from '../retry/retry-plan.ts'

/** The record by which a message goes on; undefined: it was handled, and goes nowhere. */
export function onwardRecord(
  plan: RetryPlan,
  work: Work,
  outcome: Outcome,
  nowMs: number,
): ProducerRecord | undefined {
  if (outcome.kind === 'done') return undefined
  const { record, origin } = work
  const { key, value, partition } = record
  const isFailed = outcome.failure !== undefined
  const journey = {
    origin,
    attempts: work.attempts + (isFailed ? 1 : 0),
    dueMs: outcome.kind === 'retry' ? nowMs + tierOf(plan, outcome.tier).delayMs : undefined,
    failure: outcome.failure ?? work.failure,
    redrive: work.redrive,
  }
  const topic = outcome.kind === 'dead' ? plan.deadLetterTopic : tierOf(plan, outcome.tier).topic
  // Without a timestamp of its own: retention counts from now, not from when it was published.
  return { topic, partition, key, value, headers: headersWith(record, journey) }
}

function tierOf(plan: RetryPlan, tier: number): RetryTier {
  return everyTier(plan).find(({ number }) => number === tier)!
}
