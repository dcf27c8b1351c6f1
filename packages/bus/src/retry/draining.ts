import { pause, type Clock } from '@barnabus/base'
import { isKafkaError, type Consumer, type TopicPartition } from '@barnabus/client'

import { prepareTopics } from './own-topics.ts'
import { readPending, type PendingReader, type Position } from './read-pending.ts'
import type { RetryPlan } from './retry-plan.ts'

const pauseMs = 500

/**
 * Partitions that the topic has got since the group began. A key may have moved there while earlier
 * messages of it wait in a retry tier of another partition: nothing is handled in a new partition
 * until everything that waited when it came has been settled.
 *
 * A new partition is one in which the group has committed nothing, while it has elsewhere.
 */
export class Draining {
  readonly #plan: RetryPlan
  readonly #consumer: Consumer
  readonly #reader: PendingReader
  readonly #clock: Clock
  readonly #partitions = new Set<number>()

  constructor(plan: RetryPlan, consumer: Consumer, reader: PendingReader, clock: Clock) {
    this.#plan = plan
    this.#consumer = consumer
    this.#reader = reader
    this.#clock = clock
  }

  /** Whether messages of this partition of the topic have to wait. */
  has(partition: number): boolean {
    return this.#partitions.has(partition)
  }

  /** These have come, and the group has committed nothing in them. */
  async begin(uncommitted: readonly TopicPartition[]): Promise<void> {
    const { source, group, tiers, keepsOrder } = this.#plan
    const { admin, signal } = this.#reader
    const fresh = uncommitted.filter(({ topic }) => topic === source)
    if (fresh.length === 0) return
    const committed = await admin.listGroupOffsets(group, { signal })
    if (!committed.some(({ topic }) => topic === source)) return
    await prepareTopics(admin, this.#plan, signal)
    if (tiers.length === 0 || !keepsOrder) return
    const waiting = await this.#waiting()
    if (waiting.length === 0) return
    const numbers = new Set(fresh.map(({ partition }) => partition))
    for (const partition of numbers) this.#partitions.add(partition)
    void this.#untilDrained(waiting, numbers)
  }

  /** These are somebody else's now. */
  forget(partitions: ReadonlySet<number>): void {
    for (const partition of partitions) this.#partitions.delete(partition)
  }

  /** The last message that waits in each partition of a tier, as far as there is one. */
  async #waiting(): Promise<readonly Position[]> {
    const last = new Map<string, Position>()
    await readPending(await this.#positions(), this.#reader, ({ topic, partition, offset }) => {
      last.set(`${topic}/${partition}`, { topic, partition, offset })
    })
    return [...last.values()]
  }

  async #positions(): Promise<readonly Position[]> {
    const { tiers } = this.#plan
    const { admin, signal } = this.#reader
    const topics = tiers.map(({ topic }) => topic)
    const described = await admin.describeTopics(topics, { signal })
    const all = described.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition }) => ({ topic, partition })),
    )
    const committed = await this.#consumer.committed(all, { signal })
    const begun = await admin.listOffsets(
      all.map((one) => ({ ...one, at: 'earliest' as const })),
      { signal },
    )
    return all.map((one, index) => {
      return { ...one, offset: committed[index]?.offset ?? begun[index]?.offset ?? 0n }
    })
  }

  /** What waits fails once more at most in each tier, and waits in the next one then. */
  async #untilDrained(waiting: readonly Position[], fresh: ReadonlySet<number>): Promise<void> {
    let last = waiting
    for (let tier = 0; tier < this.#plan.tiers.length && last.length > 0; tier += 1) {
      const before = last
      const passed = await this.#answer(fresh, () => this.#passed(before))
      const left = passed && (await this.#answer(fresh, () => this.#waiting()))
      if (left === undefined) return
      last = left
    }
    this.forget(fresh)
  }

  /** Whether all of this was settled; undefined: not yet. */
  async #passed(last: readonly Position[]): Promise<true | undefined> {
    const committed = await this.#consumer.committed(last, { signal: this.#reader.signal })
    const isPassed = last.every(({ offset }, index) => (committed[index]?.offset ?? 0n) > offset)
    return isPassed ? true : undefined
  }

  /** Asks until there is an answer; undefined: it does not matter to us any more. */
  async #answer<Answer>(
    fresh: ReadonlySet<number>,
    ask: () => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> {
    const { signal } = this.#reader
    while (!signal.aborted && [...fresh].some((partition) => this.has(partition))) {
      try {
        const answer = await ask()
        if (answer !== undefined) return answer
      } catch (error) {
        if (!signal.aborted && !isKafkaError(error)) throw error // It is asked again.
      }
      await pause(this.#clock, pauseMs)
    }
    return undefined
  }
}
