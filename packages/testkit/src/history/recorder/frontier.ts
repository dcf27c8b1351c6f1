import type { Random } from '@barnabus/base'

import type { Key, Work } from '../model/operation.ts'
import { recordsPolledBy, sendsOf } from '../model/indexed-history.ts'

/** How far all clients together have come: where to look next, and how far the final reads must. */
export class Frontier {
  readonly keys: readonly Key[]
  readonly #unpolled: ReadonlyMap<Key, Set<number>>
  readonly #highest = new Map<Key, number>()

  constructor(keys: readonly Key[]) {
    this.keys = keys
    this.#unpolled = new Map(keys.map((key) => [key, new Set()]))
  }

  /** Of an operation that was ok. */
  advance(work: Pick<Work, 'steps'>): void {
    for (const { key, offset } of sendsOf(work)) {
      if (offset === null) continue
      this.#unpolled.get(key)?.add(offset)
      this.#raise(key, offset)
    }
    for (const { key, offset } of recordsPolledBy(work)) {
      this.#unpolled.get(key)?.delete(offset)
      this.#raise(key, offset)
    }
  }

  /** The highest offset that was acknowledged or polled; -1 if there is none. */
  highest(key: Key): number {
    return this.#highest.get(key) ?? -1
  }

  /** An acknowledged record that nobody has polled yet, if there is one. */
  someUnpolled(random: Random): { readonly key: Key; readonly offset: number } | undefined {
    const waiting = [...this.#unpolled].filter(([, offsets]) => offsets.size > 0)
    const chosen = waiting[random.below(Math.max(1, waiting.length))]
    if (chosen === undefined) return undefined
    const [key, offsets] = chosen
    return { key, offset: Math.min(...offsets) }
  }

  #raise(key: Key, offset: number): void {
    this.#highest.set(key, Math.max(this.highest(key), offset))
  }
}
