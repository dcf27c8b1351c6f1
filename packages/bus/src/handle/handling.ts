import { isOperatingError } from '@barnabus/base'
import {
  isKafkaError,
  type ConsumerRecord,
  type Metric,
  type TopicPartition,
} from '@barnabus/client'

import type { DedupCounts } from '../dedup/dedup-options.ts'
import type { Deduplication } from '../dedup/deduplication.ts'
import { guaranteeOf, type Guarantee } from '../guarantees/guarantee.ts'
import { handlingMetrics } from '../observation/handling-metrics.ts'
import type { OutcomeCounts } from '../observation/outcome-counts.ts'
import { everyTier } from '../retry/retry-plan.ts'
import type { Stall } from '../retry/stall.ts'
import type { Admission } from './admission.ts'
import type { HandleOptions } from './handle-options.ts'
import type { Held } from './holds.ts'
import { Ownership, type OwnershipParts } from './ownership.ts'
import { RoundSize } from './round-size.ts'
import { Rounds, type RoundsParts } from './rounds.ts'

export interface HandlingParts extends Omit<OwnershipParts, 'signal'>, RoundsParts {
  readonly options: HandleOptions
  readonly counts: OutcomeCounts
  readonly dedup: Deduplication | undefined
  /** How long what was begun may take when it stops, in ms. */
  readonly graceMs: number
  readonly admission: Admission
}

/** A partition that is read, and what comes next there. */
export interface Place extends TopicPartition {
  readonly offset: bigint
  /** Undefined: it is read now. */
  readonly held: Held | undefined
}

/** Handles a topic for a group: polls, lets in what is due, and makes a round of it. */
export class Handling {
  readonly #parts: HandlingParts
  readonly #stopping = new AbortController()
  readonly #ownership: Ownership
  readonly #rounds: Rounds
  #running: Promise<void> | undefined
  #isAtWork = false
  /** Where it is known where to begin. */
  readonly #begun = new Set<string>()

  constructor(parts: HandlingParts) {
    this.#parts = parts
    this.#ownership = new Ownership({ ...parts, signal: this.#stopping.signal })
    const max = parts.options.consumer?.['max.poll.records']
    const size = new RoundSize(parts.concurrency, max === undefined ? undefined : Number(max))
    this.#rounds = new Rounds(parts, this.#ownership, size)
  }

  get group(): string {
    return this.#parts.plan.group
  }

  /** Those that it reads: the one that it handles, and where messages of that one wait. */
  get topics(): readonly string[] {
    const { plan } = this.#parts
    return [plan.source, plan.redriveTopic, ...everyTier(plan).map(({ topic }) => topic)]
  }

  /** Whether it has messages at this moment, and has not settled them. */
  get isAtWork(): boolean {
    return this.#isAtWork
  }

