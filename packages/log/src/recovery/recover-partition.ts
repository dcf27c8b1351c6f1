import { gapsBelow, type CompactionProgress } from '../compaction/compaction-progress.ts'
import type { DirectoryContext } from '../directory/directory-context.ts'
import { logErrors } from '../errors.ts'
import { LeaderEpochs } from '../epochs/leader-epochs.ts'
import { partitionName, type PartitionId } from '../partition-id.ts'
import { freshSegment, segmentOptions } from '../partition/log-end.ts'
import { FilesGate } from '../partition/files-gate.ts'
import { PartitionFiles } from '../partition/partition-files.ts'
import type { PartitionState } from '../partition/partition-state.ts'
import { StoredPartition } from '../partition/stored-partition.ts'
import { ProducerStates } from '../producers/producer-states.ts'
import { BatchWalk } from '../segment/batch-walk.ts'
import { Segment } from '../segment/segment.ts'
import { Segments } from '../segment/segments.ts'
import type { TopicLogSettings } from '../settings.ts'
import { Tail } from '../tail/tail.ts'
import type { ScannedEntry } from '../wal/wal-scan.ts'
import type { PartitionCheckpoint } from './checkpoint-file.ts'
import { findFiles, type FoundFiles } from './found-files.ts'
import { loadEpochs } from './load-epochs.ts'
import { loadProducers } from './load-producers.ts'
import { ObsoleteFiles } from './obsolete-files.ts'
import { countPassed, findRecoveryStart, type RecoveryStart } from './recovery-start.ts'
import { readEntry, replayEntries } from './replay-entries.ts'
import { readerOf, TrustedIndexes } from './trusted-indexes.ts'
import type { TrustedRange } from './trusted-walk.ts'

/** What there is to recover a partition from. */
export interface RecoverySources {
  readonly id: PartitionId
  readonly settings: TopicLogSettings
  readonly directory: string
  readonly directoryExists: boolean
  readonly checkpoint: PartitionCheckpoint | undefined
  /** False: the checkpoint could not be read, so its silence means nothing. */
  readonly checkpointIsKnown: boolean
  /** Where the log begins at least, if the checkpoint does not tell. */
  readonly logStartHint: bigint | undefined
  /** Up to where it is compacted, if the checkpoint does not tell. */
  readonly cleanedHint: bigint | undefined
  /** What the write-ahead log has for it, in order. */
  readonly entries: readonly ScannedEntry[]
  /** The last stop was clean: everything is in the files. */
  readonly wasClean: boolean
  /** Acknowledgements did not wait for the disk: a power cut may have left holes. */
  readonly unsynced: boolean
}

/**
 * Opens a partition with everything that was acknowledged: what the checkpoint vouches for as it
 * is, what segments have beyond it if it holds, and the rest from the write-ahead log.
 *
 * Throws PARTITION_OFFLINE if something acknowledged is missing; then nothing has been changed.
 */
export async function recoverPartition(
  context: DirectoryContext,
  sources: RecoverySources,
): Promise<StoredPartition> {
  const recovery = new PartitionRecovery(context, sources)
  return recovery.run()
}

/** How far the segments' files hold. */
interface Reach {
  /** The segments that stay; the last one up to `position`. */
  readonly segments: readonly Segment[]
  readonly position: number
  readonly offset: bigint
  /** Segments that do not follow, and why the last walk ended. */
  readonly later: readonly Segment[]
  readonly walk: BatchWalk | undefined
  /** Of `segments`, the first that reaches past the recovery point. */
  readonly firstUntrusted: number
}

const noFiles: FoundFiles = { segments: [], snapshots: [], names: new Set() }

class PartitionRecovery {
  readonly #context: DirectoryContext
  readonly #sources: RecoverySources
  readonly #files: ObsoleteFiles
  readonly #indexes: TrustedIndexes
  readonly #rebuilt: Segment[] = []
  #compaction: CompactionProgress | undefined
  #epochs = new LeaderEpochs()
  #producers = new ProducerStates()

  constructor(context: DirectoryContext, sources: RecoverySources) {
    this.#context = context
    this.#sources = sources
    this.#files = new ObsoleteFiles(context, sources.directory)
    this.#indexes = new TrustedIndexes(context, sources)
  }

