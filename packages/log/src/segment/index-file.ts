import { isMissing } from '../files/file-problems.ts'
import type { OpenFiles } from '../files/open-files.ts'
import type { IndexCache } from './index-cache.ts'

/** How the entries of a kind of index look. */
export interface IndexShape {
  readonly entrySize: number
  /** Whether the entry at `at` may follow the one at `before`. Both are of one file. */
  follows(view: DataView, before: number, at: number): boolean
}

const noEntries = new DataView(new ArrayBuffer(0))

export interface IndexFileOptions {
  readonly path: string
  readonly openFiles: OpenFiles
  readonly cache: IndexCache
}

/**
 * An index: entries of a fixed size in rising order, the newest of them only in memory until
 * `flush`. Derived from the log and rebuilt from it, so nothing here is relied on unchecked.
 */
export class IndexFile {
  readonly path: string
  readonly #openFiles: OpenFiles
  readonly #cache: IndexCache
  readonly #shape: IndexShape
  #pending = noEntries
  #pendingCount = 0
  /** Entries on file; undefined: not looked at yet. */
  #fileCount: number | undefined
  #exists: boolean

  constructor(options: IndexFileOptions, shape: IndexShape, content: 'new' | 'onDisk') {
    this.path = options.path
    this.#openFiles = options.openFiles
    this.#cache = options.cache
    this.#shape = shape
    this.#fileCount = content === 'new' ? 0 : undefined
    this.#exists = content === 'onDisk'
  }

