import type { Clock, Timer } from '@barnabus/base'
import type { Consumer, TopicPartition } from '@barnabus/client'

/** A partition that is not read for a while. */
export interface Held extends TopicPartition {
  /** `not-due`: its next message is not due before. `pause`: something has to pass first. */
  readonly why: 'not-due' | 'pause'
  /** For how long, from its beginning. */
  readonly waitMs: number
  /** Until then, in ms since 1970. */
  readonly untilMs: number
}

/** Partitions that are not read for a while. */
export class Holds {
  readonly #consumer: Consumer
  readonly #clock: Clock
  readonly #holds = new Map<string, { readonly held: Held; readonly timer: Timer }>()

  constructor(consumer: Consumer, clock: Clock) {
    this.#consumer = consumer
    this.#clock = clock
  }

  /** Those that wait now. */
  get held(): readonly Held[] {
    return Array.from(this.#holds.values(), ({ held }) => held)
  }

  /** Reads a partition again from `offset`, and only after `delayMs`. */
  hold(
    { topic, partition }: TopicPartition,
    offset: bigint,
    delayMs: number,
    why: Held['why'] = 'pause',
  ): void {
    if (!this.#isOurs({ topic, partition })) return
    this.#consumer.seek({ topic, partition }, offset)
    this.pause({ topic, partition }, delayMs, why)
  }

  /** Reads nothing more of a partition for `delayMs`. */
  pause({ topic, partition }: TopicPartition, delayMs: number, why: Held['why'] = 'pause'): void {
    if (!this.#isOurs({ topic, partition })) return
    const name = `${topic}/${partition}`
    this.#holds.get(name)?.timer.cancel()
    this.#consumer.pause([{ topic, partition }])
    const waitMs = Math.max(delayMs, 1)
    const timer = this.#clock.after(waitMs, () => {
      this.#holds.delete(name)
      if (this.#isOurs({ topic, partition })) this.#consumer.resume([{ topic, partition }])
    })
    const untilMs = this.#clock.nowMs() + waitMs
    this.#holds.set(name, { held: { topic, partition, why, waitMs, untilMs }, timer })
  }

  /** Forgets partitions that are somebody else's now. */
  drop(partitions: readonly TopicPartition[]): void {
    for (const { topic, partition } of partitions) {
      const name = `${topic}/${partition}`
      this.#holds.get(name)?.timer.cancel()
      this.#holds.delete(name)
    }
  }

  close(): void {
    for (const { timer } of this.#holds.values()) timer.cancel()
    this.#holds.clear()
  }

  #isOurs({ topic, partition }: TopicPartition): boolean {
    return this.#consumer.assignment.some(
      (owned) => owned.topic === topic && owned.partition === partition,
    )
  }
}