  async run(): Promise<StoredPartition> {
    const { directory, directoryExists } = this.#sources
    const name = partitionName(this.#sources.id)
    const found = directoryExists ? await findFiles(this.#context, { name, directory }) : noFiles
    const logStartOffset = this.#logStartOffset(found)
    const { checkpoint, checkpointIsKnown } = this.#sources
    this.#compaction = this.#compactionOf(found)
    const passed = countPassed(found.segments, checkpoint, logStartOffset)
    const segments = found.segments.slice(passed).map(({ baseOffset, sizeBytes }) => {
      const options = segmentOptions(this.#context, this.#sources, baseOffset)
      return Segment.onDisk(options, sizeBytes)
    })
    const start = findRecoveryStart({ segments, checkpoint, checkpointIsKnown, logStartOffset })
    if (start.kind === 'damaged') throw this.#damage(start.detail)

    const reach = await this.#reach(segments, start, found)
    const missing = await this.#missingEntries(reach)
    // They had been removed, and a power cut brought them back. Not on the word of a guess, though.
    if (checkpointIsKnown) await this.#files.removeSegments(found.segments.slice(0, passed))
    return this.#rebuild(reach, missing, found, logStartOffset)
  }

  /** Never below what was acknowledged: whoever says the highest is right. */
  #logStartOffset(found: FoundFiles): bigint {
    const { checkpoint, checkpointIsKnown, entries, logStartHint = 0n } = this.#sources
    const moved = entries.filter(({ kind }) => kind === 'logStart').map(({ toOffset }) => toOffset)
    const unknown = checkpointIsKnown ? 0n : (found.segments[0]?.baseOffset ?? 0n)
    const known = checkpoint?.logStartOffset ?? unknown
    return [known, logStartHint, ...moved].reduce((a, b) => (a > b ? a : b))
  }

  /** How far it is compacted. Where nobody knows, gaps are allowed where there could be any. */
  #compactionOf({ segments }: FoundFiles): CompactionProgress | undefined {
    const { checkpoint, checkpointIsKnown, settings, cleanedHint } = this.#sources
    if (checkpointIsKnown) return checkpoint?.compaction
    if (cleanedHint === undefined && !settings.cleanupPolicy.includes('compact')) return undefined
    return { gapsBelow: segments.at(-1)?.baseOffset ?? 0n, cleanedTo: cleanedHint ?? 0n }
  }

  get #gapsBelow(): bigint {
    return gapsBelow(this.#compaction)
  }

  /** Reads from the recovery point on, as far as the batches in the files hold. */
  async #reach(
    segments: readonly Segment[],
    start: Exclude<RecoveryStart, { kind: 'damaged' }>,
    found: FoundFiles,
  ): Promise<Reach> {
    if (start.kind === 'fromNothing') {
      const { offset } = start
      const nothing = { segments: [], from: offset, to: offset, position: 0 }
      await this.#loadDerived({ ...nothing, gapsBelow: this.#gapsBelow }, found)
      const none = { segments: [], position: 0, walk: undefined, firstUntrusted: 0 }
      return { ...none, offset, later: segments }
    }
    const trusted = segments.slice(0, start.index + 1)
    const range = {
      segments: trusted,
      from: segments[0]!.baseOffset,
      to: start.offset,
      position: start.position,
      gapsBelow: this.#gapsBelow,
    }
    const problem = await this.#indexes.bringUpTo(range, found)
    if (problem !== undefined) throw this.#damage(problem)
    await this.#loadDerived(range, found)
    return this.#walkOn(segments, start)
  }

  /** What follows from the batches before the recovery point. */
  async #loadDerived(range: TrustedRange, found: FoundFiles): Promise<void> {
    const { directory, checkpoint } = this.#sources
    const { files, clock } = this.#context.env
    const common = { files, logger: this.#context.logger, directory }
    const epochs = await loadEpochs(common, range)
    const exactAt = checkpoint === undefined ? undefined : (checkpoint.producersAt ?? 'none')
    const { snapshots } = found
    const nowMs = clock.nowMs()
    const producers = await loadProducers({ ...common, nowMs, snapshots, exactAt }, range)
    if (!(epochs instanceof LeaderEpochs) || !(producers instanceof ProducerStates)) {
      throw this.#damage('the log does not hold below its recovery point')
    }
    this.#epochs = epochs
    this.#producers = producers
    await this.#takeInRemoved(checkpoint?.recoveryPoint ?? 0n, range.to)
  }

  /**
   * Batches past the recovery point whose segments are gone, by DeleteRecords or retention: their
   * producers may send them again all the same.
   */
  async #takeInRemoved(recoveryPoint: bigint, to: bigint): Promise<void> {
    const nowMs = this.#context.env.clock.nowMs()
    for (const entry of this.#sources.entries) {
      if (entry.kind !== 'batch' || entry.fromOffset < recoveryPoint) continue
      if (entry.toOffset > to) break
      const batch = await readEntry(this.#context, this.#sources.id, entry)
      this.#epochs.note(batch.partitionLeaderEpoch, batch.baseOffset)
      this.#producers.apply(batch, nowMs)
    }
  }

