import { isOperatingError, type Clock, type Logger } from '@barnabus/base'
import { isKafkaError, type Consumer, type TopicPartition } from '@barnabus/client'

import { Outage } from '../retry/outage.ts'
import type { PendingKeys } from '../retry/pending-keys.ts'
import type { RetryPlan } from '../retry/retry-plan.ts'
import { Stalls } from '../retry/stall.ts'
import { isProducersFault, type Blame } from '../settle/blame.ts'
import type { Settlement } from '../settle/settlement.ts'
import type { Place, StoreRounds, Stuck } from '../stores/store-rounds.ts'
import type { Attempts } from './attempts.ts'
import type { Delivery } from './handle-options.ts'
import type { Holds } from './holds.ts'
import { inParallel, lanesOf } from './lanes.ts'
import type { Ownership } from './ownership.ts'
import type { RoundSize } from './round-size.ts'
import { Round, type Step } from './round.ts'
import type { Work } from './work.ts'

export interface RoundsParts {
  readonly plan: RetryPlan
  readonly delivery: Delivery
  readonly concurrency: number
  readonly attempts: Pick<Attempts<unknown>, 'attempt' | 'afterFailure'>
  readonly consumer: Consumer
  readonly settlement: Settlement
  /** Where results and positions are one thing, unless that is Kafka. */
  readonly external: StoreRounds | undefined
  readonly pending: PendingKeys
  readonly holds: Holds
  readonly clock: Clock
  readonly logger: Logger
}

const pauseMs = 500

/**
 * Handles messages round by round, and settles what became of them. A round that cannot be settled
 * is forgotten, and its partitions are read again from where the group had got to.
 */
export class Rounds {
  readonly stalls = new Stalls()
  readonly outage = new Outage()
  readonly size: RoundSize
  readonly #parts: RoundsParts
  readonly #ownership: Pick<Ownership, 'readAgain'>

  constructor(parts: RoundsParts, ownership: Pick<Ownership, 'readAgain'>, size: RoundSize) {
    this.size = size
    this.#parts = parts
    this.#ownership = ownership
  }

