import type { Admin } from '@barnabus/client'

import { busErrors } from '../errors.ts'
import { deliveries, type HandleOptions } from '../handle/handle-options.ts'
import { durationMs } from './duration.ts'
import { groupTopics, type GroupTopics } from './group-topics.ts'

/** A topic in which messages wait for one more attempt, all for the same time. */
export interface RetryTier {
  /** 1 is for those that failed once; the topic itself is tier 0. */
  readonly number: number
  readonly topic: string
  readonly delayMs: number
}

/** Which ways a message may go when a group handles a topic. */
export interface RetryPlan extends GroupTopics {
  readonly source: string
  readonly group: string
  readonly tiers: readonly RetryTier[]
  /** Tiers of an earlier release, which had more of them: what waits there is still handled. */
  readonly retired: readonly RetryTier[]
  readonly keepsOrder: boolean
  /** How many messages may wait in a partition before nothing more is read of it. */
  readonly waitingMax: number
}

const usualWaitingMax = 100_000
// Of a retired tier only the due times in its messages are known; none waits longer than this.
const retiredDelayMs = 24 * 3_600_000
const tiersMax = 20
const topicCharsMax = 249

/**
 * What these options mean. Throws POLICY_REFUSED with a sentence where they cannot hold.
 *
 * Tiers are counted, not named after their delays: a release with other delays leaves nothing behind
 * in topics that nobody reads any more.
 */
export function retryPlan(source: string, options: HandleOptions): RetryPlan {
  const { group, retry = 'none', delivery = 'at-least-once' } = options
  const refuse = (reason: string): Error => busErrors.POLICY_REFUSED(source, group, reason)
  if (group === '') throw refuse('a group needs a name')
  if (!deliveries.includes(delivery)) throw refuse(`there is no delivery "${delivery}"`)
  const {
    delays,
    order = 'key',
    waitingMax = usualWaitingMax,
  } = retry === 'none' ? { delays: [] } : retry
  if (!(waitingMax >= 1)) throw refuse('at least one message may wait')
  if (options.effects === 'external' && delivery === 'exactly-once') {
    throw refuse('what a handler does outside of Kafka cannot happen exactly once with it')
  }
  if (order !== 'key' && order !== 'none') throw refuse(`there is no order "${String(order)}"`)
  if (delays.length > tiersMax) throw refuse(`it may be retried ${tiersMax} times at most`)
  if (delays.length > 0 && delivery === 'at-most-once') {
    throw refuse('a message that is handled at most once cannot be retried')
  }
  const tiers = delays.map((delay, index): RetryTier => {
    const delayMs = durationMs(delay)
    if (delayMs === undefined) throw refuse(`"${delay}" is no time span, such as "10s"`)
    return { number: index + 1, topic: `${source}.${group}.retry.${index + 1}`, delayMs }
  })
  const own = groupTopics(source, group)
  const names = [...Object.values<string>({ ...own }), ...tiers.map(({ topic }) => topic)]
  const longest = Math.max(...names.map(sizeOf))
  if (longest > topicCharsMax || !/^[\w.-]+$/.test(group)) {
    throw refuse('the names of topic and group must make the name of a topic together')
  }
  return { ...own, source, group, tiers, retired: [], keepsOrder: order === 'key', waitingMax }
}

/** All tiers in which messages may wait. */
export function everyTier({ tiers, retired }: RetryPlan): readonly RetryTier[] {
  return [...tiers, ...retired]
}

/** The plan with the tiers of an earlier release, as far as their topics are there. */
export async function withRetired(
  plan: RetryPlan,
  admin: Admin,
  signal: AbortSignal,
): Promise<RetryPlan> {
  const { source, group, tiers } = plan
  const prefix = `${source}.${group}.retry.`
  const listed = await admin.listTopics({ signal })
  const retired = listed.flatMap(({ topic }) => {
    const number = topic.startsWith(prefix) ? Number(topic.slice(prefix.length)) : 0
    return Number.isInteger(number) && number > tiers.length
      ? [{ number, topic, delayMs: retiredDelayMs }]
      : []
  })
  return { ...plan, retired }
}

function sizeOf(text: string): number {
  return text.length
}