  async #walkOn(
    segments: readonly Segment[],
    start: Extract<RecoveryStart, { kind: 'inSegment' }>,
  ): Promise<Reach> {
    let { index, position, offset } = start
    for (;;) {
      const segment = segments[index]!
      const place = { from: position, to: segment.sizeBytes, offset, gapsBelow: this.#gapsBelow }
      const walk = new BatchWalk({ ...place, checksums: true, readAt: readerOf(segment) })
      await this.#takeIn(walk, segment)
      position = walk.position
      offset = walk.nextOffset
      const next = segments[index + 1]
      if (walk.problem !== undefined || next?.baseOffset !== offset) {
        const later = segments.slice(index + 1)
        const kept = segments.slice(0, index + 1)
        return { segments: kept, position, offset, later, walk, firstUntrusted: start.index }
      }
      segment.noteLargest()
      await next.resetIndexes()
      await next.transactionIndex.reset()
      this.#rebuilt.push(next)
      index += 1
      position = 0
    }
  }

  async #takeIn(walk: BatchWalk, segment: Segment): Promise<void> {
    const { indexIntervalBytes } = this.#sources.settings
    const nowMs = this.#context.env.clock.nowMs()
    for (let placed = await walk.next(); placed !== undefined; placed = await walk.next()) {
      const { batch, position } = placed
      segment.rediscover(batch, position, indexIntervalBytes)
      this.#epochs.note(batch.partitionLeaderEpoch, batch.baseOffset)
      const aborted = this.#producers.apply(batch, nowMs)
      if (aborted !== undefined) segment.transactionIndex.append(aborted)
    }
  }

  /** What only the write-ahead log has. Throws if not even that has all there must be. */
  async #missingEntries(reach: Reach): Promise<readonly ScannedEntry[]> {
    const { entries, unsynced } = this.#sources
    const missing = entries.filter(
      (entry) => entry.kind === 'batch' && entry.toOffset > reach.offset,
    )
    let end = reach.offset
    for (const entry of missing) {
      if (entry.fromOffset !== end) throw this.#damage(`offsets from ${end} on are missing`)
      end = entry.toOffset
    }
    if (unsynced) return missing
    const lastKnown = reach.later.at(-1)?.baseOffset ?? end
    if (end < lastKnown) throw this.#damage(`offsets ${end} to ${lastKnown} are missing`)
    if (missing.length === 0 && (await reach.walk?.goesOnAfterProblem()) === true) {
      throw this.#damage(`the batch at offset ${end} does not hold`)
    }
    return missing
  }

  async #rebuild(
    reach: Reach,
    missing: readonly ScannedEntry[],
    found: FoundFiles,
    logStartOffset: bigint,
  ): Promise<StoredPartition> {
    const { id, settings, directory, directoryExists } = this.#sources
    // It was never acknowledged, or the write-ahead log has it.
    await this.#files.cut(reach)
    const segments =
      reach.segments.length > 0
        ? reach.segments
        : [freshSegment(this.#context, this.#sources, reach.offset)]
    const state: PartitionState = {
      id,
      directory,
      settings,
      segments: new Segments(segments),
      tail: new Tail(),
      producers: this.#producers,
      epochs: this.#epochs,
      compaction: this.#compaction,
      logStartOffset,
      highWatermark: reach.offset,
      logEndOffset: reach.offset,
      isDirty: directoryExists && !this.#sources.wasClean,
      directoryExists,
      gate: new FilesGate(),
    }
    const snapshots = await this.#files.keepSnapshots(found.snapshots, reach.offset)
    const untrusted = reach.segments.slice(reach.firstUntrusted)
    // The process that wrote them may have been killed before they were synced.
    if (!this.#sources.wasClean) for (const segment of untrusted) await segment.distrust()
    const unsynced = [...this.#indexes.rebuilt, ...this.#rebuilt, ...untrusted]
    const files = new PartitionFiles(this.#context, state, { snapshots, unsynced })
    await replayEntries({ context: this.#context, state, files }, missing)
    if (logStartOffset > state.logEndOffset) throw this.#damage('it ends before it starts')
    return new StoredPartition(this.#context, state, files)
  }

  #damage(detail: string): Error {
    return logErrors.PARTITION_OFFLINE(partitionName(this.#sources.id), detail)
  }
}