  /** A round of these; where it is not known what was settled, they are read again. */
  async of(works: readonly Work[]): Promise<void> {
    try {
      await this.#roundOf(works)
    } catch (error) {
      if (!isOperatingError(error) || error.code === 'BUS_INSTANCE_TAKEN') throw error
      this.#parts.logger.warn(
        { reason: error.message },
        'A round could not be settled, and begins anew.',
      )
      await this.#ownership.readAgain(works)
    }
  }

  async #roundOf(works: readonly Work[]): Promise<void> {
    const { delivery, settlement, pending, logger, consumer, external } = this.#parts
    if (external !== undefined) {
      const certain = await this.#certainOf(works, external)
      const { stuck, spared } = await external.round(certain, this.outage)
      this.#wait(stuck, certain)
      if (spared.length > 0) this.#probeLater(spared)
      return
    }
    const member = consumer.groupMetadata
    const round = new Round(pending, member)
    if (delivery === 'at-most-once') {
      for (const work of works) round.add(work, { kind: 'done', outputs: [] })
      await settlement.commit(round)
      const handled = new Round(pending, member)
      await this.#handle(works, handled)
      for (const { error } of await settlement.send(handled)) {
        logger.error({ reason: String(error) }, 'Something could not be sent, and is lost.')
      }
      return
    }
    await this.#handle(works, round)
    this.#spare(round)
    await this.#settle(round)
  }

  /** While everything fails, messages that failed are tried again, later and one at a time. */
  #spare(round: Round): void {
    for (const { work, outcome } of round.steps) this.outage.note(work, outcome)
    const spared = round.steps.filter(({ work, outcome }) => this.outage.spares(work, outcome))
    if (spared.length > 0) this.#probeLater(round.takeBack(new Set(spared)))
  }

  #probeLater(places: readonly Place[]): void {
    const { holds, consumer, logger, plan } = this.#parts
    const waitMs = this.outage.nextWaitMs()
    logger.warn({ topic: plan.source, group: plan.group, waitMs }, 'Everything fails.')
    for (const place of places) holds.hold(place, place.offset, waitMs)
    for (const place of consumer.assignment) holds.pause(place, waitMs)
  }

  async #handle(works: readonly Work[], round: Round): Promise<void> {
    const { plan, concurrency, attempts, consumer, clock } = this.#parts
    const startMs = clock.monotonicMs()
    await inParallel(lanesOf(works, plan.keepsOrder), concurrency, async (lane) => {
      for (const work of lane) {
        round.add(work, await attempts.attempt(work))
        consumer.keepWorking()
      }
    })
    // Settling costs the same for few and for many: it says nothing about how many there should be.
    this.size.note(works.length, clock.monotonicMs() - startMs)
  }

  async #settle(round: Round): Promise<void> {
    const { settlement, attempts } = this.#parts
    while (round.steps.length > 0) {
      const blames = await settlement.settle(round)
      if (blames.length === 0) break
      const stuck = new Map<Step, Blame>()
      for (const blame of blames) {
        if (isHandlersFault(blame)) {
          round.change(blame.step, attempts.afterFailure(blame.step.work, blame.error))
        } else {
          stuck.set(blame.step, blame)
        }
      }
      if (stuck.size > 0) this.#stall(round, stuck)
    }
    for (const { work } of round.steps) this.stalls.forget(work.record.partition)
  }

  /** What cannot go on waits, with whatever comes behind it, and is tried again. */
  #stall(round: Round, stuck: ReadonlyMap<Step, Blame>): void {
    const { clock, holds, logger, plan } = this.#parts
    const waits = new Map<number, number>()
    for (const [{ work }, { error }] of stuck) {
      const { partition } = work.record
      if (waits.has(partition)) continue
      const reason = error instanceof Error ? error.message : String(error)
      waits.set(partition, this.stalls.note(partition, reason, clock.nowMs()))
      logger.error({ topic: plan.source, group: plan.group, partition, reason }, 'It cannot go on.')
    }
    for (const { topic, partition, offset } of round.takeBack(new Set(stuck.keys()))) {
      holds.hold({ topic, partition }, offset, waits.get(partition) ?? pauseMs)
    }
  }

  /** Reads partitions anew of which it is not known how they stand in the store. */
  async #certainOf(works: readonly Work[], external: StoreRounds): Promise<readonly Work[]> {
    const unsure = external.unsureOf(works)
    if (unsure.length === 0) return works
    try {
      await external.requireMembership(unsure)
      await this.#ownership.readAgain(unsure)
    } catch (error) {
      if (!isKafkaError(error)) throw error
      this.#wait(external.stuckAt(unsure, error), unsure)
    }
    return works.filter((work) => !unsure.includes(work))
  }

  /** Partitions in which something could not be settled wait; the others go on. */
  #wait(stuck: readonly Stuck[], works: readonly Work[]): void {
    const { clock, holds, logger, plan } = this.#parts
    const waiting = new Set(stuck.map(({ partition }) => partition))
    for (const { record } of works) {
      if (!waiting.has(record.partition)) this.stalls.forget(record.partition)
    }
    for (const { topic, partition, offset, error } of stuck) {
      const reason = error instanceof Error ? error.message : String(error)
      logger.error({ topic, group: plan.group, partition, reason }, 'It cannot go on.')
      const begun = works.find(({ record }) => placeOf(record) === placeOf({ topic, partition }))
      // Who got on a bit, and fails again now and then, does not wait longer each time.
      if (begun !== undefined && offset > begun.record.offset) this.stalls.forget(partition)
      const waitMs = this.stalls.note(partition, reason, clock.nowMs())
      holds.hold({ topic, partition }, offset, waitMs)
    }
  }
}

/** A broker that cannot be reached is not; a record that it refuses is. */
function isHandlersFault({ what, error }: Blame): boolean {
  return what === 'output' && !isProducersFault(error) && !(isKafkaError(error) && error.retriable)
}

function placeOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`
}
