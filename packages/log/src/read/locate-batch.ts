import { BatchWalk } from '../segment/batch-walk.ts'
import { RecordBatch, batchHeaderSize } from '@barnabus/protocol'
import type { Segment } from '../segment/segment.ts'
import type { BatchPlace } from './position-hints.ts'

/** Where a batch is; or why it was not found. */
export type Located =
  | ({ readonly kind: 'found' } & BatchPlace)
  /** The segment ends before the offset. */
  | { readonly kind: 'end' }
  /** The bytes at this position are not what was written there. */
  | { readonly kind: 'damaged'; readonly position: number }
  /** The index does not fit its segment. */
  | { readonly kind: 'indexInsane' }

/**
 * Finds the batch with `offset` in the segment's file: by its index, then batch by batch. If it was
 * compacted away, the one after it.
 */
export async function locateBatch(
  segment: Segment,
  offset: bigint,
  gapsBelow: bigint,
): Promise<Located> {
  const entry = await segment.offsetIndex.lookup(offset)
  if (entry === 'insane') return { kind: 'indexInsane' }
  if (entry === undefined) return locateByWalking(segment, offset, gapsBelow)
  const header = new Uint8Array(batchHeaderSize)
  const filled = await segment.read(header, entry.position)
  const baseOffset = baseOffsetOf(header.subarray(0, filled), entry.offset)
  if (baseOffset === undefined) return { kind: 'indexInsane' }
  return walkTo(segment, offset, { position: entry.position, offset: baseOffset }, gapsBelow)
}

/** The same without the index, from the start of the segment. */
export function locateByWalking(
  segment: Segment,
  offset: bigint,
  gapsBelow: bigint,
): Promise<Located> {
  return walkTo(segment, offset, { position: 0, offset: segment.baseOffset }, gapsBelow)
}

/** Of a batch's header, if it ends with the offset that the index says. */
function baseOffsetOf(header: Uint8Array, lastOffset: bigint): bigint | undefined {
  if (header.length < batchHeaderSize) return undefined
  // Only the header is at hand: let it claim that there is no more than that.
  const claimed = new Uint8Array(header)
  new DataView(claimed.buffer).setInt32(8, batchHeaderSize - 12)
  const found = RecordBatch.find(claimed)
  if (found.kind !== 'batch' || found.batch.lastOffset !== lastOffset) return undefined
  return found.batch.baseOffset
}

async function walkTo(
  segment: Segment,
  offset: bigint,
  from: { readonly position: number; readonly offset: bigint },
  gapsBelow: bigint,
): Promise<Located> {
  const readAt = (target: Uint8Array, position: number): Promise<number> =>
    segment.read(target, position)
  const to = segment.writtenBytes
  const walk = new BatchWalk({
    readAt,
    from: from.position,
    to,
    offset: from.offset,
    gapsBelow,
    checksums: false,
  })
  for (let placed = await walk.next(); placed !== undefined; placed = await walk.next()) {
    if (placed.batch.nextOffset <= offset) continue
    return { kind: 'found', segment, position: placed.position, offset: placed.batch.baseOffset }
  }
  if (walk.problem === undefined) return { kind: 'end' }
  return { kind: 'damaged', position: walk.position }
}
