import type { Segment } from '../segment/segment.ts'

/** Where the batch is with which a read will begin. */
export interface BatchPlace {
  readonly segment: Segment
  readonly position: number
  /** The first offset of the batch at that position. */
  readonly offset: bigint
}

const hintsMax = 16

/** Where reads have ended: a reader that goes on from there needs no index. */
export class PositionHints {
  #places: Map<bigint, BatchPlace> | undefined // The oldest comes first.

  note(place: BatchPlace): void {
    this.#places ??= new Map()
    this.#places.delete(place.offset)
    this.#places.set(place.offset, place)
    if (this.#places.size <= hintsMax) return
    for (const oldest of this.#places.keys()) {
      this.#places.delete(oldest)
      return
    }
  }

  at(offset: bigint): BatchPlace | undefined {
    return this.#places?.get(offset)
  }
}
