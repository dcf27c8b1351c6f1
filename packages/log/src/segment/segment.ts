import { batchHeaderSize, type RecordBatch } from '@barnabus/protocol'
import type { OpenFiles } from '../files/open-files.ts'
import type { IndexCache } from './index-cache.ts'
import { OffsetIndex } from './offset-index.ts'
import { offsetFileName, type SegmentSuffix } from './segment-file-names.ts'
import { TimeIndex, type TimestampOffset } from './time-index.ts'
import { TransactionIndex } from './transaction-index.ts'

export interface SegmentOptions {
  /** The partition's directory. */
  readonly directory: string
  readonly baseOffset: bigint
  readonly openFiles: OpenFiles
  readonly indexCache: IndexCache
  readonly createdMs: number
  /** How much earlier than `segment.ms` it rolls, so that not all segments do at once. */
  readonly rollJitterMs: number
  /** What its files' names end with, as long as they are not in place. */
  readonly ending?: string
}

/** What decides whether a batch still goes into a segment. */
export interface RollLimits {
  readonly segmentBytes: number
  readonly segmentMs: number
  readonly segmentIndexBytes: number
}

/** Of a batch, what a segment notes about it. */
export type BatchFacts = Pick<
  RecordBatch,
  'sizeBytes' | 'baseOffset' | 'lastOffset' | 'maxTimestamp'
>

const relativeOffsetMax = 2n ** 31n - 1n

/** One segment: a file of batches and the indexes to it. The last one grows. */
export class Segment {
  readonly baseOffset: bigint
  readonly offsetIndex: OffsetIndex
  readonly timeIndex: TimeIndex
  readonly transactionIndex: TransactionIndex
  readonly #options: SegmentOptions
  #sizeBytes: number
  #writtenBytes: number
  #bytesSinceIndexEntry = 0
  /** Undefined: not read from the time index yet, or there is no batch. */
  #largest: TimestampOffset | undefined
  #firstTimestamp: bigint | undefined
  /** Out of the log: whoever still reads it may meet the end of its files. */
  isRemoved = false
  /** Removed, and what compaction has left of it is in another segment, under the same names. */
  isReplaced = false
  /** Its indexes were built anew: what they do not know is not there. */
  isCounted = false

  private constructor(options: SegmentOptions, content: 'new' | 'onDisk', sizeBytes: number) {
    const { baseOffset, openFiles, indexCache: cache } = options
    this.baseOffset = baseOffset
    this.#options = options
    this.#sizeBytes = sizeBytes
    this.#writtenBytes = sizeBytes
    const index = { path: this.path('.index'), openFiles, cache }
    this.offsetIndex = new OffsetIndex(index, baseOffset, content)
    this.timeIndex = new TimeIndex({ ...index, path: this.path('.timeindex') }, baseOffset, content)
    const transactions = { ...index, path: this.path('.txnindex') }
    this.transactionIndex = new TransactionIndex(transactions, content)
  }

  /** A segment that exists in memory only, until its first write. */
  static fresh(options: SegmentOptions): Segment {
    return new Segment(options, 'new', 0)
  }

  /** A segment whose file has `sizeBytes`. Nothing is read yet. */
  static onDisk(options: SegmentOptions, sizeBytes: number): Segment {
    return new Segment(options, 'onDisk', sizeBytes)
  }

  /** Bytes of batches, on file or still to be written. */
  get sizeBytes(): number {
    return this.#sizeBytes
  }

  /** Bytes of batches on file. */
  get writtenBytes(): number {
    return this.#writtenBytes
  }

  path(suffix: SegmentSuffix): string {
    const { directory, ending = '' } = this.#options
    return `${directory}/${offsetFileName(this.baseOffset, suffix)}${ending}`
  }

