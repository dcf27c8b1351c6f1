import { IndexFile, type IndexFileOptions, type IndexShape } from './index-file.ts'

/** Where a batch is: its last offset, and its position in the segment's file. */
export interface OffsetPosition {
  readonly offset: bigint
  readonly position: number
}

// relative offset i32 | position i32
const shape: IndexShape = {
  entrySize: 8,
  follows: (view, before, at) =>
    view.getInt32(at) > view.getInt32(before) && view.getInt32(at + 4) > view.getInt32(before + 4),
}

/** From offsets to positions, an entry for every few kilobytes of log. Kafka's `.index` file. */
export class OffsetIndex {
  readonly file: IndexFile
  readonly #baseOffset: bigint

  constructor(options: IndexFileOptions, baseOffset: bigint, content: 'new' | 'onDisk') {
    this.file = new IndexFile(options, shape, content)
    this.#baseOffset = baseOffset
  }

  append({ offset, position }: OffsetPosition): void {
    const relativeOffset = Number(offset - this.#baseOffset)
    this.file.append((view, at) => {
      view.setInt32(at, relativeOffset)
      view.setInt32(at + 4, position)
    })
  }

  /** The last entry at or below `offset`; undefined: start at the beginning of the segment. */
  async lookup(offset: bigint): Promise<OffsetPosition | undefined | 'insane'> {
    const relativeOffset = Number(offset - this.#baseOffset)
    const found = await this.file.findLast((view, at) => view.getInt32(at) <= relativeOffset)
    if (found === undefined || found === 'insane') return found
    const { view, at } = found
    return {
      offset: this.#baseOffset + BigInt(view.getInt32(at)),
      position: view.getInt32(at + 4),
    }
  }

  /** Drops all entries of batches from `place` on. */
  keepBelow({ offset, position }: OffsetPosition): Promise<'kept' | 'insane'> {
    const relativeOffset = Number(offset - this.#baseOffset)
    return this.file.keepBelow(
      (view, at) => view.getInt32(at) < relativeOffset && view.getInt32(at + 4) < position,
    )
  }
}
