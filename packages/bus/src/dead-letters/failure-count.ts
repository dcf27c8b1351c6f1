import { readJourney } from '../messages/bus-headers.ts'
import type { Desk } from './desk.ts'
import { rangesOf, readRanges } from './read-ranges.ts'

/** Counts the messages of a redrive that become dead letters again. */
export class FailureCount {
  readonly #desk: Desk
  readonly #redrive: string
  #ends: ReadonlyMap<number, bigint>

  private constructor(desk: Desk, redrive: string, ends: ReadonlyMap<number, bigint>) {
    this.#desk = desk
    this.#redrive = redrive
    this.#ends = ends
  }

  /** From now on. */
  static async begin(desk: Desk, redrive: string): Promise<FailureCount> {
    const ranges = await rangesOf(desk.topics.deadLetterTopic, desk.reader)
    return new FailureCount(desk, redrive, new Map(ranges.map((one) => [one.partition, one.to])))
  }

  /** How many more there are since this was asked before. */
  async more(): Promise<number> {
    const { topics, reader } = this.#desk
    const whole = await rangesOf(topics.deadLetterTopic, reader)
    const fresh = whole.map((one) => ({ ...one, from: this.#ends.get(one.partition) ?? one.from }))
    let count = 0
    for await (const record of readRanges(fresh, reader)) {
      if (readJourney(record)?.redrive?.id === this.#redrive) count += 1
    }
    this.#ends = new Map(whole.map((one) => [one.partition, one.to]))
    return count
  }
}
