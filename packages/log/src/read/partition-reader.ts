import { ErrorCode, batchesIn } from '@barnabus/protocol'
import { gapsBelow } from '../compaction/compaction-progress.ts'
import type { DirectoryContext } from '../directory/directory-context.ts'
import { isMissing } from '../files/file-problems.ts'
import { partitionName } from '../partition-id.ts'
import type { PartitionFiles } from '../partition/partition-files.ts'
import type { PartitionState } from '../partition/partition-state.ts'
import { rebuildTransactionIndex } from '../recovery/rebuild-transaction-index.ts'
import { rebuildIndexes } from '../segment/rebuild-indexes.ts'
import type { Segment } from '../segment/segment.ts'
import { abortedIn } from './aborted-transactions.ts'
import { locateBatch, locateByWalking, type Located } from './locate-batch.ts'
import { PositionHints, type BatchPlace } from './position-hints.ts'
import { readBatches, type LogHistory, type ReadBounds } from './read-batches.ts'
import type { ReadOutcome } from './read-outcome.ts'

const nothing: ReadOutcome = {
  kind: 'batches',
  batches: [],
  sizeBytes: 0,
  abortedTransactions: [],
}
const outOfRange: ReadOutcome = { kind: 'outOfRange' }
const corrupt: ReadOutcome = { kind: 'failed', errorCode: ErrorCode.corruptMessage }

// One read in one go: whoever asks for more than a reader keeps up with gets it in pieces.
const readBytesMax = 8 * 1024 * 1024

/** Reads a partition: from memory where the reader keeps up, else from its segments' files. */
export class PartitionReader {
  readonly #context: DirectoryContext
  readonly #state: PartitionState
  readonly #files: PartitionFiles
  readonly #hints = new PositionHints()
  readonly #reported = new Set<string>()

  constructor(context: DirectoryContext, state: PartitionState, files: PartitionFiles) {
    this.#context = context
    this.#state = state
    this.#files = files
  }

