import type { Uuid } from '@barnabus/protocol'

import type { TopicPartitions } from './assignor.ts'

/** What a member is going to have, while that is being worked out. */
export class GrowingAssignment {
  readonly #partitions = new Map<Uuid, Set<number>>()
  #size = 0

  /** How many partitions it has by now. */
  get size(): number {
    return this.#size
  }

  get partitions(): TopicPartitions {
    return this.#partitions
  }

  add(topicId: Uuid, partition: number): void {
    const partitions = this.#partitions.get(topicId)
    if (partitions === undefined) this.#partitions.set(topicId, new Set([partition]))
    else partitions.add(partition)
    this.#size += 1
  }

  remove(topicId: Uuid, partition: number): void {
    const partitions = this.#partitions.get(topicId)
    if (partitions?.delete(partition) !== true) return
    this.#size -= 1
    if (partitions.size === 0) this.#partitions.delete(topicId)
  }
}
