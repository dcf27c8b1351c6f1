import { Buffer } from 'node:buffer'

import { isOperatingError, type Clock, type Random } from '@barnabus/base'
import type { Consumer, Producer, TopicPartition } from '@barnabus/client'

import type { Attempts } from '../handle/attempts.ts'
import { inParallel } from '../handle/lanes.ts'
import { Round } from '../handle/round.ts'
import type { Outcome, Work } from '../handle/work.ts'
import type { Outage } from '../retry/outage.ts'
import type { PendingKeys } from '../retry/pending-keys.ts'
import { readPending, type PendingReader } from '../retry/read-pending.ts'
import type { RetryPlan } from '../retry/retry-plan.ts'
import type { FurtherRecords } from '../settle/further-records.ts'
import { onwardRecord } from '../settle/records-of.ts'
import type { Steps } from '../steps.ts'
import { hopOf, hopScopeOf, markedWith } from './hop.ts'
import { enterMark } from './marks.ts'
import type { Decision, OwnedPosition } from './owned-position.ts'
import type { Purging } from './purging.ts'
import type { Store, StoreTransaction } from './store.ts'
import type { StoredPositions } from './stored-positions.ts'

export interface StoreRoundsOptions {
  readonly store: Store
  readonly positions: StoredPositions
  readonly plan: RetryPlan
  readonly attempts: Pick<Attempts<unknown>, 'attempt' | 'afterFailure'>
  readonly pending: PendingKeys
  readonly consumer: Consumer
  readonly further: FurtherRecords
  readonly purging: Purging
  /** Of messages that go on. */
  readonly producer: Producer
  readonly reader: PendingReader
  readonly concurrency: number
  readonly steps: Steps
  readonly clock: Clock
  readonly random: Random
  readonly signal: AbortSignal
}

/** A partition, and from where it is to be read again. */
export interface Place extends TopicPartition {
  readonly offset: bigint
}

/** A partition that cannot go on, and why. */
export interface Stuck extends Place {
  readonly error: unknown
}

/** What has to be read again after a round. */
export interface Unsettled {
  /** Something could not be settled there. */
  readonly stuck: readonly Stuck[]
  /** Everything fails, so what failed there has not counted, and what comes next was not tried. */
  readonly spared: readonly Place[]
}

type GoesOn = Exclude<Outcome, { readonly kind: 'done' }>

const hopBytes = 12

/**
 * Handles messages in transactions of the user's database, each in one together with the position
 * behind it. A message that goes on to a retry tier or becomes a dead letter cannot do so in that
 * transaction: first it is written down that it will, then it goes, then the position moves; whoever
 * finds the first without the last looks whether it has gone.
 */
export class StoreRounds {
  readonly #options: StoreRoundsOptions
  /** Of partitions with these numbers it is not known what the store holds: something failed, perhaps while committing. */
  readonly #unsure = new Set<number>()

  constructor(options: StoreRoundsOptions) {
    this.#options = options
  }

  /** Takes partitions that the group has given us; gives where to read them. */
  async take(partitions: readonly TopicPartition[]): Promise<readonly OwnedPosition[]> {
    const { positions, steps, signal } = this.#options
    const taken = await positions.take(partitions, signal)
    await steps.reached('ownership-taken')
    // What could not be told while the group was changing: nobody may ever handle anything here again.
    await positions.mirror(partitions).catch(() => undefined)
    for (const { place } of taken) this.#unsure.delete(place.partition)
    return taken
  }

  /** These are others' now. */
  giveUp(partitions: readonly TopicPartition[]): void {
    this.#options.positions.giveUp(partitions)
  }

  /** Rejects with POSITION_GONE where records that were not handled are gone. */
  async check(): Promise<void> {
    await this.#options.positions.check(this.#options.signal)
  }

