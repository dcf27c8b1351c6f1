import type { OffsetRecord } from './committed-offset.ts'

/** An offset that a transaction commits, if it commits. */
export interface PendingOffset {
  readonly record: OffsetRecord
  /** Where the record is in the log. */
  readonly at: bigint
}

/** What transactions that are still open would commit, by their producers. */
export class PendingOffsets {
  readonly #byProducer = new Map<bigint, Map<string, PendingOffset>>()

  /** A later one about the same partition takes the place of an earlier one. */
  add(producerId: bigint, pending: PendingOffset): void {
    const ofProducer = this.#byProducer.get(producerId) ?? new Map<string, PendingOffset>()
    this.#byProducer.set(producerId, ofProducer)
    const { groupId, topic, partition } = pending.record
    ofProducer.set(keyOf(groupId, topic, partition), pending)
  }

  /** Takes out what a producer's transaction would have committed. */
  take(producerId: bigint): readonly PendingOffset[] {
    const taken = [...(this.#byProducer.get(producerId)?.values() ?? [])]
    this.#byProducer.delete(producerId)
    return taken
  }

  /** The offset is forgotten, whoever was about to commit it. */
  forget(groupId: string, topic: string, partition: number): void {
    for (const [producerId, ofProducer] of this.#byProducer) {
      ofProducer.delete(keyOf(groupId, topic, partition))
      if (ofProducer.size === 0) this.#byProducer.delete(producerId)
    }
  }

  /** What a producer's transaction would commit of a partition. */
  of(
    producerId: bigint,
    groupId: string,
    topic: string,
    partition: number,
  ): OffsetRecord | undefined {
    return this.#byProducer.get(producerId)?.get(keyOf(groupId, topic, partition))?.record
  }

  has(groupId: string, topic: string, partition: number): boolean {
    const key = keyOf(groupId, topic, partition)
    return [...this.#byProducer.values()].some((ofProducer) => ofProducer.has(key))
  }

  /** All that is pending for a group. */
  ofGroup(groupId: string): readonly OffsetRecord[] {
    return [...this.all()].filter((record) => record.groupId === groupId)
  }

  /** All that is pending, producer by producer. */
  *all(): Generator<OffsetRecord> {
    for (const ofProducer of this.#byProducer.values()) {
      for (const { record } of ofProducer.values()) yield record
    }
  }
}

function keyOf(groupId: string, topic: string, partition: number): string {
  return JSON.stringify([groupId, topic, partition])
}
