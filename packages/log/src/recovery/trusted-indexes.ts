import { batchHeaderSize } from '@barnabus/protocol'
import type { DirectoryContext } from '../directory/directory-context.ts'
import { BatchWalk } from '../segment/batch-walk.ts'
import { rebuildIndexes } from '../segment/rebuild-indexes.ts'
import { offsetFileName } from '../segment/segment-file-names.ts'
import type { Segment } from '../segment/segment.ts'
import type { TopicLogSettings } from '../settings.ts'
import type { FoundFiles } from './found-files.ts'
import { rebuildTransactionIndex } from './rebuild-transaction-index.ts'
import type { TrustedRange } from './trusted-walk.ts'

/** The indexes of the batches that a checkpoint vouches for. */
export class TrustedIndexes {
  /** Segments whose indexes were built anew, and are not synced. */
  readonly rebuilt: Segment[] = []
  readonly #context: DirectoryContext
  readonly #indexIntervalBytes: number
  readonly #wasClean: boolean

  constructor(
    context: DirectoryContext,
    sources: { readonly settings: TopicLogSettings; readonly wasClean: boolean },
  ) {
    this.#context = context
    this.#indexIntervalBytes = sources.settings.indexIntervalBytes
    this.#wasClean = sources.wasClean
  }

  /**
   * Has the indexes end where the range does, building anew those that are missing or damaged.
   * Returns what is wrong if the log itself does not reach to there.
   */
  async bringUpTo(range: TrustedRange, found: FoundFiles): Promise<string | undefined> {
    for (const segment of range.segments.slice(0, -1)) {
      if (!hasIndexes(segment, found)) await this.#rebuild(segment, range, segment.sizeBytes)
    }
    const last = range.segments.at(-1)!
    if (!(await this.#resume(last, range, found))) {
      const walk = await this.#rebuild(last, range, range.position)
      if (walk.problem !== undefined || walk.nextOffset !== range.to) {
        return `segment ${last.baseOffset} does not hold at byte ${walk.position}`
      }
    }
    if (!this.#wasClean) await cutTransactions(range)
    return undefined
  }

  /** Goes on with the indexes of the last segment as they are. False: they do not lead there. */
  async #resume(segment: Segment, range: TrustedRange, found: FoundFiles): Promise<boolean> {
    if (!hasIndexes(segment, found)) return false
    const isWhole = this.#wasClean && segment.sizeBytes === range.position
    if (!isWhole && !(await cutIndexes(segment, range))) return false
    const first = await firstTimestampOf(segment, range.position)
    return (await segment.resume(first)) === 'resumed'
  }

  async #rebuild(segment: Segment, { gapsBelow }: TrustedRange, to: number): Promise<BatchWalk> {
    const path = segment.path('.index')
    this.#context.logger.warn({ path }, `Building the indexes of "${segment.path('.log')}" anew`)
    this.rebuilt.push(segment)
    return rebuildIndexes(segment, { indexIntervalBytes: this.#indexIntervalBytes, gapsBelow, to })
  }
}

/** How a walk reads a segment's file. */
export function readerOf(
  segment: Segment,
): (target: Uint8Array, position: number) => Promise<number> {
  return (target, position) => segment.read(target, position)
}

function hasIndexes(segment: Segment, { names }: FoundFiles): boolean {
  const has = (suffix: string): boolean => names.has(offsetFileName(segment.baseOffset, suffix))
  return segment.sizeBytes === 0 || (has('.index') && has('.timeindex'))
}

/** Drops index entries past the end of the range. False: the rest does not lead there. */
async function cutIndexes(
  segment: Segment,
  { to, position, gapsBelow }: TrustedRange,
): Promise<boolean> {
  if ((await segment.offsetIndex.keepBelow({ offset: to, position })) === 'insane') return false
  if ((await segment.timeIndex.keepBelow(to)) === 'insane') return false
  const entry = await segment.offsetIndex.lookup(to)
  if (entry === 'insane') return false
  const from = entry?.position ?? 0
  const offset = entry === undefined ? segment.baseOffset : await baseOffsetAt(segment, from)
  const place = { from, to: position, offset, gapsBelow }
  const walk = new BatchWalk({ ...place, checksums: false, readAt: readerOf(segment) })
  const first = await walk.next()
  if (entry !== undefined && first?.batch.lastOffset !== entry.offset) return false
  while ((await walk.next()) !== undefined) continue
  return walk.problem === undefined && walk.nextOffset === to
}

/** Drops what is noted of markers past the end of the range: they are met again. */
async function cutTransactions({ segments, to, position, gapsBelow }: TrustedRange): Promise<void> {
  const last = segments.at(-1)!
  if ((await last.transactionIndex.keepBelow(to)) === 'kept') return
  await rebuildTransactionIndex(segments, last, { end: to, position, gapsBelow })
}

async function baseOffsetAt(segment: Segment, position: number): Promise<bigint> {
  const bytes = new Uint8Array(8)
  await segment.read(bytes, position)
  return new DataView(bytes.buffer).getBigInt64(0)
}

/** Of a segment's first batch; undefined: it has none. */
async function firstTimestampOf(segment: Segment, to: number): Promise<bigint | undefined> {
  if (to < batchHeaderSize) return undefined
  const bytes = new Uint8Array(batchHeaderSize)
  await segment.read(bytes, 0)
  return new DataView(bytes.buffer).getBigInt64(35)
}
