import type { RecordBatch } from '@barnabus/protocol'
import { BatchWalk, type WalkProblem } from '../segment/batch-walk.ts'
import type { Segment } from '../segment/segment.ts'

/** A part of the log that a checkpoint vouches for. */
export interface TrustedRange {
  readonly segments: readonly Segment[]
  readonly from: bigint
  /** The end: in the last of `segments`, at this position of its file. */
  readonly to: bigint
  readonly position: number
  /** Compaction may have taken batches away in between before this offset. */
  readonly gapsBelow: bigint
}

/**
 * Shows `visit` all batches of a trusted range: for what has to be derived from them anew, because
 * the file that had it is damaged. Returns what is wrong with the range, if anything is.
 */
export async function walkTrusted(
  range: TrustedRange,
  visit: (batch: RecordBatch) => void,
): Promise<WalkProblem> {
  const last = range.segments.at(-1)
  for (const [index, segment] of range.segments.entries()) {
    const next = range.segments[index + 1]
    if (next !== undefined && next.baseOffset <= range.from) continue
    const walk = new BatchWalk({
      readAt: (target, position) => segment.read(target, position),
      from: 0,
      to: segment === last ? range.position : segment.writtenBytes,
      offset: segment.baseOffset,
      gapsBelow: range.gapsBelow,
      checksums: false,
    })
    for (let placed = await walk.next(); placed !== undefined; placed = await walk.next()) {
      if (placed.batch.baseOffset >= range.from) visit(placed.batch)
    }
    const end = next?.baseOffset ?? range.to
    if (walk.problem !== undefined) return walk.problem
    if (walk.nextOffset !== end) return 'incomplete'
  }
  return undefined
}
