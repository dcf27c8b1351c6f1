import type { Key, Value } from './operation.ts'

/**
 * What is known to stand in one key: offsets, each with the values that somebody saw or was told to
 * be there. Gaps are normal (markers, aborted records), so places are compared by *index*: the
 * number of an offset among the known ones.
 */
export class VersionOrder {
  readonly key: Key
  readonly #valuesAt: ReadonlyMap<number, ReadonlySet<Value>>
  readonly #offsets: readonly number[]
  readonly #indexAt: ReadonlyMap<number, number>
  readonly #indexesOf = new Map<Value, number[]>()

  constructor(key: Key, valuesAt: ReadonlyMap<number, ReadonlySet<Value>>) {
    this.key = key
    this.#valuesAt = valuesAt
    this.#offsets = [...valuesAt.keys()].toSorted((left, right) => left - right)
    this.#indexAt = new Map(this.#offsets.map((offset, index) => [offset, index]))
    for (const [index, offset] of this.#offsets.entries()) {
      for (const value of this.valuesAt(offset)) {
        this.#indexesOf.set(value, [...this.indexesOf(value), index])
      }
    }
  }

  /** The known offsets, rising. */
  get offsets(): readonly number[] {
    return this.#offsets
  }

  get values(): IterableIterator<Value> {
    return this.#indexesOf.keys()
  }

  valuesAt(offset: number): ReadonlySet<Value> {
    return this.#valuesAt.get(offset) ?? new Set()
  }

  /** Where a value stands; more than once if something is wrong. Rising. */
  indexesOf(value: Value): readonly number[] {
    return this.#indexesOf.get(value) ?? []
  }

  indexAt(offset: number): number | undefined {
    return this.#indexAt.get(offset)
  }

  /** The index of the first known offset that is not below `offset`; their number if there is none. */
  indexFrom(offset: number): number {
    const found = this.#indexAt.get(offset)
    if (found !== undefined) return found
    let [low, high] = [0, this.#offsets.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#offsets[middle]! < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
