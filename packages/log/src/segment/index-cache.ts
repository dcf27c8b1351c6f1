/** The contents of index files that were looked into lately, up to a number of bytes. */
export class IndexCache {
  readonly #sizeMax: number
  readonly #contents = new Map<string, Uint8Array>() // The least recently used comes first.
  #sizeBytes = 0

  constructor(sizeMax: number) {
    this.#sizeMax = sizeMax
  }

  get(path: string): Uint8Array | undefined {
    const content = this.#contents.get(path)
    if (content === undefined) return undefined
    this.#contents.delete(path)
    this.#contents.set(path, content)
    return content
  }

  set(path: string, content: Uint8Array): void {
    this.delete(path)
    this.#contents.set(path, content)
    this.#sizeBytes += content.length
    for (const oldest of this.#contents.keys()) {
      if (this.#sizeBytes <= this.#sizeMax) return
      this.delete(oldest)
    }
  }

  clear(): void {
    this.#contents.clear()
    this.#sizeBytes = 0
  }

  delete(path: string): void {
    const content = this.#contents.get(path)
    if (content === undefined) return
    this.#contents.delete(path)
    this.#sizeBytes -= content.length
  }
}
