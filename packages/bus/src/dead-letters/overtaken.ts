import type { Buffer } from 'node:buffer'

import type { DeadLetter } from './dead-letter.ts'
import type { Desk } from './desk.ts'
import { rangesOf, readRanges } from './read-ranges.ts'

/**
 * Which letters have a key with later messages that the group has got past: redriven, they come out of
 * order.
 */
export class Overtaken {
  /** The last message of a key that the group has got past, by the names of letters. */
  readonly #last: ReadonlyMap<string, bigint>

  private constructor(last: ReadonlyMap<string, bigint>) {
    this.#last = last
  }

  /** Reads the topic from the oldest of these letters on, up to where the group is now. */
  static async among(
    letters: AsyncIterable<Pick<DeadLetter, 'key' | 'origin'>>,
    { source, group, reader }: Desk,
  ): Promise<Overtaken> {
    const last = new Map<string, bigint>()
    const firsts = new Map<number, bigint>()
    for await (const { key, origin } of letters) {
      if (key === null) continue
      const { partition, offset } = origin
      last.set(nameOf(partition, key), -1n)
      const first = firsts.get(partition)
      if (first === undefined || offset < first) firsts.set(partition, offset)
    }
    if (last.size === 0) return new Overtaken(last)
    const whole = await rangesOf(source, reader)
    const committed = await reader.admin.listGroupOffsets(group, {
      ...{ partitions: whole, signal: reader.signal },
    })
    const ends = new Map(committed.map(({ partition, offset }) => [partition, offset]))
    const passed = whole.flatMap((range) => {
      const [first, end] = [firsts.get(range.partition), ends.get(range.partition)]
      return first === undefined || end === undefined ? [] : [{ ...range, from: first, to: end }]
    })
    for await (const { partition, key, offset } of readRanges(passed, reader)) {
      if (key === null) continue
      const name = nameOf(partition, key)
      if (last.has(name)) last.set(name, offset)
    }
    return new Overtaken(last)
  }

  /** Whether this one is; one that was not among them is not. */
  has({ key, origin: { partition, offset } }: Pick<DeadLetter, 'key' | 'origin'>): boolean {
    return key !== null && offset < (this.#last.get(nameOf(partition, key)) ?? -1n)
  }
}

function nameOf(partition: number, key: Buffer): string {
  return `${partition}/${key.toString('latin1')}`
}