  /** Entries in all; only once the file has been looked at. */
  get count(): number {
    return (this.#fileCount ?? 0) + this.#pendingCount
  }

  /** How large it is with what is pending, whether it has been looked at or not. */
  async sizeBytes(): Promise<number> {
    const { entrySize } = this.#shape
    if (this.#fileCount !== undefined) return this.count * entrySize
    const onFile = await this.#openFiles.sizeBytes(this.path).catch(zeroIfMissing)
    return onFile + this.#pendingCount * entrySize
  }

  /** Adds an entry, which `write` puts at a position of the view it gets. */
  append(write: (view: DataView, at: number) => void): void {
    const at = this.#pendingCount * this.#shape.entrySize
    if (at + this.#shape.entrySize > this.#pending.byteLength) this.#grow()
    write(this.#pending, at)
    this.#pendingCount += 1
  }

  /**
   * Finds the last entry for which `isBelow` holds; it holds for all entries up to some and for
   * none after. 'insane': the file does not hold what it should.
   */
  async findLast(
    isBelow: (view: DataView, at: number) => boolean,
  ): Promise<{ readonly view: DataView; readonly at: number } | undefined | 'insane'> {
    const found = this.#search(this.#pending, this.#pendingCount, isBelow)
    if (found !== undefined) return { view: this.#pending, at: found }
    const file = await this.#load()
    if (file === 'insane') return 'insane'
    const at = this.#search(file, file.byteLength / this.#shape.entrySize, isBelow)
    return at === undefined ? undefined : { view: file, at }
  }

  /** All entries: those on file, and those that are pending. */
  async all(): Promise<readonly DataView[] | 'insane'> {
    const pending = new DataView(
      this.#pending.buffer,
      0,
      this.#pendingCount * this.#shape.entrySize,
    )
    const file = await this.#load()
    return file === 'insane' ? 'insane' : [file, pending]
  }

  /** Whether there is an entry, as far as can be told without looking. */
  get mayHaveEntries(): boolean {
    return this.#fileCount === undefined || this.count > 0
  }

  /** Whether entries wait for `flush`. */
  get hasPending(): boolean {
    return this.#pendingCount > 0
  }

  /** Keeps only the entries on file for which `isBelow` holds. For recovery: nothing is pending. */
  async keepBelow(isBelow: (view: DataView, at: number) => boolean): Promise<'kept' | 'insane'> {
    const found = await this.findLast(isBelow)
    if (found === 'insane') return 'insane'
    const sizeBytes = found === undefined ? 0 : found.at + this.#shape.entrySize
    const missing = found === undefined && this.#fileCount === 0
    if (!missing) await this.#openFiles.truncate(this.path, sizeBytes)
    this.#fileCount = sizeBytes / this.#shape.entrySize
    this.#cache.delete(this.path)
    return 'kept'
  }

  /** Empties the index: it is going to be built anew. */
  async reset(): Promise<void> {
    this.#pendingCount = 0
    this.#cache.delete(this.path)
    await this.#openFiles.truncate(this.path, 0)
    this.#fileCount = 0
  }

  /** Writes what is pending; durable after `sync`. */
  async flush(): Promise<void> {
    const { entrySize } = this.#shape
    const count = this.#pendingCount
    if (count === 0) return this.#touch()
    if (this.#fileCount === undefined) await this.#load()
    const position = (this.#fileCount ?? 0) * entrySize
    const bytes = new Uint8Array(this.#pending.buffer.slice(0, count * entrySize))
    await this.#openFiles.write(this.path, [bytes], position)
    this.#cache.delete(this.path)
    this.#fileCount = position / entrySize + count
    this.#exists = true
    this.#dropPending(count)
  }

  async sync(): Promise<void> {
    await this.#openFiles.sync(this.path)
  }

  /** Whether there is a file at all. */
  async isThere(): Promise<boolean> {
    const missing = -1
    const onFile = await this.#openFiles.sizeBytes(this.path).catch((error: unknown) => {
      if (isMissing(error)) return missing
      throw error
    })
    return onFile !== missing
  }

  /** An index without entries is a file all the same: its absence would mean that it was lost. */
  async #touch(): Promise<void> {
    if (!this.#exists) await this.#openFiles.touch(this.path)
    this.#exists = true
  }

  async #load(): Promise<DataView | 'insane'> {
    const { entrySize } = this.#shape
    if (this.#fileCount === 0) return noEntries
    const content = this.#cache.get(this.path) ?? (await this.#read())
    const count = Math.floor(content.length / entrySize)
    const view = new DataView(content.buffer, content.byteOffset, count * entrySize)
    if (this.#fileCount !== undefined) {
      return this.#fileCount === count ? view : 'insane'
    }
    const sane = this.#saneCount(view)
    if (sane < count && !isZero(view, sane * entrySize)) return 'insane'
    this.#fileCount = sane
    const trimmed = content.subarray(0, sane * entrySize)
    this.#cache.set(this.path, trimmed)
    return new DataView(trimmed.buffer, trimmed.byteOffset, trimmed.length)
  }

  async #read(): Promise<Uint8Array> {
    try {
      const whole = new Uint8Array(await this.#openFiles.sizeBytes(this.path))
      const content = whole.subarray(0, await this.#openFiles.read(this.path, whole, 0))
      const known = (this.#fileCount ?? Infinity) * this.#shape.entrySize
      const usable = content.subarray(0, Math.min(content.length, known))
      if (this.#fileCount !== undefined) this.#cache.set(this.path, usable)
      return usable
    } catch (error) {
      if (isMissing(error)) return new Uint8Array(0)
      throw error
    }
  }

  /** How many entries follow upon each other as they should. */
  #saneCount(view: DataView): number {
    const { entrySize } = this.#shape
    const count = view.byteLength / entrySize
    for (let index = 1; index < count; index += 1) {
      const at = index * entrySize
      if (!this.#shape.follows(view, at - entrySize, at)) return index
    }
    return count
  }

  #search(
    view: DataView,
    count: number,
    isBelow: (view: DataView, at: number) => boolean,
  ): number | undefined {
    const { entrySize } = this.#shape
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBelow(view, middle * entrySize)) low = middle + 1
      else high = middle
    }
    return low === 0 ? undefined : (low - 1) * entrySize
  }

  #grow(): void {
    const wider = new Uint8Array(Math.max(8 * this.#shape.entrySize, this.#pending.byteLength * 2))
    wider.set(new Uint8Array(this.#pending.buffer))
    this.#pending = new DataView(wider.buffer)
  }

  /** Entries may have come in while the first `count` were being written. */
  #dropPending(count: number): void {
    const { entrySize } = this.#shape
    const rest = this.#pending.buffer.slice(count * entrySize, this.#pendingCount * entrySize)
    this.#pending = new DataView(rest)
    this.#pendingCount -= count
  }
}

function zeroIfMissing(error: unknown): number {
  if (isMissing(error)) return 0
  throw error
}

/** Kafka allots index files ahead and cuts them when it stops cleanly: zeros are no entries. */
function isZero(view: DataView, from: number): boolean {
  for (let at = from; at < view.byteLength; at += 1) {
    if (view.getUint8(at) !== 0) return false
  }
  return true
}
