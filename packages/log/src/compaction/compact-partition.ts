import type { DirectoryContext } from '../directory/directory-context.ts'
import type { PartitionFiles } from '../partition/partition-files.ts'
import type { PartitionState } from '../partition/partition-state.ts'
import type { Segment } from '../segment/segment.ts'
import type { AbortedTransactionEntry } from '../segment/transaction-index.ts'
import type { CleanerSettings } from '../settings.ts'
import { buildOffsetMap } from './build-offset-map.ts'
import type { CleanableRange } from './cleanable-range.ts'
import type { CleaningRules } from './clean-batch.ts'
import { cleanSegments, type SegmentGroup } from './clean-segments.ts'
import { CleanedTransactions } from './cleaned-transactions.ts'
import { gapsBelow } from './compaction-progress.ts'
import { groupSegments } from './group-segments.ts'
import { OffsetMap } from './offset-map.ts'
import type { Pace } from './pace.ts'
import { discardCleaned } from './replacement.ts'
import { batchesOf, type BatchSources } from './segment-batches.ts'

/** The log that is compacted, and what it takes. */
export interface CompactionTask {
  readonly context: DirectoryContext
  readonly state: PartitionState
  readonly files: PartitionFiles
  readonly range: CleanableRange
  /** The transactions that the range's transaction indexes know as aborted. */
  readonly aborted: readonly AbortedTransactionEntry[]
  readonly settings: CleanerSettings
  readonly pace: Pace
  /** Writes a checkpoint of the directory. False: there is no space for one now. */
  readonly writeCheckpoint: () => Promise<boolean>
  /** Throws if the compaction is to end. */
  readonly stopIfAsked: () => void
}

/** What a compaction did. */
export interface Compacted {
  readonly bytesBefore: number
  readonly bytesAfter: number
  readonly cleanedTo: bigint
}

/**
 * Compacts a log up to where its range ends, or as far as its keys fit into memory.
 *
 * Before anything is read, a checkpoint says up to where the log may have gaps, and vouches for all
 * that is to be replaced: recovery never needs a batch of it, and what the write-ahead log is needed
 * for begins after it. Undefined: it has to be tried again later.
 */
export async function compactPartition(task: CompactionTask): Promise<Compacted | undefined> {
  const { state, range } = task
  setProgress(state, {
    cleanedTo: state.compaction?.cleanedTo ?? range.firstDirtyOffset,
    gapsBelow: larger(range.firstUncleanableOffset, gapsBelow(state.compaction)),
  })
  if (!(await task.writeCheckpoint())) return undefined

  const map = await mapDirty(task)
  const sizes = await replaceOrDiscard(task, map)
  if (sizes === undefined) return undefined
  setProgress(state, { cleanedTo: map.endOffset, gapsBelow: gapsBelow(state.compaction) })
  await task.writeCheckpoint() // If it cannot be written now, the same may be cleaned once more.
  return { ...sizes, cleanedTo: map.endOffset }
}

/** A checkpoint puts it down. */
function setProgress(state: PartitionState, progress: PartitionState['compaction']): void {
  state.compaction = progress
  state.isDirty = true
}

async function mapDirty(task: CompactionTask): Promise<OffsetMap> {
  const { state, range, settings, pace } = task
  const { firstDirtyOffset: start, firstUncleanableOffset: end } = range
  const { dedupeBufferBytes: memoryBytes, dedupeLoadFactor: loadFactor } = settings
  const map = new OffsetMap({ start, end, memoryBytes, loadFactor })
  const dirty = segmentsBefore(state, end).filter((segment) => endOf(state, segment) > start)
  const reachingIn = task.aborted.filter(({ lastOffset }) => lastOffset >= start)
  const transactions = new CleanedTransactions(reachingIn)
  const batches = batchesOf(dirty, sourcesOf(task))
  await buildOffsetMap(map, { batches, start, end, transactions, pace })
  return map
}

/** See `replaceAll`; leaves nothing behind that does not count. */
async function replaceOrDiscard(
  task: CompactionTask,
  map: OffsetMap,
): ReturnType<typeof replaceAll> {
  try {
    return await replaceAll(task, map)
  } finally {
    await discardCleaned(task.context, task.state.directory)
  }
}

/** Undefined: retention has taken something of it away meanwhile. */
async function replaceAll(
  task: CompactionTask,
  map: OffsetMap,
): Promise<{ readonly bytesBefore: number; readonly bytesAfter: number } | undefined> {
  const { context, state, files } = task
  const rules = rulesOf(task, map)
  let bytesBefore = 0
  let bytesAfter = 0
  for (const group of await groupsOf(state, map.endOffset)) {
    const cleaned = await cleanSegments(context, state, group, rules, sourcesOf(task))
    if (!(await files.replaceSegments(group.segments, cleaned))) return undefined
    bytesBefore += group.segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    bytesAfter += cleaned.sizeBytes
  }
  return { bytesBefore, bytesAfter }
}

/** The segments that begin before `offset`, in groups that fit into one each. */
async function groupsOf(state: PartitionState, offset: bigint): Promise<readonly SegmentGroup[]> {
  const segments = segmentsBefore(state, offset)
  const ends = segments.map((segment) => endOf(state, segment))
  const facts = await Promise.all(
    segments.map(async (segment, index) => ({
      segment,
      endOffset: ends[index]!,
      baseOffset: segment.baseOffset,
      sizeBytes: segment.sizeBytes,
      offsetIndexBytes: await segment.offsetIndex.file.sizeBytes(),
      timeIndexBytes: await segment.timeIndex.file.sizeBytes(),
    })),
  )
  return groupSegments(facts, state.settings).map((group) => ({
    segments: group.map(({ segment }) => segment),
    endOffset: group.at(-1)!.endOffset,
  }))
}

function rulesOf({ context, state, aborted, pace }: CompactionTask, map: OffsetMap): CleaningRules {
  const lastOffsets = new Map<bigint, bigint | undefined>()
  const epochs = new Map<bigint, number>() // Of those whose last batch is a marker.
  for (const { producerId, batches, epoch } of state.producers) {
    lastOffsets.set(producerId, batches.at(-1)?.lastOffset)
    if (batches.length === 0) epochs.set(producerId, epoch)
  }
  return {
    map,
    transactions: new CleanedTransactions(aborted),
    nowMs: context.env.clock.nowMs(),
    deleteRetentionMs: state.settings.deleteRetentionMs,
    isLastOfProducer: ({ producerId, producerEpoch, lastOffset, isControl }) =>
      lastOffsets.get(producerId) === lastOffset ||
      (isControl && epochs.get(producerId) === producerEpoch),
    pace,
  }
}

function sourcesOf({ state, settings, pace, stopIfAsked }: CompactionTask): BatchSources {
  const { ioBufferBytes: bufferBytes } = settings
  return { gapsBelow: gapsBelow(state.compaction), pace, bufferBytes, stopIfAsked }
}

/** Never the active one. */
function segmentsBefore({ segments }: PartitionState, offset: bigint): readonly Segment[] {
  return segments.all.slice(0, -1).filter(({ baseOffset }) => baseOffset < offset)
}

function endOf({ segments }: PartitionState, segment: Segment): bigint {
  return segments.after(segment)!.baseOffset
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
