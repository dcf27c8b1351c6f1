import { assert } from '@barnabus/base'

import type { Partition } from './all-partitions.ts'

interface Move {
  readonly from: string
  readonly to: string
}

/**
 * Which partitions have moved from whom to whom while an assignment is balanced, so that no two
 * members merely swap partitions of one topic: that would move two for the effect of none.
 */
export class Moves {
  readonly #moves = new Map<Partition, Move>()
  readonly #byTopic = new Map<string, Map<string, Set<Partition>>>()

  /** The partition is now with `to`; a move that came before is added to. */
  add(partition: Partition, from: string, to: string): void {
    const before = this.#moves.get(partition)
    if (before === undefined) {
      this.#put(partition, { from, to })
      return
    }
    assert(before.to === from, 'a partition moves from where it is')
    this.#remove(partition, before)
    if (before.from !== to) this.#put(partition, { from: before.from, to })
  }

  /** Which partition to move from one to the other: the one that would go back, if there is one. */
  bestToMove(partition: Partition, from: string, to: string): Partition {
    const origin = this.#moves.get(partition)?.from ?? from
    const back = this.#byTopic.get(partition.topic)?.get(pairKey(to, origin))
    const [first] = back ?? []
    return first ?? partition
  }

  #put(partition: Partition, move: Move): void {
    this.#moves.set(partition, move)
    const pairs = this.#byTopic.get(partition.topic) ?? new Map<string, Set<Partition>>()
    this.#byTopic.set(partition.topic, pairs)
    const key = pairKey(move.from, move.to)
    pairs.set(key, (pairs.get(key) ?? new Set()).add(partition))
  }

  #remove(partition: Partition, { from, to }: Move): void {
    this.#moves.delete(partition)
    this.#byTopic.get(partition.topic)?.get(pairKey(from, to))?.delete(partition)
  }
}

function pairKey(from: string, to: string): string {
  return `${from.length} ${from} ${to}`
}
