import type { Clock } from '@barnabus/base'
import type { ConsumerRecord } from '@barnabus/client'

import { readJourney } from '../messages/bus-headers.ts'
import { askOf } from '../receipts/ask.ts'
import type { Draining } from '../retry/draining.ts'
import type { PendingKeys } from '../retry/pending-keys.ts'
import { everyTier, type RetryPlan } from '../retry/retry-plan.ts'
import type { Holds } from './holds.ts'
import type { Work } from './work.ts'

const blockedMs = 200

/** Lets records into a round, as far as they are due; partitions that are not, wait. */
export class Admission {
  readonly #tiers: ReadonlyMap<string, { readonly number: number; readonly delayMs: number }>
  readonly #plan: RetryPlan
  readonly #pending: PendingKeys
  readonly #draining: Draining
  readonly #holds: Holds
  readonly #clock: Clock
  readonly #full = new Set<number>()

  constructor(parts: {
    readonly plan: RetryPlan
    readonly pending: PendingKeys
    readonly draining: Draining
    readonly holds: Holds
    readonly clock: Clock
  }) {
    this.#plan = parts.plan
    this.#tiers = new Map(everyTier(parts.plan).map((tier) => [tier.topic, tier]))
    this.#pending = parts.pending
    this.#draining = parts.draining
    this.#holds = parts.holds
    this.#clock = parts.clock
  }

  admit(records: readonly ConsumerRecord[]): readonly Work[] {
    const nowMs = this.#clock.nowMs()
    const waiting = new Set<string>()
    const works: Work[] = []
    for (const record of records) {
      const place = `${record.topic}/${record.partition}`
      if (waiting.has(place)) continue
      const tier = this.#tiers.get(record.topic)
      const work = workOf(record, tier?.number ?? 0, record.topic === this.#plan.source)
      const restMs = tier === undefined ? this.#blockedMs(record) : dueInMs(work, tier, nowMs)
      if (restMs > 0) {
        waiting.add(place)
        this.#holds.hold(record, record.offset, restMs, tier && 'not-due')
      } else {
        works.push(work)
      }
    }
    return works
  }

  /** Partitions of the topic that are not read because too many of their messages wait. */
  get full(): readonly number[] {
    return [...this.#full]
  }

  #blockedMs({ topic, partition }: ConsumerRecord): number {
    const isFull = this.#pending.count(partition) >= this.#plan.waitingMax
    if (topic === this.#plan.source && isFull) this.#full.add(partition)
    else this.#full.delete(partition)
    if (topic !== this.#plan.source) return 0
    return isFull || this.#draining.has(partition) ? blockedMs : 0
  }
}

/** Never longer than the tier's delay, whatever the clock of whoever wrote it said. */
function dueInMs(
  { dueMs }: { readonly dueMs: number },
  { delayMs }: { readonly delayMs: number },
  nowMs: number,
): number {
  return Math.min(dueMs - nowMs, delayMs)
}

/** What a record is to the bus; only topics of its own, not the source, tell of a message's past. */
export function workOf(
  record: ConsumerRecord,
  tier: number,
  isSource: boolean,
): Work & { readonly dueMs: number } {
  const journey = isSource ? undefined : readJourney(record)
  return {
    record,
    tier,
    origin: journey?.origin ?? record,
    attempts: journey?.attempts ?? 0,
    failure: journey?.failure,
    redrive: journey?.redrive,
    ask: askOf(record),
    key: record.key?.toString('latin1'),
    dueMs: journey?.dueMs ?? 0,
  }
}
