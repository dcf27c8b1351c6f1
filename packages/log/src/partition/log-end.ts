import type { RecordBatch } from '@barnabus/protocol'
import type { DirectoryContext } from '../directory/directory-context.ts'
import { Segment, type RollLimits } from '../segment/segment.ts'
import type { TopicLogSettings } from '../settings.ts'
import { memoryOf } from '../tail/tail.ts'
import type { PartitionState } from './partition-state.ts'

// A view into a buffer so much larger than itself is copied: kept, it would keep all of the buffer.
const pinnedFactorMax = 4

/**
 * Puts `batch`, which has its offsets, at the end of the log: live, and again when the write-ahead
 * log is replayed. In memory only, and cannot fail. Returns the bytes that the log keeps.
 */
export function extendLog(
  context: DirectoryContext,
  state: PartitionState,
  batch: RecordBatch,
): Uint8Array {
  const { settings, tail, producers, epochs } = state
  const nowMs = context.env.clock.nowMs()
  const limits = rollLimits(settings)
  if (state.segments.active.mustRollFor(batch, limits, nowMs)) rollSegment(context, state)
  const segment = state.segments.active

  const bytes = unpinned(batch.bytes)
  const position = segment.place(batch, settings.indexIntervalBytes)
  const { baseOffset, nextOffset } = batch
  tail.push({ bytes, baseOffset, nextOffset, segment, position })
  context.tailMemory.appended(memoryOf({ bytes }))
  state.segments.grew(bytes.length)
  const aborted = producers.apply(batch, nowMs)
  if (aborted !== undefined) segment.transactionIndex.append(aborted)
  epochs.note(batch.partitionLeaderEpoch, baseOffset)
  state.logEndOffset = nextOffset
  state.isDirty = true
  return bytes
}

/** A log that has to be compacted in time cannot keep what it has in the active segment for longer. */
function rollLimits(settings: TopicLogSettings): RollLimits {
  const { cleanupPolicy, segmentMs, maxCompactionLagMs } = settings
  if (maxCompactionLagMs >= segmentMs || !cleanupPolicy.includes('compact')) return settings
  return { ...settings, segmentMs: maxCompactionLagMs }
}

/** Goes on in a new segment that begins at the log's end. */
export function rollSegment(context: DirectoryContext, state: PartitionState): void {
  state.segments.active.noteLargest()
  state.segments.add(freshSegment(context, state, state.logEndOffset))
  state.isDirty = true
}

/** An empty segment, in memory only. */
export function freshSegment(
  context: DirectoryContext,
  state: Pick<PartitionState, 'directory' | 'settings'>,
  baseOffset: bigint,
): Segment {
  return Segment.fresh(segmentOptions(context, state, baseOffset))
}

/** The options of a segment of the partition. */
export function segmentOptions(
  context: DirectoryContext,
  state: Pick<PartitionState, 'directory' | 'settings'>,
  baseOffset: bigint,
): Parameters<typeof Segment.fresh>[0] {
  const { clock, random } = context.env
  const jitterMs = Math.min(state.settings.segmentJitterMs, state.settings.segmentMs)
  return {
    directory: state.directory,
    baseOffset,
    openFiles: context.openFiles,
    indexCache: context.indexCache,
    createdMs: clock.nowMs(),
    rollJitterMs: jitterMs > 0 ? random.below(Math.min(jitterMs, 2 ** 47)) : 0,
  }
}

function unpinned(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength > bytes.length * pinnedFactorMax ? new Uint8Array(bytes) : bytes
}
