/** A message that waits. */
export interface Waiting {
  /** Where it was first written; messages of a key are handled in this order. */
  readonly offset: bigint
  readonly tier: number
}

/**
 * Which messages wait in retry tiers, by key, for the partitions of one member: a message is handled
 * only when no earlier one of its key waits.
 */
export class PendingKeys {
  readonly #partitions = new Map<number, Map<string, Waiting[]>>()
  readonly #counts = new Map<number, number>()

  /** Forgets a partition, which is somebody else's now. */
  drop(partition: number): void {
    this.#partitions.delete(partition)
    this.#counts.delete(partition)
  }

  enter(partition: number, key: string, waiting: Waiting): void {
    const keys = this.#partitions.get(partition) ?? new Map<string, Waiting[]>()
    this.#partitions.set(partition, keys)
    const all = keys.get(key) ?? []
    keys.set(key, all)
    const later = all.findIndex(({ offset }) => offset > waiting.offset)
    all.splice(later < 0 ? all.length : later, 0, waiting)
    this.#count(partition, 1)
  }

  leave(partition: number, key: string, { offset, tier }: Waiting): void {
    const keys = this.#partitions.get(partition)
    const all = keys?.get(key)
    if (keys === undefined || all === undefined) return
    const index = all.findIndex((one) => one.offset === offset && one.tier === tier)
    if (index < 0) return
    all.splice(index, 1)
    this.#count(partition, -1)
    if (all.length === 0) keys.delete(key)
  }

  /** The message of that key that waits before `offset` and is the first of all. */
  before(partition: number, key: string, offset: bigint): Waiting | undefined {
    const first = this.#partitions.get(partition)?.get(key)?.[0]
    return first !== undefined && first.offset < offset ? first : undefined
  }

  /** How many messages with a key wait in a partition. */
  count(partition: number): number {
    return this.#counts.get(partition) ?? 0
  }

  #count(partition: number, change: number): void {
    this.#counts.set(partition, this.count(partition) + change)
  }
}
