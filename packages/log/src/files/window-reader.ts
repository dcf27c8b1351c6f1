/** Reads bytes of a file: as `OpenFiles.read`, with the path already chosen. */
export type ReadAt = (target: Uint8Array, position: number) => Promise<number>

/**
 * Walks through a file of any size with a bounded window of it in memory.
 *
 * What `view` returns is a part of the window and stays as it is: the next window is new memory.
 */
export class WindowReader {
  readonly #readAt: ReadAt
  readonly #end: number
  readonly #windowBytes: number
  #window: Uint8Array = new Uint8Array(0)
  #windowAt = 0

  /** Reads no further than `end`: nothing of interest is there. */
  constructor(readAt: ReadAt, end: number, windowBytes = 1024 * 1024) {
    this.#readAt = readAt
    this.#end = end
    this.#windowBytes = windowBytes
  }

  /** The `size` bytes at `position`; undefined if they end before. */
  async view(position: number, size: number): Promise<Uint8Array | undefined> {
    const held = this.held(position, size)
    if (held !== undefined) return held
    const wanted = Math.min(Math.max(size, this.#windowBytes), this.#end - position)
    if (wanted < size) return undefined
    const window = new Uint8Array(wanted)
    const filled = await this.#readAt(window, position)
    this.#window = window.subarray(0, filled)
    this.#windowAt = position
    return this.held(position, size)
  }

  /** The same without reading: undefined also if the window does not hold them. */
  held(position: number, size: number): Uint8Array | undefined {
    const at = position - this.#windowAt
    if (at < 0 || at + size > this.#window.length) return undefined
    return this.#window.subarray(at, at + size)
  }
}
