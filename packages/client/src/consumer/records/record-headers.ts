import type { Buffer } from 'node:buffer'
import { inspect } from 'node:util'

type Entry = readonly [name: string, value: Buffer | null]

/**
 * The headers of a record, in their order; a name may come more than once.
 *
 * Iterating gives pairs of name and value, which a producer takes as they are.
 */
export class RecordHeaders implements Iterable<Entry> {
  readonly #entries: readonly Entry[]

  constructor(entries: readonly Entry[]) {
    this.#entries = entries
  }

  get size(): number {
    return this.#entries.length
  }

  /** The last value under that name; undefined if there is none. */
  get(name: string): Buffer | null | undefined {
    return this.#entries.findLast(([one]) => one === name)?.[1]
  }

  /** All values under that name, in their order. */
  getAll(name: string): readonly (Buffer | null)[] {
    return this.#entries.filter(([one]) => one === name).map(([, value]) => value)
  }

  has(name: string): boolean {
    return this.#entries.some(([one]) => one === name)
  }

  [Symbol.iterator](): IterableIterator<Entry> {
    return this.#entries.values()
  }

  [inspect.custom](): unknown {
    return this.#entries.map(([name, value]) => [name, value?.toString() ?? null])
  }
}

/** What a record without headers has. */
export const noHeaders = new RecordHeaders([])