  /** Those of which it is not known how their partitions stand: ownership has to be taken anew. */
  unsureOf(works: readonly Work[]): readonly Work[] {
    return works.filter(({ record }) => this.#unsure.has(record.partition))
  }

  /** Rejects if the group has gone on without us: then nothing may be taken from whoever has it. */
  async requireMembership(works: readonly Work[]): Promise<void> {
    await this.#options.positions.mirror(works.map(({ record }) => record))
  }

  /** From where these are to be read again, after `error`. */
  stuckAt(works: readonly Work[], error: unknown): readonly Stuck[] {
    const places = new Map(works.toReversed().map(({ record }) => [nameOf(record), record]))
    return [...places.values()].map(({ topic, partition, offset }) => {
      const next = this.#options.positions.of({ topic, partition })?.next ?? offset
      return { topic, partition, offset: next, error }
    })
  }

  /** Whether the database may be back soon. */
  mayPass(error: unknown): boolean {
    return this.#options.store.isTransient(error)
  }

  async close(): Promise<void> {
    await this.#options.producer.close()
  }

  /** Handles these, but for what has to be read again. */
  async round(works: readonly Work[], outage: Outage): Promise<Unsettled> {
    const { concurrency, consumer } = this.#options
    const stuck = new Map<string, Stuck>()
    const spared = new Map<string, Place>()
    await inParallel(lanesOf(works), concurrency, async (lane) => {
      for (const work of lane) {
        const name = nameOf(work.record)
        if (stuck.has(name) || spared.has(name)) continue
        try {
          const isSettled = spared.size === 0 && (await this.#settle(work, outage))
          if (!isSettled) spared.set(name, work.record)
        } catch (error) {
          // Whatever it is, of a database or of Kafka: the partition waits, and begins anew.
          this.#unsure.add(work.record.partition)
          stuck.set(name, this.stuckAt([work], error)[0]!)
        }
        consumer.keepWorking()
      }
    })
    await this.#mirror(works)
    // Who cannot remove old marks now meets the reason with the next message, and removes them later.
    await this.#options.purging.purge(this.#options.clock.nowMs()).catch(() => undefined)
    return { stuck: [...stuck.values()], spared: [...spared.values()] }
  }

  /** Whether it is settled; otherwise it failed, as everything does, and is to be tried again. */
  async #settle(work: Work, outage: Outage): Promise<boolean> {
    const { positions } = this.#options
    const position = positions.of(work.record)
    const { offset } = work.record
    if (position === undefined || offset < position.next) return true
    const decided = position.decisionOf(offset)
    const outcome = decided?.outcome ?? (await this.#handled(work, position))
    if (decided === undefined) {
      outage.note(work, outcome)
      if (outage.spares(work, outcome)) return false
    }
    if (outcome.kind === 'done') {
      this.#note(work, outcome)
    } else {
      const decision = decided ?? (await this.#decided(work, position, outcome))
      const isThere = decided !== undefined && (await this.#isThere(work, decided))
      await this.#goOn(work, position, decision, isThere)
      // What is there was found when the partition was taken, and may have been handled since then.
      this.#note(work, isThere ? { kind: 'done', outputs: [] } : outcome)
    }
    await this.#report(work, outcome)
    return true
  }

  #note(work: Work, outcome: Outcome): void {
    const { pending, consumer } = this.#options
    new Round(pending, consumer.groupMetadata).add(work, outcome)
  }

  /** Only now is it true; who stops here leaves those who wait for it to their patience. */
  async #report(work: Work, outcome: Outcome): Promise<void> {
    const { further, producer } = this.#options
    const sends = further.recordsOf(work, outcome).map((record) => producer.send(record))
    for (const sent of await Promise.allSettled(sends)) {
      if (sent.status === 'rejected') further.refuse(work, sent.reason)
    }
  }

  /** Handles a message and moves the position, or neither; gives what is to become of it. */
  async #handled(work: Work, position: OwnedPosition): Promise<Outcome> {
    const { store, attempts, steps } = this.#options
    try {
      const done = await store.transaction(async (transaction) => {
        await steps.reached('database-begun')
        const outcome = await this.#outcomeIn(transaction, work)
        if (outcome.kind !== 'done') throw new NotDone(outcome)
        await steps.reached('database-handled')
        await position.advance(transaction, work.record)
        await steps.reached('database-positioned')
        return outcome
      })
      position.advanced(work.record)
      await steps.reached('database-committed')
      return done
    } catch (error) {
      if (error instanceof NotDone) return error.outcome
      if (isLost(error) || store.isTransient(error)) throw error
      return attempts.afterFailure(work, error) // What the handler did could not be committed.
    }
  }

  async #outcomeIn(transaction: StoreTransaction, work: Work): Promise<Outcome> {
    const isNew = await this.#enterHop(transaction, work)
    if (!isNew) return { kind: 'done', outputs: [], skipped: 'duplicate' }
    return await this.#options.attempts.attempt(work, transaction)
  }

