import { Buffer } from 'node:buffer'

import { Producer, type Consumer, type ProducerSettings } from '@barnabus/client'

import type { RetryPlan } from '../retry/retry-plan.ts'
import type { DedupPlan } from '../dedup/dedup-plan.ts'
import type { Workshop } from '../handle/workshop.ts'
import { hopScopeOf } from './hop.ts'
import { Purging } from './purging.ts'
import type { Store } from './store.ts'
import { StoredPositions } from './stored-positions.ts'
import { StoreRounds, type StoreRoundsOptions } from './store-rounds.ts'
import { prepareTables } from './tables.ts'

type Parts = Pick<
  StoreRoundsOptions,
  'plan' | 'attempts' | 'further' | 'pending' | 'reader' | 'concurrency'
> & {
  readonly consumer: Consumer
  readonly from: 'earliest' | 'latest' | 'fail'
  readonly dedup: DedupPlan | undefined
  readonly producerSettings: ProducerSettings
  readonly workshop: Workshop
}

const idBytes = 12
const weekMs = 7 * 86_400_000

/** As long as the record of a hop may lie in its topic. */
function hopsKeptMsOf({ tiers }: RetryPlan): number {
  return Math.max(weekMs, ...tiers.map(({ delayMs }) => delayMs * 2))
}

/** Prepares a store, and what handles messages in its transactions. */
export async function startStoreRounds(
  store: Store,
  { plan, from, dedup, consumer, producerSettings, workshop, ...parts }: Parts,
): Promise<StoreRounds> {
  const { admin, random, steps, clock, signal, options } = workshop
  const storeId = await prepareTables(store, Buffer.from(random.bytes(idBytes)).toString('hex'))
  return new StoreRounds({
    ...{ store, plan, consumer, steps, clock, random, signal, ...parts },
    positions: new StoredPositions({ store, storeId, plan, from, consumer, admin }),
    purging: new Purging(store, [
      { scope: hopScopeOf(plan), keepMs: hopsKeptMsOf(plan) },
      ...(dedup === undefined ? [] : [{ scope: dedup.scope, keepMs: dedup.windowMs }]),
    ]),
    producer: new Producer(
      { ...producerSettings, acks: 'all', 'enable.idempotence': true },
      options,
    ),
  })
}
