import type { Admin } from '@barnabus/client'

import type { Delivery, HandleOptions } from '../handle/handle-options.ts'
import type { RetryPlan } from '../retry/retry-plan.ts'
import { handlerLink, risks, topicLink, type Link } from './links.ts'

/** What is promised of a flow from a topic through a group, and what it rests on. */
export interface Guarantee {
  readonly topic: string
  readonly group: string
  readonly delivery: Delivery
  /** Whether messages of a key take effect in their order, also while some are retried. */
  readonly keepsOrder: boolean
  /** The part that can cost most; the first of several. */
  readonly weakest: Link
  readonly links: readonly Link[]
}

/** A flow to judge. */
export interface Flow {
  readonly plan: RetryPlan
  readonly options: HandleOptions
  /** Topics that handlers have published to so far. */
  readonly sinks: ReadonlySet<string>
}

/** What is promised of a flow, as the cluster is set up now. */
export async function guaranteeOf(
  { plan, options, sinks }: Flow,
  admin: Admin,
  signal: AbortSignal,
): Promise<Guarantee> {
  const { source, group, tiers, deadLetterTopic, keepsOrder } = plan
  const own = [...tiers.map(({ topic }) => topic), deadLetterTopic]
  const links = [
    await topicLink(admin, 'source', source, signal),
    handlerLink(options),
    ...(await Promise.all(
      [...own, ...sinks].map((name) => topicLink(admin, 'sink', name, signal)),
    )),
  ]
  const weakest = links.reduce((worst, link) =>
    risks.indexOf(link.risk) > risks.indexOf(worst.risk) ? link : worst,
  )
  const { delivery = 'at-least-once' } = options
  return { topic: source, group, delivery, keepsOrder, weakest, links }
}
