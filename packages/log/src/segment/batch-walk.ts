import { RecordBatch, batchHeaderSize, batchPrefixSize } from '@barnabus/protocol'
import { WindowReader, type ReadAt } from '../files/window-reader.ts'

/** A batch in a segment's file. */
export interface PlacedBatch {
  readonly position: number
  readonly batch: RecordBatch
}

/** What is wrong with the bytes after the last good batch; undefined: there are none. */
export type WalkProblem = 'incomplete' | 'malformed' | 'out of order' | 'checksum' | undefined

/** Where a walk starts and ends, and what it looks at. */
export interface WalkOptions {
  readonly readAt: ReadAt
  readonly from: number
  readonly to: number
  /** The offset that the first batch must begin with. */
  readonly offset: bigint
  /** Compaction may have taken batches away in between before this offset. */
  readonly gapsBelow: bigint
  /** False: only the headers' places are checked, for walks over what is trusted. */
  readonly checksums: boolean
  /** How much is read at a time. */
  readonly windowBytes?: number
}

/**
 * Walks over the batches of a segment's file one after the other, as long as they are whole,
 * follow upon each other, and hold.
 *
 * A batch's own checksum covers neither its offset nor its size: that each begins where the one
 * before it ends is what proves those two. Where batches were compacted away offsets only rise.
 */
export class BatchWalk {
  readonly #options: WalkOptions
  readonly #reader: WindowReader
  #position: number
  #nextOffset: bigint
  #problem: WalkProblem

  constructor(options: WalkOptions) {
    this.#options = options
    this.#reader = new WindowReader(options.readAt, options.to, options.windowBytes)
    this.#position = options.from
    this.#nextOffset = options.offset
  }

  /** After the last good batch. */
  get position(): number {
    return this.#position
  }

  /** The offset after the last good batch. */
  get nextOffset(): bigint {
    return this.#nextOffset
  }

  /** Why the walk ended before `to`. */
  get problem(): WalkProblem {
    return this.#problem
  }

  /** The next good batch; undefined: the end, or a problem. */
  async next(): Promise<PlacedBatch | undefined> {
    if (this.#position >= this.#options.to || this.#problem !== undefined) return undefined
    const bytes = await this.#batchBytes()
    if (bytes === undefined) return this.#stop('incomplete')
    const found = RecordBatch.find(bytes)
    if (found.kind !== 'batch') return this.#stop('malformed')
    const { batch } = found
    const follows = mayFollow(batch.baseOffset, this.#nextOffset, this.#options.gapsBelow)
    if (!follows || batch.lastOffsetDelta < 0) return this.#stop('out of order')
    if (this.#options.checksums && !batch.checksumHolds()) return this.#stop('checksum')
    const position = this.#position
    this.#position += batch.sizeBytes
    this.#nextOffset = batch.nextOffset
    return { position, batch }
  }

  /**
   * Whether another good batch begins right after the bad one: then the bad one was whole once, and
   * its loss is damage, not an unfinished write.
   */
  async goesOnAfterProblem(): Promise<boolean> {
    const bytes = await this.#batchBytes()
    if (bytes === undefined || this.#problem === undefined) return false
    const from = this.#position + bytes.length
    const { readAt, to, gapsBelow } = this.#options
    const head = await new WindowReader(readAt, to, batchHeaderSize).view(from, batchHeaderSize)
    if (head === undefined) return false
    const offset = new DataView(head.buffer, head.byteOffset).getBigInt64(0)
    if (offset <= this.#nextOffset) return false
    const beyond = new BatchWalk({ readAt, from, to, offset, gapsBelow, checksums: true })
    return (await beyond.next()) !== undefined
  }

  /** The bytes that the next batch claims; undefined if the file does not have them. */
  async #batchBytes(): Promise<Uint8Array | undefined> {
    const rest = this.#options.to - this.#position
    if (rest < batchHeaderSize) return undefined
    const prefix = await this.#reader.view(this.#position, batchPrefixSize)
    if (prefix === undefined) return undefined
    const length = new DataView(prefix.buffer, prefix.byteOffset).getInt32(8)
    const sizeBytes = length + batchPrefixSize
    if (sizeBytes > rest) return undefined
    return this.#reader.view(this.#position, Math.max(sizeBytes, batchHeaderSize))
  }

  #stop(problem: WalkProblem): undefined {
    this.#problem = problem
  }
}

/** Whether a batch that begins at `offset` may come next where `expected` would without a gap. */
export function mayFollow(offset: bigint, expected: bigint, gapsBelow: bigint): boolean {
  return offset === expected || (offset > expected && offset < gapsBelow)
}
