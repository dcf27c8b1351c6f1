import type { Tail } from './tail.ts'

/** Some batches of a partition that went into its files together. */
interface Cached {
  readonly tail: Tail
  readonly count: number
}

/**
 * What the tails of all partitions keep in memory, in bytes of memory (see `memoryOf`).
 *
 * Batches not yet in files are counted, and when they are too many, everybody is asked to slow
 * down. Batches in files are a cache of a bounded size: the oldest go first, whoever's they are.
 */
export class TailMemory {
  readonly #cacheBytesMax: number
  readonly #unwrittenBytesMax: number
  #cached: Cached[] = []
  #head = 0
  #cachedBytes = 0
  #unwrittenBytes = 0
  readonly #waiting: (() => void)[] = []

  constructor(options: { readonly cacheBytesMax: number; readonly unwrittenBytesMax: number }) {
    this.#cacheBytesMax = options.cacheBytesMax
    this.#unwrittenBytesMax = options.unwrittenBytesMax
  }

  /** Memory of batches that are in no file yet. */
  get unwrittenBytes(): number {
    return this.#unwrittenBytes
  }

  get cachedBytes(): number {
    return this.#cachedBytes
  }

  get congested(): boolean {
    return this.#unwrittenBytes > this.#unwrittenBytesMax
  }

  appended(sizeBytes: number): void {
    this.#unwrittenBytes += sizeBytes
  }

  /** `count` batches of `tail` are in files now: they may be kept, or not. */
  written(tail: Tail, count: number, sizeBytes: number): void {
    this.#unwrittenBytes -= sizeBytes
    this.#cachedBytes += sizeBytes
    this.#cached.push({ tail, count })
    this.#evictDownTo(this.#cacheBytesMax)
    this.#wakeUp()
  }

  /** Lets go of everything that is in files, too. */
  giveUpCache(): void {
    this.#evictDownTo(0)
  }

  /** Lets go of what `tail` has before `offset`; all of it is in files. */
  evict(tail: Tail, offset: bigint): void {
    this.#cachedBytes -= tail.evict(tail.countBefore(offset))
  }

  /** The tail is gone with its partition. */
  dropped(sizes: { readonly writtenBytes: number; readonly unwrittenBytes: number }): void {
    this.#cachedBytes -= sizes.writtenBytes
    this.#unwrittenBytes -= sizes.unwrittenBytes
    this.#wakeUp()
  }

  /** Resolves once `congested` is false. */
  drained(): Promise<void> {
    if (!this.congested) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** Ends all waiting: nothing will be written any more. */
  giveUp(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  #evictDownTo(bytesMax: number): void {
    while (this.#cachedBytes > bytesMax && this.#head < this.#cached.length) {
      const { tail, count } = this.#cached[this.#head]!
      this.#head += 1
      this.#cachedBytes -= tail.evict(count)
    }
    if (this.#head > 64 && this.#head * 2 > this.#cached.length) {
      this.#cached = this.#cached.slice(this.#head)
      this.#head = 0
    }
  }

  #wakeUp(): void {
    if (this.congested) return
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
