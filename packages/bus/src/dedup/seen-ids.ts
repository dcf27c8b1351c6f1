/** When a message was handled, and what it was. */
export interface SeenId {
  readonly body: string
  readonly atMs: number
}

/** What a partition remembers, the oldest first; never more than `max`. */
export class SeenIds {
  readonly #ids = new Map<string, SeenId>()
  readonly #max: number

  constructor(max: number) {
    this.#max = max
  }

  get size(): number {
    return this.#ids.size
  }

  /** Undefined: it was not seen since then, or it is forgotten. */
  get(id: string, sinceMs: number): SeenId | undefined {
    const seen = this.#ids.get(id)
    return seen === undefined || seen.atMs < sinceMs ? undefined : seen
  }

  /** Remembers this; gives how many that are younger than `sinceMs` had to be forgotten for it. */
  enter(id: string, seen: SeenId, sinceMs: number): number {
    this.#ids.delete(id) // To be the last again.
    this.#ids.set(id, seen)
    let forgotten = 0
    for (const [oldest, { atMs }] of this.#ids) {
      if (atMs >= sinceMs && this.#ids.size <= this.#max) break
      this.#ids.delete(oldest)
      if (atMs >= sinceMs) forgotten += 1
    }
    return forgotten
  }

  leave(id: string): void {
    this.#ids.delete(id)
  }
}
