import { IndexFile, type IndexFileOptions, type IndexShape } from './index-file.ts'

/** The largest timestamp so far, and the last offset of the batch that has it. */
export interface TimestampOffset {
  readonly timestamp: bigint
  readonly offset: bigint
}

// timestamp i64 | relative offset i32
const shape: IndexShape = {
  entrySize: 12,
  follows: (view, before, at) =>
    view.getBigInt64(at) > view.getBigInt64(before) &&
    view.getInt32(at + 8) > view.getInt32(before + 8),
}

/** From timestamps to offsets: from an entry on, no older timestamp is the largest. `.timeindex`. */
export class TimeIndex {
  readonly file: IndexFile
  readonly #baseOffset: bigint
  #last: TimestampOffset | undefined
  #lastKnown: boolean

  constructor(options: IndexFileOptions, baseOffset: bigint, content: 'new' | 'onDisk') {
    this.file = new IndexFile(options, shape, content)
    this.#baseOffset = baseOffset
    this.#lastKnown = content === 'new'
  }

  /** Adds an entry unless its timestamp is no larger than the last one. Only after `last`. */
  append(entry: TimestampOffset): void {
    const floor = this.#last?.timestamp ?? -1n
    if (entry.timestamp <= floor || entry.offset <= (this.#last?.offset ?? -1n)) return
    const relativeOffset = Number(entry.offset - this.#baseOffset)
    this.file.append((view, at) => {
      view.setBigInt64(at, entry.timestamp)
      view.setInt32(at + 8, relativeOffset)
    })
    this.#last = entry
  }

  /** The newest entry: the segment's largest timestamp, if it was written down. */
  async last(): Promise<TimestampOffset | undefined | 'insane'> {
    if (this.#lastKnown) return this.#last
    const found = await this.#find(() => true)
    if (found === 'insane') return 'insane'
    this.#last = found
    this.#lastKnown = true
    return found
  }

  /** The last entry with a timestamp at or below `timestamp`. */
  lookup(timestamp: bigint): Promise<TimestampOffset | undefined | 'insane'> {
    return this.#find((view, at) => view.getBigInt64(at) <= timestamp)
  }

  /** Drops all entries for offsets from `offset` on. */
  async keepBelow(offset: bigint): Promise<'kept' | 'insane'> {
    const relativeOffset = Number(offset - this.#baseOffset)
    this.#lastKnown = false
    return this.file.keepBelow((view, at) => view.getInt32(at + 8) < relativeOffset)
  }

  async reset(): Promise<void> {
    await this.file.reset()
    this.#last = undefined
    this.#lastKnown = true
  }

  async #find(
    isBelow: (view: DataView, at: number) => boolean,
  ): Promise<TimestampOffset | undefined | 'insane'> {
    const found = await this.file.findLast(isBelow)
    if (found === undefined || found === 'insane') return found
    const { view, at } = found
    return {
      timestamp: view.getBigInt64(at),
      offset: this.#baseOffset + BigInt(view.getInt32(at + 8)),
    }
  }
}
