import { pause, type Clock, type Logger } from '@barnabus/base'
import { isKafkaError, type Admin, type Consumer, type TopicPartition } from '@barnabus/client'

import type { Draining } from '../retry/draining.ts'
import type { PendingKeys } from '../retry/pending-keys.ts'
import { readPending, type PendingReader, type Position } from '../retry/read-pending.ts'
import { everyTier, type RetryPlan } from '../retry/retry-plan.ts'
import type { Settlement } from '../settle/settlement.ts'
import type { Steps } from '../steps.ts'
import type { StoreRounds } from '../stores/store-rounds.ts'
import { workOf } from './admission.ts'
import type { Holds } from './holds.ts'
import type { PartitionMemory } from './partition-memory.ts'
import type { Work } from './work.ts'

export interface OwnershipParts {
  readonly plan: RetryPlan
  readonly from: 'earliest' | 'latest'
  /** Where positions are kept, unless it is Kafka. */
  readonly external: StoreRounds | undefined
  readonly consumer: Consumer
  readonly admin: Admin
  readonly settlement: Settlement
  /** What has to be known of the partitions with these numbers before they are read. */
  readonly memories: readonly PartitionMemory[]
  readonly pending: PendingKeys
  readonly draining: Draining
  readonly holds: Holds
  readonly reader: PendingReader
  readonly steps: Steps
  readonly clock: Clock
  readonly logger: Logger
  readonly signal: AbortSignal
}

const pauseMs = 500

/**
 * The partitions that are ours in the group: where to go on in them, and what has to be known before.
 * All of that is read from the cluster (or the store) whenever they come, and whenever it is not
 * certain any more.
 */
export class Ownership {
  readonly #parts: OwnershipParts

  constructor(parts: OwnershipParts) {
    this.#parts = parts
  }

  /** They have come to what was there. Resolves when it is known where to go on. */
  async assigned(partitions: readonly TopicPartition[]): Promise<void> {
    await this.#patiently(() => this.#take(partitions))
  }

  /** They are about to be somebody else's, or may be already. */
  gone(partitions: readonly TopicPartition[]): void {
    const { pending, holds, external, memories, draining } = this.#parts
    holds.drop(partitions)
    const numbers = new Set(partitions.map(({ partition }) => partition))
    for (const memory of [...memories, draining]) memory.forget(numbers)
    external?.giveUp(partitions)
    for (const partition of numbers) pending.drop(partition)
  }

  /** The group goes on in these partitions; where, and behind what, is read from the cluster. */
  async #take(partitions: readonly TopicPartition[]): Promise<void> {
    const { consumer, plan, reader, pending, draining, steps, from, external, memories } =
      this.#parts
    const { signal } = this.#parts
    const taken = await external?.take(partitions)
    const committed =
      taken?.map(({ next, leaderEpoch }) => ({ offset: next, leaderEpoch })) ??
      (await consumer.committed(partitions, { signal }))
    const positions = await this.#positionsOf(partitions, committed)
    await draining.begin(
      partitions.filter((_, index) => taken?.[index]?.isNew ?? committed[index] === undefined),
    )
    await steps.reached('positions-read')
    const tierOf = new Map(everyTier(plan).map(({ topic, number }) => [topic, number]))
    for (const { partition } of partitions) pending.drop(partition)
    if (plan.keepsOrder) {
      const waiting = positions.filter(({ topic }) => tierOf.has(topic))
      await readPending(waiting, reader, (record) => {
        const { key, tier, origin } = workOf(record, tierOf.get(record.topic)!, false)
        if (key !== undefined) pending.enter(record.partition, key, { offset: origin.offset, tier })
      })
    }
    const numbers = new Set(partitions.map(({ partition }) => partition))
    for (const memory of memories) await memory.recall(numbers)
    await steps.reached('pending-read')
    if (from === 'latest') await this.#commitFirst(positions, committed)
    for (const { topic, partition, offset, leaderEpoch } of positions) {
      consumer.seek({ topic, partition }, offset, leaderEpoch)
    }
  }

  async #positionsOf(
    partitions: readonly TopicPartition[],
    committed: readonly (Omit<Position, keyof TopicPartition> | undefined)[],
  ): Promise<readonly Position[]> {
    const { admin, plan, from } = this.#parts
    const known = partitions.flatMap(({ topic, partition }, index) => {
      const found = committed[index]
      const { offset, leaderEpoch } = found ?? {}
      return offset === undefined ? [] : [{ topic, partition, offset, leaderEpoch }]
    })
    const unknown = partitions.filter((_, index) => committed[index] === undefined)
    if (unknown.length === 0) return known
    const asked = unknown.map(({ topic, partition }) => {
      return { topic, partition, at: topic === plan.source ? from : ('earliest' as const) }
    })
    const { signal } = this.#parts
    const found = await admin.listOffsets(asked, { signal })
    const begun = found.map(({ topic, partition, offset }) => {
      return { topic, partition, offset: offset ?? 0n }
    })
    return [...known, ...begun]
  }

  /** A group that begins at the end must not begin there again after its first message failed. */
  async #commitFirst(positions: readonly Position[], committed: readonly unknown[]): Promise<void> {
    if (committed.every((one) => one !== undefined)) return
    await this.#parts.consumer.commit(positions)
  }

  /** Nothing of these is settled, or it is not known: the cluster knows where the group is. */
  async readAgain(works: readonly Work[]): Promise<void> {
    const { consumer, settlement, external } = this.#parts
    const numbers = new Set(works.map(({ record }) => record.partition))
    const partitions = consumer.assignment.filter(({ partition }) => numbers.has(partition))
    if (partitions.length === 0) return
    await this.#patiently(async () => {
      // Whatever is left open of the round must end, or nobody could tell where the group is.
      if (external === undefined) await settlement.begin()
      await this.#take(partitions)
    })
  }

  /** Tries until it succeeds: nothing may be read from where we only think the group is. */
  async #patiently(task: () => Promise<void>): Promise<void> {
    const { clock, logger, external } = this.#parts
    const { signal } = this.#parts
    for (;;) {
      try {
        await task()
        return
      } catch (error) {
        if (signal.aborted) return
        if (!isKafkaError(error) && external?.mayPass(error) !== true) throw error
        logger.warn({ reason: String(error) }, 'Positions could not be read, and are asked again.')
        await pause(clock, pauseMs, { keepAlive: true })
      }
    }
  }
}