  /** How far it has read the partitions that are its own now, and which of them wait. */
  async places({ signal }: { readonly signal?: AbortSignal } = {}): Promise<readonly Place[]> {
    const { consumer, holds } = this.#parts
    const begun = consumer.assignment.filter((partition) => this.#begun.has(nameOf(partition)))
    return await Promise.all(
      begun.map(async ({ topic, partition }) => {
        const offset = await consumer.position({ topic, partition }, { signal })
        const isHere = (held: Held): boolean => held.topic === topic && held.partition === partition
        return { topic, partition, offset, held: holds.held.find(isHere) }
      }),
    )
  }

  /** Partitions that cannot go on now, and why. */
  get stalls(): readonly Stall[] {
    return this.#rounds.stalls.all
  }

  /** Partitions of which nothing more is read because too many of their messages wait. */
  get full(): readonly number[] {
    return this.#parts.admission.full
  }

  /** What came of looking for messages that were published more than once. */
  get deduplication(): DedupCounts {
    return this.#parts.dedup?.counts ?? { duplicates: 0, conflicts: 0, forgotten: 0 }
  }

  /** What is promised of this flow, as the cluster is set up now, and which part is the weakest. */
  async guarantee(): Promise<Guarantee> {
    const { plan, options, settlement, admin } = this.#parts
    return await guaranteeOf(
      { plan, options, sinks: settlement.sinks },
      admin,
      this.#stopping.signal,
    )
  }

  /** Whether everything fails, so that one message at a time is tried. */
  get isOutage(): boolean {
    return this.#rounds.outage.isOn
  }

  /** What was counted, and what waits now. */
  metrics(): readonly Metric[] {
    const { plan, counts, consumer, pending } = this.#parts
    return handlingMetrics({
      ...{ topic: plan.source, groupId: plan.group, counts, consumer, pending },
      stalled: this.stalls.length,
      full: this.full.length,
      isOutage: this.isOutage,
      duplicates: this.deduplication.duplicates,
    })
  }

  /** Joins the group and begins, in the background. */
  async start(): Promise<void> {
    const { consumer, settlement, external } = this.#parts
    if (external === undefined) await settlement.begin()
    await consumer.subscribe(this.topics, {
      onAssigned: (partitions) => this.#assigned(partitions),
      onRevoked: (partitions) => this.#gone(partitions),
    })
    this.#running = this.#run().catch(async (error: unknown) => {
      const { plan, logger } = this.#parts
      const reason = error instanceof Error ? error.message : String(error)
      logger.error({ topic: plan.source, group: plan.group, reason }, 'It has stopped.')
      this.#stopping.abort()
      // Others shall have what is ours.
      await consumer.close()
      throw error
    })
    this.#running.catch(() => undefined) // `ended` tells.
  }

  /** Resolves when it has stopped; rejects with what made it stop. */
  async ended(): Promise<void> {
    await this.#running
  }

  /** Takes nothing new, and resolves when what was taken is settled, or its time is over. */
  async stop(): Promise<void> {
    const { clock, graceMs } = this.#parts
    this.#stopping.abort()
    const late = Promise.withResolvers<void>()
    const timer = clock.after(graceMs, late.resolve, { keepAlive: true })
    await Promise.race([this.#running, late.promise])
    timer.cancel()
  }

  async close(): Promise<void> {
    this.#stopping.abort()
    this.#parts.holds.close()
    await this.#parts.consumer.close()
    await this.#parts.settlement.close()
    await this.#parts.external?.close()
  }

  async #run(): Promise<void> {
    const { consumer, admission, steps } = this.#parts
    const { signal } = this.#stopping
    while (!signal.aborted) {
      let records: readonly ConsumerRecord[]
      try {
        // Of what is wrong everywhere, one message is enough to learn that it is over.
        const max = this.#rounds.outage.isOn ? 1 : this.#rounds.size.now
        records = await consumer.poll({ signal, max })
      } catch (error) {
        if (signal.aborted) return
        throw await this.#reasonOf(error) // Of what passes by itself the client says nothing.
      }
      this.#isAtWork = true
      await steps.reached('polled')
      const works = admission.admit(records)
      if (works.length > 0) await this.#rounds.of(works)
      this.#isAtWork = false
    }
  }

  /** What we have thrown ourselves while partitions were assigned, or how much is gone. */
  async #reasonOf(error: unknown): Promise<unknown> {
    if (isOperatingError(error, 'CLIENT_HOOK_FAILED')) return error.cause ?? error
    const { external } = this.#parts
    if (external === undefined || !isKafkaError(error)) return error
    if (error.errorName !== 'OFFSET_OUT_OF_RANGE') return error
    return await external.check().then(
      () => error,
      (known: unknown) => known,
    )
  }

  async #assigned(partitions: readonly TopicPartition[]): Promise<void> {
    await this.#ownership.assigned(partitions)
    for (const partition of partitions) this.#begun.add(nameOf(partition))
  }

  #gone(partitions: readonly TopicPartition[]): void {
    this.#ownership.gone(partitions)
    for (const partition of partitions) this.#begun.delete(nameOf(partition))
    for (const { partition } of partitions) this.#rounds.stalls.forget(partition)
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`
}