  /** Whole batches from the one with `offset` on. */
  async read(offset: bigint, bounds: ReadBounds): Promise<ReadOutcome> {
    const { logStartOffset, logEndOffset, tail } = this.#state
    if (offset < logStartOffset || offset > logEndOffset) return outOfRange
    if (offset >= bounds.limit) return nothing
    if (tail.has(offset)) {
      return { kind: 'batches', ...tail.read(offset, bounds), abortedTransactions: [] }
    }
    try {
      return await this.#readFiles(offset, bounds)
    } catch (error) {
      if (offset < this.#state.logStartOffset) return outOfRange // Removed while we read.
      const name = partitionName(this.#state.id)
      this.#context.logger.error({ error, offset }, `Cannot read partition ${name}`)
      return { kind: 'failed', errorCode: ErrorCode.kafkaStorageError }
    }
  }

  /** The same, and which of the transactions in what was read were aborted. */
  async readCommitted(offset: bigint, bounds: ReadBounds): Promise<ReadOutcome> {
    const { segments, gate } = this.#state
    for (;;) {
      const { replacements } = segments
      const outcome = await this.read(offset, bounds)
      if (outcome.kind !== 'batches' || outcome.sizeBytes === 0) return outcome
      if (segments.all.every(({ transactionIndex }) => !transactionIndex.mayHaveEntries)) {
        return outcome
      }
      const range = { from: offset, to: endOf(outcome.batches) }
      const found = await gate.read(async () =>
        // Compaction may have taken away what the index said about what we have read.
        segments.replacements === replacements ? abortedIn(segments, range) : 'replaced',
      )
      if (offset < this.#state.logStartOffset) return outOfRange // Removed while we looked.
      if (found === 'replaced') continue
      if (found.kind === 'found') return { ...outcome, abortedTransactions: found.transactions }
      if (!(await this.#rebuildTransactions(found.segment))) return corrupt
    }
  }

  async #readFiles(offset: bigint, bounds: ReadBounds): Promise<ReadOutcome> {
    const { gate } = this.#state
    const outcome = await gate.read(() => this.#readOnce(offset, bounds))
    if (outcome !== 'indexInsane') return outcome
    const segment = this.#state.segments.find(offset)
    if (segment !== undefined) await this.#rebuildIndexes(segment)
    return gate.read(() => this.#readWalking(offset, bounds))
  }

  async #readOnce(offset: bigint, bounds: ReadBounds): Promise<ReadOutcome | 'indexInsane'> {
    const hinted = this.#hinted(offset)
    if (hinted !== undefined) return this.#readAt(hinted, bounds)
    const segment = this.#state.segments.find(offset)
    if (segment === undefined) return this.#unreachable(offset)
    const located = await this.#locateIn(segment, offset)
    if (located.kind === 'indexInsane') return 'indexInsane'
    return this.#readLocated(located, { segment, offset }, bounds)
  }

  /** The same without the index, from the start of the segment. */
  async #readWalking(offset: bigint, bounds: ReadBounds): Promise<ReadOutcome> {
    const segment = this.#state.segments.find(offset)
    if (segment === undefined) return this.#unreachable(offset)
    const located = await locateByWalking(segment, offset, this.#history.gapsBelow)
    return this.#readLocated(located, { segment, offset }, bounds)
  }

  #readLocated(
    located: Located,
    wanted: { readonly segment: Segment; readonly offset: bigint },
    bounds: ReadBounds,
  ): Promise<ReadOutcome> {
    if (located.kind === 'found') return this.#readAt(located, bounds)
    const { segment, offset } = wanted
    const position = located.kind === 'damaged' ? located.position : segment.writtenBytes
    this.#report(segment, position, `offset ${offset} cannot be found from here`)
    return Promise.resolve(this.#unreachable(offset))
  }

  #unreachable(offset: bigint): ReadOutcome {
    return offset < this.#state.logStartOffset ? outOfRange : corrupt
  }

  async #readAt(place: BatchPlace, bounds: ReadBounds): Promise<ReadOutcome> {
    const maxBytes = Math.min(bounds.maxBytes, readBytesMax)
    const found = await readBatches(place, this.#history, { ...bounds, maxBytes })
    if (found.kind === 'damaged') {
      this.#report(place.segment, found.position, found.detail)
      return corrupt
    }
    const { bytes, next } = found
    if (bytes.length === 0) {
      // There is a batch below the limit; if it does not even begin, its bytes are gone.
      if (await this.#isThere(place, bounds)) return nothing
      this.#report(place.segment, place.position, 'the file ends too early')
      return corrupt
    }
    this.#hints.note(next)
    return { kind: 'batches', batches: [bytes], sizeBytes: bytes.length, abortedTransactions: [] }
  }

  get #history(): LogHistory {
    const { epochs, compaction } = this.#state
    return { epochs, gapsBelow: gapsBelow(compaction) }
  }

  /** Where an earlier read has ended, unless the log has gone on in another segment since. */
  #hinted(offset: bigint): BatchPlace | undefined {
    const place = this.#hints.at(offset)
    return place?.segment === this.#state.segments.find(offset) ? place : undefined
  }

  /** Whether a batch is at `place`, too large for the bounds as it may be. */
  async #isThere(place: BatchPlace, bounds: ReadBounds): Promise<boolean> {
    const one = { limit: bounds.limit, maxBytes: 1, minOneBatch: true }
    const found = await readBatches(place, this.#history, one)
    return found.kind === 'batches' && found.bytes.length > 0
  }

  /** A damaged index entry may lead into the middle of a batch: then the walk decides. */
  async #locateIn(segment: Segment, offset: bigint): Promise<Located> {
    try {
      return await locateBatch(segment, offset, this.#history.gapsBelow)
    } catch (error) {
      if (isMissing(error) && !segment.isRemoved) return { kind: 'indexInsane' }
      throw error
    }
  }

  async #rebuildIndexes(segment: Segment): Promise<void> {
    const path = segment.path('.index')
    this.#context.logger.warn({ path }, `"${path}" does not fit its segment: building it anew`)
    // The active one goes on growing while we would count: it is built anew when it is opened.
    if (segment === this.#state.segments.active) return
    const { indexIntervalBytes } = this.#state.settings
    await this.#files.rebuildIndexes(segment, async () => {
      await rebuildIndexes(segment, { indexIntervalBytes, gapsBelow: this.#history.gapsBelow })
    })
  }

  /** False: it cannot be done while the segment grows. */
  async #rebuildTransactions(segment: Segment): Promise<boolean> {
    const { segments } = this.#state
    const path = segment.path('.txnindex')
    this.#context.logger.warn({ path }, `"${path}" makes no sense: building it anew`)
    if (segment === segments.active) return false
    await this.#files.rebuildIndexes(segment, async () => {
      const end = segments.after(segment)?.baseOffset
      if (end === undefined) return
      const { gapsBelow } = this.#history
      await rebuildTransactionIndex(segments.all, segment, { end, gapsBelow })
    })
    return true
  }

  /** An alarm, once for each place: its readers come again and again. */
  #report(segment: Segment, position: number, detail: string): void {
    const path = segment.path('.log')
    const place = `${path}@${position}`
    if (this.#reported.has(place)) return
    this.#reported.add(place)
    this.#context.logger.error(
      { path, position, detail },
      `"${path}" is damaged at byte ${position} (${detail}): its readers get CORRUPT_MESSAGE`,
    )
  }
}

/** Where the last of the batches ends. */
function endOf(batches: readonly Uint8Array[]): bigint {
  let end = 0n
  for (const batch of batchesIn(batches.at(-1)!)) end = batch.nextOffset
  return end
}
