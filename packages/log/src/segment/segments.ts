import { assert } from '@barnabus/base'
import type { Segment } from './segment.ts'

/** The segments of a partition, in order. There is always an active one, the last. */
export class Segments {
  readonly #segments: Segment[]
  #sizeBytes: number
  #replacements = 0

  constructor(segments: readonly Segment[]) {
    assert(segments.length > 0, 'a partition has at least one segment')
    this.#segments = [...segments]
    this.#sizeBytes = segments.reduce((sum, segment) => sum + segment.sizeBytes, 0)
  }

  get active(): Segment {
    return this.#segments.at(-1)!
  }

  get first(): Segment {
    return this.#segments[0]!
  }

  get all(): readonly Segment[] {
    return this.#segments
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  /** How often segments were compacted into others: whoever waits in between finds that out. */
  get replacements(): number {
    return this.#replacements
  }

  grew(sizeBytes: number): void {
    this.#sizeBytes += sizeBytes
  }

  /** Makes `segment` the active one. */
  add(segment: Segment): void {
    assert(segment.baseOffset > this.active.baseOffset, 'segments come in order')
    this.#segments.push(segment)
  }

  /** The segment that `offset` falls into; undefined: it is before all of them. */
  find(offset: bigint): Segment | undefined {
    let low = 0
    let high = this.#segments.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#segments[middle]!.baseOffset <= offset) low = middle + 1
      else high = middle
    }
    return this.#segments[low - 1]
  }

  /** The one after `segment`; undefined: it is the active one. */
  after(segment: Segment): Segment | undefined {
    return this.#segments[this.#segments.indexOf(segment) + 1]
  }

  /** Puts `fresh` in the place of neighbours that were compacted into it; never the active one. */
  replace(replaced: readonly Segment[], fresh: Segment): void {
    const at = this.#segments.indexOf(replaced[0]!)
    assert(at >= 0 && at + replaced.length < this.#segments.length, 'the active segment stays')
    this.#replacements += 1
    const removed = this.#segments.splice(at, replaced.length, fresh)
    for (const [index, segment] of removed.entries()) {
      assert(segment === replaced[index], 'what is replaced are neighbours')
      segment.isRemoved = true
      segment.isReplaced = true
      this.#sizeBytes -= segment.sizeBytes
    }
    this.#sizeBytes += fresh.sizeBytes
  }

  /** Takes out the first `count` segments; never the active one. */
  removeFirst(count: number): readonly Segment[] {
    assert(count < this.#segments.length, 'the active segment stays')
    const removed = this.#segments.splice(0, count)
    for (const segment of removed) {
      segment.isRemoved = true
      this.#sizeBytes -= segment.sizeBytes
    }
    return removed
  }
}
