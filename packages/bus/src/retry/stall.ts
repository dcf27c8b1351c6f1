const firstMs = 500
const maxMs = 30_000

/** A partition that cannot go on, and since when. */
export interface Stall {
  readonly partition: number
  readonly reason: string
  /** In ms since 1970. */
  readonly sinceMs: number
  readonly tries: number
}

/** Which partitions cannot go on, and how long each waits until it is tried again. */
export class Stalls {
  readonly #stalls = new Map<number, Stall>()

  get all(): readonly Stall[] {
    return [...this.#stalls.values()]
  }

  /** Notes one more failed try; gives how long to wait for the next, in ms. */
  note(partition: number, reason: string, nowMs: number): number {
    const before = this.#stalls.get(partition)
    const tries = (before?.tries ?? 0) + 1
    this.#stalls.set(partition, { partition, reason, sinceMs: before?.sinceMs ?? nowMs, tries })
    return Math.min(maxMs, firstMs * 2 ** (tries - 1))
  }

  /** It goes on, or is somebody else's. */
  forget(partition: number): void {
    this.#stalls.delete(partition)
  }
}
