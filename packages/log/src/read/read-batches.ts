import { Buffer } from 'node:buffer'
import { RecordBatch, batchHeaderSize, batchPrefixSize } from '@barnabus/protocol'
import type { LeaderEpochs } from '../epochs/leader-epochs.ts'
import { mayFollow } from '../segment/batch-walk.ts'
import type { BatchPlace } from './position-hints.ts'

/** How much a read may return. */
export interface ReadBounds {
  /** No batch that ends past this offset. */
  readonly limit: bigint
  readonly maxBytes: number
  readonly minOneBatch: boolean
}

/** What the log knows about its batches that they do not say themselves. */
export interface LogHistory {
  readonly epochs: LeaderEpochs
  /** Compaction may have taken batches away in between before this offset. */
  readonly gapsBelow: bigint
}

/** What a read of a segment's file found. */
export type FileRead =
  | {
      readonly kind: 'batches'
      /** Whole batches, one after the other; empty: none fits the bounds. */
      readonly bytes: Uint8Array
      /** Where the next read goes on. */
      readonly next: BatchPlace
    }
  | { readonly kind: 'damaged'; readonly position: number; readonly detail: string }

/**
 * Reads whole batches from `place` on and checks every byte of them before anybody gets it.
 *
 * The checksum covers a batch from its attributes on. What precedes them is checked by what it must
 * be: the offset by the batch before, the leader epoch by the log's history, the size by the
 * checksum that would fail with any other.
 */
export async function readBatches(
  place: BatchPlace,
  history: LogHistory,
  bounds: ReadBounds,
): Promise<FileRead> {
  const bytes = await readAtLeastOne(place, bounds)
  let end = 0
  let offset = place.offset
  let problem: string | undefined
  while (end < bytes.length) {
    const found = RecordBatch.find(bytes, end)
    if (found.kind === 'partial') break
    if (found.kind === 'malformed') {
      problem = found.detail
      break
    }
    const { batch } = found
    if (batch.nextOffset > bounds.limit && follows(batch, offset, history)) break
    if (!fits(end, batch.sizeBytes, bounds)) break
    problem = problemOf(batch, offset, history)
    if (problem !== undefined) break
    end += batch.sizeBytes
    offset = batch.nextOffset
  }
  // What is good comes first; the next read begins with what is not.
  const position = place.position + end
  if (problem !== undefined && end === 0) return { kind: 'damaged', position, detail: problem }
  const next = { segment: place.segment, position, offset }
  return { kind: 'batches', bytes: bytes.subarray(0, end), next }
}

function fits(end: number, sizeBytes: number, bounds: ReadBounds): boolean {
  return end + sizeBytes <= bounds.maxBytes || (end === 0 && bounds.minOneBatch)
}

function follows({ baseOffset }: RecordBatch, offset: bigint, { gapsBelow }: LogHistory): boolean {
  return mayFollow(baseOffset, offset, gapsBelow)
}

function problemOf(batch: RecordBatch, offset: bigint, history: LogHistory): string | undefined {
  if (!follows(batch, offset, history)) return `offset ${batch.baseOffset} where ${offset} belongs`
  if (batch.lastOffsetDelta < 0) return 'a batch that ends before it begins'
  const epoch = history.epochs.epochAt(batch.baseOffset)
  if (epoch !== undefined && epoch !== batch.partitionLeaderEpoch) {
    return `leader epoch ${batch.partitionLeaderEpoch} where ${epoch} belongs`
  }
  return batch.checksumHolds() ? undefined : 'the checksum does not hold'
}

/** Up to `maxBytes` from the file, or as much as its first batch takes if that is more. */
async function readAtLeastOne(place: BatchPlace, bounds: ReadBounds): Promise<Uint8Array> {
  const { segment, position } = place
  const rest = segment.writtenBytes - position
  const wanted = Math.min(rest, Math.max(bounds.maxBytes, batchHeaderSize))
  const bytes = await readUpTo(place, wanted)
  if (!bounds.minOneBatch || bytes.length < batchPrefixSize) return bytes
  const length = new DataView(bytes.buffer, bytes.byteOffset).getInt32(8)
  const needed = length + batchPrefixSize
  if (needed <= bytes.length || needed > rest) return bytes
  return readUpTo(place, needed)
}

async function readUpTo(place: BatchPlace, sizeBytes: number): Promise<Uint8Array> {
  const target = Buffer.allocUnsafeSlow(sizeBytes) // Only what was read into it leaves this place.
  return target.subarray(0, await place.segment.read(target, place.position))
}