  /** Whether a batch has to go into a new segment. */
  mustRollFor(batch: BatchFacts, limits: RollLimits, nowMs: number): boolean {
    if (batch.lastOffset - this.baseOffset > relativeOffsetMax) return true
    if (this.#sizeBytes === 0) return false
    if (this.#sizeBytes + batch.sizeBytes > limits.segmentBytes) return true
    if (this.offsetIndex.file.count >= Math.floor(limits.segmentIndexBytes / 8)) return true
    if (this.timeIndex.file.count >= Math.floor(limits.segmentIndexBytes / 12) - 1) return true
    const waitedMs = this.#waitedMs(batch.maxTimestamp, nowMs)
    return waitedMs > limits.segmentMs - this.#options.rollJitterMs
  }

  /** Gives a batch its position, and notes it in the indexes where it is due. Memory only. */
  place(batch: BatchFacts, indexIntervalBytes: number): number {
    const position = this.#sizeBytes
    this.#sizeBytes += batch.sizeBytes
    this.#note(batch, position, indexIntervalBytes)
    return position
  }

  /** Writes bytes that `place` has given a position to. Not durable before `sync`. */
  async write(parts: readonly Uint8Array[], position: number): Promise<void> {
    await this.#options.openFiles.write(this.path('.log'), parts, position)
    const sizeBytes = parts.reduce((sum, part) => sum + part.length, 0)
    this.#writtenBytes = position + sizeBytes
  }

  /** Fills `target` from the file, no further than what has been written. */
  read(target: Uint8Array, position: number): Promise<number> {
    const sizeBytes = Math.min(target.length, Math.max(0, this.#writtenBytes - position))
    return this.#options.openFiles.read(this.path('.log'), target.subarray(0, sizeBytes), position)
  }

  /** What has been written, and the indexes, are on disk when this resolves; names are not. */
  async sync(): Promise<void> {
    // Even an empty segment has a file: its name keeps the offsets before it from being reused.
    if (this.#writtenBytes === 0) await this.#options.openFiles.write(this.path('.log'), [], 0)
    await this.offsetIndex.file.flush()
    await this.timeIndex.file.flush()
    await this.transactionIndex.flush()
    await this.#options.openFiles.sync(this.path('.log'))
    await this.offsetIndex.file.sync()
    await this.timeIndex.file.sync()
    await this.transactionIndex.sync()
  }

  /** Puts the largest timestamp into the time index, which alone tells it after a restart. */
  noteLargest(): void {
    if (this.#largest !== undefined) this.timeIndex.append(this.#largest)
  }

  /** The largest timestamp and where it is; undefined: no batch has one, or it was replaced. */
  async largestTimestamp(): Promise<TimestampOffset | undefined | 'insane'> {
    if (this.isReplaced) return undefined
    if (this.#largest === undefined) {
      const last = await this.timeIndex.last()
      if (last === 'insane') return 'insane'
      this.#largest ??= last
    }
    return this.#largest
  }

  /** The last entry of the time index at or below `timestamp`; undefined: see `largestTimestamp`. */
  async lookUpTimestamp(timestamp: bigint): Promise<TimestampOffset | undefined | 'insane'> {
    return this.isReplaced ? undefined : this.timeIndex.lookup(timestamp)
  }

  /** Of the first batch on file; undefined: there is none. */
  async firstTimestamp(): Promise<bigint | undefined> {
    if (this.#firstTimestamp !== undefined || this.#writtenBytes < batchHeaderSize) {
      return this.#firstTimestamp
    }
    const header = new Uint8Array(batchHeaderSize)
    await this.read(header, 0)
    this.#firstTimestamp = new DataView(header.buffer).getBigInt64(35)
    return this.#firstTimestamp
  }

  /** Reads what appending needs to know, for the active segment after a restart. */
  async resume(firstTimestamp: bigint | undefined): Promise<'resumed' | 'insane'> {
    this.#firstTimestamp = firstTimestamp
    const offsets = await this.offsetIndex.lookup(this.baseOffset)
    const largest = await this.largestTimestamp()
    return offsets === 'insane' || largest === 'insane' ? 'insane' : 'resumed'
  }

  /** Counts a batch that was found in the file; for recovery and for building indexes anew. */
  rediscover(batch: BatchFacts, position: number, indexIntervalBytes: number): void {
    this.#note(batch, position, indexIntervalBytes)
  }

  /** Forgets what the offset and time indexes say, to `rediscover` all batches. */
  async resetIndexes(): Promise<void> {
    await this.offsetIndex.file.reset()
    await this.timeIndex.reset()
    this.#largest = undefined
    this.#bytesSinceIndexEntry = 0
  }

  /** Has the file synced with the next `sync`, although nothing was written to it yet. */
  distrust(): Promise<void> {
    return this.#options.openFiles.distrust(this.path('.log'))
  }

  /** Cuts the file. For recovery, where nothing is waiting to be written. */
  async truncate(sizeBytes: number): Promise<void> {
    await this.#options.openFiles.truncate(this.path('.log'), sizeBytes)
    this.#sizeBytes = sizeBytes
    this.#writtenBytes = sizeBytes
  }

  #note(batch: BatchFacts, position: number, indexIntervalBytes: number): void {
    if (this.#firstTimestamp === undefined) this.#firstTimestamp = batch.maxTimestamp
    if (batch.maxTimestamp > (this.#largest?.timestamp ?? -1n)) {
      this.#largest = { timestamp: batch.maxTimestamp, offset: batch.lastOffset }
    }
    if (this.#bytesSinceIndexEntry > indexIntervalBytes) {
      this.offsetIndex.append({ offset: batch.lastOffset, position })
      if (this.#largest !== undefined) this.timeIndex.append(this.#largest)
      this.#bytesSinceIndexEntry = 0
    }
    this.#bytesSinceIndexEntry += batch.sizeBytes
  }

  /** By the records' time if they have one, else by ours. */
  #waitedMs(maxTimestamp: bigint, nowMs: number): number {
    const first = this.#firstTimestamp
    if (first !== undefined && first >= 0n) return Number(maxTimestamp - first)
    return nowMs - this.#options.createdMs
  }
}
