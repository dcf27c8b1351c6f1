import type { RecordBatch } from '@barnabus/protocol'
import type { DirectoryContext } from '../directory/directory-context.ts'
import { segmentOptions } from '../partition/log-end.ts'
import type { PartitionState } from '../partition/partition-state.ts'
import { Segment } from '../segment/segment.ts'
import { cleanBatch, type CleaningRules } from './clean-batch.ts'
import { CompactionDamage } from './compaction-damage.ts'
import { cleanedEnding } from './replacement.ts'
import { batchesOf, type BatchSources } from './segment-batches.ts'

const positionMax = 2 ** 31 - 1 // Indexes have no room for more.

/** A group of segments, and where the last of them ends. */
export interface SegmentGroup {
  readonly segments: readonly Segment[]
  readonly endOffset: bigint
}

/**
 * Writes what is left of a group of segments into one new segment beside them, synced but for its
 * name. Its last batch always stays, if only as an empty one, so that it ends where they end.
 */
export async function cleanSegments(
  context: DirectoryContext,
  state: PartitionState,
  group: SegmentGroup,
  rules: CleaningRules,
  sources: BatchSources,
): Promise<Segment> {
  const { baseOffset } = group.segments[0]!
  const options = segmentOptions(context, state, baseOffset)
  const cleaned = Segment.fresh({ ...options, ending: cleanedEnding })
  const writer = new SegmentWriter(cleaned, state.settings.indexIntervalBytes, sources)
  for await (const batch of batchesOf(group.segments, sources)) {
    const left = await cleanBatch(batch, rules, batch.nextOffset === group.endOffset)
    if (left !== undefined) await writer.add(left)
    for (const entry of rules.transactions.takeRetained()) cleaned.transactionIndex.append(entry)
  }
  await writer.finish()
  return cleaned
}

/** Puts batches into a segment in large pieces. */
class SegmentWriter {
  readonly #segment: Segment
  readonly #indexIntervalBytes: number
  readonly #sources: BatchSources
  #pending: Uint8Array[] = []
  #pendingBytes = 0

  constructor(segment: Segment, indexIntervalBytes: number, sources: BatchSources) {
    this.#segment = segment
    this.#indexIntervalBytes = indexIntervalBytes
    this.#sources = sources
  }

  async add(batch: RecordBatch): Promise<void> {
    if (this.#segment.sizeBytes + batch.sizeBytes > positionMax) {
      throw new CompactionDamage(`segment ${this.#segment.baseOffset} would outgrow its indexes`)
    }
    this.#segment.place(batch, this.#indexIntervalBytes)
    this.#pending.push(batch.bytes.slice()) // Not to keep all of the window that it came in.
    this.#pendingBytes += batch.sizeBytes
    if (this.#pendingBytes >= this.#sources.bufferBytes) await this.#flush()
  }

  async finish(): Promise<void> {
    await this.#flush()
    this.#segment.noteLargest()
    await this.#segment.sync()
  }

  async #flush(): Promise<void> {
    const sizeBytes = this.#pendingBytes
    const pending = this.#pending
    this.#pending = []
    this.#pendingBytes = 0
    if (sizeBytes === 0) return
    await this.#segment.write(pending, this.#segment.writtenBytes)
    await this.#sources.pace.moved(sizeBytes)
  }
}
