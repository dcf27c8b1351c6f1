import type { ProducerRecord } from '@barnabus/client'

import { busPrefix } from '../messages/bus-prefix.ts'
import type { RetryPlan } from '../retry/retry-plan.ts'
import type { Work } from '../handle/work.ts'

const header = `${busPrefix}hop`

/** The record by which a message goes on, with the hop's own id. */
export function markedWith(record: ProducerRecord, hop: string): ProducerRecord {
  const { headers = [] } = record
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers)
  return { ...record, headers: [...pairs, [header, hop]] }
}

/** The id of the hop by which a message came into a topic of the bus's own. */
export function hopOf({ record, tier }: Pick<Work, 'record' | 'tier'>): string | undefined {
  return tier === 0 ? undefined : (record.headers.get(header)?.toString() ?? undefined)
}

/** The scope of marks by which the hops of a group are known. */
export function hopScopeOf({ source, group }: Pick<RetryPlan, 'source' | 'group'>): string {
  return JSON.stringify(['hop', group, source])
}