  /** Writes down how the message goes on, while the partition is ours. */
  async #decided(work: Work, position: OwnedPosition, outcome: GoesOn): Promise<Decision> {
    const { store, steps, random, reader, plan } = this.#options
    const { topic, partition } = onwardRecord(plan, work, outcome, 0)!
    const asked = [{ topic, partition: partition!, at: 'latest' as const }]
    const [last] = await reader.admin.listOffsets(asked, { signal: reader.signal })
    const hop = Buffer.from(random.bytes(hopBytes)).toString('hex')
    const decision = { offset: work.record.offset, outcome, hop, end: last!.offset ?? 0n }
    await store.transaction((transaction) => position.decide(transaction, decision))
    await steps.reached('hop-decided')
    return decision
  }

  async #goOn(
    work: Work,
    position: OwnedPosition,
    { outcome, hop }: Decision,
    isThere: boolean,
  ): Promise<void> {
    const { store, steps, plan, producer, clock } = this.#options
    const record = onwardRecord(plan, work, outcome, clock.nowMs())!
    if (!isThere) await producer.send(markedWith(record, hop))
    await steps.reached('hop-sent')
    await store.transaction(async (transaction) => {
      await this.#enterHop(transaction, work)
      await position.advance(transaction, work.record)
      await steps.reached('hop-positioned')
    })
    position.advanced(work.record)
    await steps.reached('hop-settled')
  }

  /** Whether whoever decided this has also done it. */
  async #isThere(work: Work, { outcome, hop, end }: Decision): Promise<boolean> {
    const { topic, partition } = onwardRecord(this.#options.plan, work, outcome, 0)!
    let isThere = false
    const from = [{ topic, partition: partition!, offset: end }]
    await readPending(from, this.#options.reader, (record) => {
      isThere ||= hopOf({ record, tier: 1 }) === hop
    })
    return isThere
  }

  /** Whether this is the first of the records by which a message came here; mostly there is one. */
  async #enterHop(transaction: StoreTransaction, work: Work): Promise<boolean> {
    const hop = hopOf(work)
    if (hop === undefined) return true
    const mark = { scope: hopScopeOf(this.#options.plan), id: hop, body: '' }
    const times = { nowMs: this.#options.clock.nowMs(), sinceMs: 0 }
    return (await enterMark(transaction, mark, times)) === undefined
  }

  /** Kafka's own offsets are for those who look at lags; nobody goes on there. */
  async #mirror(works: readonly Work[]): Promise<void> {
    const { positions, steps } = this.#options
    const places = new Map(works.map(({ record }) => [nameOf(record), record]))
    await positions.mirror([...places.values()]).catch(() => undefined) // The next round's will do.
    await steps.reached('positions-mirrored')
  }
}

/** Rolls a transaction back in which a message was not handled. */
class NotDone extends Error {
  readonly outcome: GoesOn

  constructor(outcome: GoesOn) {
    super('the message was not handled')
    this.outcome = outcome
  }
}

function isLost(error: unknown): boolean {
  return isOperatingError(error, 'BUS_OWNERSHIP_LOST')
}

/** One for each partition number; what has waited longest comes first, and the source last. */
function lanesOf(works: readonly Work[]): readonly (readonly Work[])[] {
  const lanes = new Map<number, Work[]>()
  for (const work of works) {
    const lane = lanes.get(work.record.partition) ?? []
    lanes.set(work.record.partition, lane)
    lane.push(work)
  }
  for (const lane of lanes.values()) lane.sort((one, other) => other.tier - one.tier)
  return [...lanes.values()]
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`
}
