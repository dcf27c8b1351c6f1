import { assert } from '@barnabus/base'
import type { Segment } from '../segment/segment.ts'

/** A batch that is in memory, and where in the files it goes. */
export interface TailBatch {
  readonly bytes: Uint8Array
  readonly baseOffset: bigint
  readonly nextOffset: bigint
  readonly segment: Segment
  readonly position: number
}

// The objects around a batch's bytes, as V8 keeps them: more than the bytes of a small batch.
const objectsBytes = 700

/** What a batch costs while it is in memory. */
export function memoryOf({ bytes }: Pick<TailBatch, 'bytes'>): number {
  return bytes.length + objectsBytes
}

/** In the place of a batch that is gone, until the list is cut: so that its bytes are free at once. */
const evicted = {} as TailBatch

/** Batches that a reader may have, in memory. */
export interface TailSlice {
  readonly batches: readonly Uint8Array[]
  readonly sizeBytes: number
}

/**
 * The newest batches of a partition, in memory: those not yet in its files, and some that are.
 *
 *   |  written, may go  |  durable, to be written  |  on the way to the write-ahead log  |
 *   first              written              highWatermark                             end
 */
export class Tail {
  #batches: TailBatch[] = []
  #head = 0
  /** Index of the first batch that is not in the files. */
  #unwritten = 0

  /** Batches in memory. */
  get length(): number {
    return this.#batches.length - this.#head
  }

  /** Whether the batch with `offset` is in memory, given that it is below the log's end. */
  has(offset: bigint): boolean {
    const first = this.#batches[this.#head]
    return first !== undefined && first.baseOffset <= offset
  }

  push(batch: TailBatch): void {
    const last = this.length > 0 ? this.#batches.at(-1) : undefined
    assert(
      last === undefined || last.nextOffset === batch.baseOffset,
      'the tail of a partition has no gaps',
    )
    this.#batches.push(batch)
  }

  /** Whole batches from the one with `offset` on, up to `limit` and `maxBytes`. */
  read(
    offset: bigint,
    until: { readonly limit: bigint; readonly maxBytes: number; readonly minOneBatch: boolean },
  ): TailSlice {
    const batches: Uint8Array[] = []
    let sizeBytes = 0
    for (let index = this.#indexOf(offset); index < this.#batches.length; index += 1) {
      const { bytes, nextOffset } = this.#batches[index]!
      const fits = sizeBytes + bytes.length <= until.maxBytes
      if (nextOffset > until.limit || !(fits || (until.minOneBatch && sizeBytes === 0))) break
      batches.push(bytes)
      sizeBytes += bytes.length
    }
    return { batches, sizeBytes }
  }

  /** The next batches below `limit` to be written, all for one segment, up to `maxBytes`. */
  toWrite(limit: bigint, maxBytes: number): readonly TailBatch[] {
    const from = this.#unwritten
    let to = from
    let sizeBytes = 0
    while (to < this.#batches.length && sizeBytes < maxBytes) {
      const { segment, nextOffset, bytes } = this.#batches[to]!
      if (nextOffset > limit || segment !== this.#batches[from]!.segment) break
      sizeBytes += bytes.length
      to += 1
    }
    return this.#batches.slice(from, to)
  }

  /** The first `count` of the unwritten batches are in the files. */
  markWritten(count: number): void {
    this.#unwritten += count
    assert(this.#unwritten <= this.#batches.length, 'more was written than there is')
  }

  /** How many batches end at or before `offset`. */
  countBefore(offset: bigint): number {
    return this.#indexOf(offset) - this.#head
  }

  /** Lets go of the oldest batches, all of them written. Returns their memory. */
  evict(count: number): number {
    let sizeBytes = 0
    for (const end = Math.min(this.#head + count, this.#unwritten); this.#head < end;) {
      sizeBytes += memoryOf(this.#batches[this.#head]!)
      this.#batches[this.#head] = evicted
      this.#head += 1
    }
    if (this.#head > 64 && this.#head * 2 > this.#batches.length) this.#compact()
    return sizeBytes
  }

  /** Lets go of everything. Returns the memory of what was written and of what was not. */
  clear(): { readonly writtenBytes: number; readonly unwrittenBytes: number } {
    const sizeOf = (from: number, to: number): number =>
      this.#batches.slice(from, to).reduce((sum, batch) => sum + memoryOf(batch), 0)
    const writtenBytes = sizeOf(this.#head, this.#unwritten)
    const unwrittenBytes = sizeOf(this.#unwritten, this.#batches.length)
    this.#batches = []
    this.#head = 0
    this.#unwritten = 0
    return { writtenBytes, unwrittenBytes }
  }

  #compact(): void {
    this.#batches = this.#batches.slice(this.#head)
    this.#unwritten -= this.#head
    this.#head = 0
  }

  /** Index of the first batch that ends past `offset`. */
  #indexOf(offset: bigint): number {
    let low = this.#head
    let high = this.#batches.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#batches[middle]!.nextOffset <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
