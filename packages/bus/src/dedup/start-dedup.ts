import { busErrors } from '../errors.ts'
import type { HandleOptions } from '../handle/handle-options.ts'
import type { PartitionMemory } from '../handle/partition-memory.ts'
import type { Workshop } from '../handle/workshop.ts'
import type { RetryPlan } from '../retry/retry-plan.ts'
import { dedupPlan, type DedupPlan } from './dedup-plan.ts'
import type { Deduplication } from './deduplication.ts'
import { MarksInStore } from './marks-in-store.ts'
import { MarksInTopic } from './marks-in-topic.ts'
import { prepareSeenTopic } from './seen-topic.ts'

const topicCharsMax = 249

/** How a handling knows messages that were published more than once. */
export interface StartedDedup {
  readonly plan: DedupPlan
  readonly dedup: Deduplication
  readonly memories: readonly PartitionMemory[]
}

/** Undefined: nobody asks for it. Rejects with POLICY_REFUSED and TOPIC_UNFIT. */
export async function startDedup(
  plan: RetryPlan,
  options: HandleOptions,
  { admin, settings, options: clientOptions, clock, steps, signal }: Workshop,
): Promise<StartedDedup | undefined> {
  const { source, group } = plan
  const own = dedupPlan(plan, options)
  if (own === undefined) return undefined
  if (typeof own === 'string') throw busErrors.POLICY_REFUSED(source, group, own)
  if (options.store !== undefined) {
    return { plan: own, dedup: new MarksInStore(own, clock), memories: [] }
  }
  const topic = `${source}.${group}.seen`
  if (topic.length > topicCharsMax) {
    throw busErrors.POLICY_REFUSED(source, group, `${topic} is too long for the name of a topic`)
  }
  await prepareSeenTopic(admin, { topic, source }, own, signal)
  const reader = { admin, settings, options: clientOptions, signal }
  const marks = new MarksInTopic(topic, own, { reader, clock, steps })
  return { plan: own, dedup: marks, memories: [marks] }
}
