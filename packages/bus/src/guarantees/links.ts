import type { Admin } from '@barnabus/client'

import type { HandleOptions } from '../handle/handle-options.ts'

/** One part of a flow, and what can go wrong there in spite of everything. */
export interface Link {
  readonly part: 'source' | 'handler' | 'sink'
  /** Which topic, or which group. */
  readonly name: string
  readonly holds: string
  /** How much this can cost: the flow is as good as the part with the most. */
  readonly risk: Risk
}

/** From nothing to losing what was acknowledged. */
export const risks = ['none', 'handled twice', 'lost with a broker', 'not handled', 'lost'] as const

export type Risk = (typeof risks)[number]

/** What the handler's semantics leave open. */
export function handlerLink(options: HandleOptions): Link {
  const { group: name, delivery = 'at-least-once', store, dedup, effects } = options
  const part = 'handler'
  if (store !== undefined) {
    const holds = 'what is written to the store is there once, with the position behind it'
    return { part, name, holds, risk: 'none' }
  }
  if (delivery === 'exactly-once') {
    const holds =
      'what is published is seen once; whatever else the handler does may happen again after a crash'
    return { part, name, holds, risk: 'none' }
  }
  if (delivery === 'at-most-once') {
    const holds = 'a message that is being handled in a crash is not handled again'
    return { part, name, holds, risk: 'not handled' }
  }
  const once = dedup === undefined ? '' : ', though not because it was published twice'
  const elsewhere = effects === 'external' ? ', also what the handler does elsewhere' : ''
  const holds = `a message may be handled again after a crash${elsewhere}${once}`
  return { part, name, holds, risk: 'handled twice' }
}

/** What the cluster does with a topic. */
export async function topicLink(
  admin: Admin,
  part: 'source' | 'sink',
  name: string,
  signal: AbortSignal,
): Promise<Link> {
  const [[described], [configured]] = await Promise.all([
    admin.describeTopics([name], { signal }),
    admin.describeConfigs([{ type: 'TOPIC', name }], { signal }),
  ])
  const replicas = Math.min(...described!.partitions.map((one) => one.replicas.length))
  const valueOf = (config: string): string => configured!.configs.get(config)?.value ?? ''
  const inSyncMin = Number(valueOf('min.insync.replicas'))
  if (valueOf('unclean.leader.election.enable') === 'true' && replicas > 1) {
    const holds = 'a replica that is behind may become leader, without what was acknowledged since'
    return { part, name, holds, risk: 'lost' }
  }
  if (replicas < 2 || inSyncMin < 2) {
    const copies = replicas < 2 ? 'one copy' : 'one copy while others are behind'
    const holds = `there is ${copies} of what was acknowledged`
    return { part, name, holds, risk: 'lost with a broker' }
  }
  const holds = `${inSyncMin} of ${replicas} replicas have what was acknowledged`
  return { part, name, holds, risk: 'none' }
}
