/** The memory of batches on their way: how much may be used, and what can be used again. */
export class BatchMemory {
  readonly sizeBytes: number
  readonly #pieceSize: number
  readonly #pieces: Buffer[] = []
  #usedBytes = 0

  /** Batches are usually made in pieces of `pieceSize`. */
  constructor(sizeBytes: number, pieceSize: number) {
    this.sizeBytes = sizeBytes
    this.#pieceSize = pieceSize
  }

  get usedBytes(): number {
    return this.#usedBytes
  }

  /** Memory of at least `size` bytes; undefined: there is no room, wait for `release`. */
  take(size: number): Buffer | undefined {
    const taken = Math.max(size, this.#pieceSize)
    return this.#usedBytes + taken > this.sizeBytes ? undefined : this.takeAnyway(taken)
  }

  /** Memory of at least `size` bytes, for what has been taken in already. */
  takeAnyway(size: number): Buffer {
    const taken = Math.max(size, this.#pieceSize)
    this.#usedBytes += taken
    if (taken > this.#pieceSize) return Buffer.allocUnsafeSlow(taken)
    return this.#pieces.pop() ?? Buffer.allocUnsafeSlow(taken)
  }

  /** Gives back what `take` gave; `isIdle`: nobody may still be reading from it. */
  release(memory: Buffer, isIdle: boolean): void {
    this.#usedBytes -= memory.length
    if (isIdle && memory.length === this.#pieceSize) this.#pieces.push(memory)
  }
}
