import { IndexFile, type IndexFileOptions, type IndexShape } from './index-file.ts'

/** A transaction that was aborted, as the index of the segment with its marker has it. */
export interface AbortedTransactionEntry {
  readonly producerId: bigint
  readonly firstOffset: bigint
  /** Of its marker. */
  readonly lastOffset: bigint
  /** Where the oldest transaction began that was open when this one ended; else after its marker. */
  readonly lastStableOffset: bigint
}

/** The part of the log that a reader has read. */
export interface OffsetRange {
  readonly from: bigint
  /** The first offset that does not belong to it. */
  readonly to: bigint
}

// version i16 | producer id i64 | first offset i64 | last offset i64 | last stable offset i64
const shape: IndexShape = {
  entrySize: 34,
  follows: (view, before, at) =>
    view.getInt16(at) === 0 && view.getBigInt64(at + 18) > view.getBigInt64(before + 18),
}

/**
 * The aborted transactions whose markers are in a segment, in the order of the markers. `.txnindex`,
 * in Kafka's format; as in Kafka, there is no file as long as there is no entry.
 */
export class TransactionIndex {
  readonly #file: IndexFile
  #isUnsynced = false

  constructor(options: IndexFileOptions, content: 'new' | 'onDisk') {
    this.#file = new IndexFile(options, shape, content)
  }

  /** False: there are none, for certain. */
  get mayHaveEntries(): boolean {
    return this.#file.mayHaveEntries
  }

  append({ producerId, firstOffset, lastOffset, lastStableOffset }: AbortedTransactionEntry): void {
    this.#file.append((view, at) => {
      view.setInt16(at, 0)
      view.setBigInt64(at + 2, producerId)
      view.setBigInt64(at + 10, firstOffset)
      view.setBigInt64(at + 18, lastOffset)
      view.setBigInt64(at + 26, lastStableOffset)
    })
  }

  async entries(): Promise<readonly AbortedTransactionEntry[] | 'insane'> {
    const views = await this.#file.all()
    if (views === 'insane') return 'insane'
    return views.flatMap((view) =>
      Array.from({ length: view.byteLength / shape.entrySize }, (_, index) => {
        const at = index * shape.entrySize
        return {
          producerId: view.getBigInt64(at + 2),
          firstOffset: view.getBigInt64(at + 10),
          lastOffset: view.getBigInt64(at + 18),
          lastStableOffset: view.getBigInt64(at + 26),
        }
      }),
    )
  }

  /** Drops the entries whose markers are at `offset` or after. For recovery. */
  async keepBelow(offset: bigint): Promise<'kept' | 'insane'> {
    const kept = await this.#file.keepBelow((view, at) => view.getBigInt64(at + 18) < offset)
    this.#isUnsynced ||= this.#file.count > 0
    return kept
  }

  /** Empties it: what it should have is going to be found in the log. */
  async reset(): Promise<void> {
    if ((await this.#file.keepBelow(() => false)) === 'insane') await this.#file.reset()
    this.#isUnsynced = true
  }

  async flush(): Promise<void> {
    if (!this.#file.hasPending) return
    await this.#file.flush()
    this.#isUnsynced = true
  }

  async sync(): Promise<void> {
    if (!this.#isUnsynced) return
    this.#isUnsynced = false
    if (await this.#file.isThere()) await this.#file.sync()
  }
}
