import { assert } from '@barnabus/base'
import { commitReplacement, finishReplacement } from '../compaction/replacement.ts'
import type { DirectoryContext } from '../directory/directory-context.ts'
import { encodePartitionMetadata, partitionMetadataName } from '../directory/partition-metadata.ts'
import { encodeEpochCheckpoint, epochCheckpointName } from '../epochs/epoch-checkpoint.ts'
import { replaceFile, writeDurably } from '../files/durable-file.ts'
import { isShortage } from '../files/file-problems.ts'
import { encodeProducerSnapshot } from '../producers/producer-snapshot.ts'
import type { PartitionCheckpoint } from '../recovery/checkpoint-file.ts'
import {
  deletedSuffix,
  offsetFileName,
  segmentSuffixes,
  snapshotSuffix,
} from '../segment/segment-file-names.ts'
import { Segment } from '../segment/segment.ts'
import { memoryOf } from '../tail/tail.ts'
import { Turns } from '../turns.ts'
import { segmentOptions } from './log-end.ts'
import type { PartitionState } from './partition-state.ts'

const writeBytesMax = 4 * 1024 * 1024

/** What a checkpoint puts down about a partition, taken at one moment. */
interface Snapshot {
  readonly checkpoint: PartitionCheckpoint
  /** The segment that was active then. */
  readonly segment: Segment
  readonly producers: Uint8Array | undefined
  readonly epochs: Uint8Array
}

/**
 * Brings a partition's files after its memory: one change at a time, and never anything that is not
 * durable in the write-ahead log already.
 */
export class PartitionFiles {
  readonly #context: DirectoryContext
  readonly #state: PartitionState
  readonly #turns = new Turns()
  readonly #unsynced = new Set<Segment>()
  /** Producer snapshots on disk, by their offsets, rising. */
  readonly #snapshots: bigint[]
  /** The snapshot that has the producers as they are now; undefined: none has. */
  #producersAt: bigint | 'none' | undefined
  #epochsWritten: string
  #isGone = false

  constructor(
    context: DirectoryContext,
    state: PartitionState,
    found: {
      readonly snapshots: readonly bigint[]
      readonly unsynced: readonly Segment[]
    },
  ) {
    this.#context = context
    this.#state = state
    this.#snapshots = [...found.snapshots]
    this.#epochsWritten = ''
    for (const segment of found.unsynced) this.#unsynced.add(segment)
  }

  /** The producers have changed since the last snapshot. */
  producersChanged(): void {
    this.#producersAt = undefined
  }

  /** Writes durable batches to the segments, not synced. Returns false when there are none left. */
  writeBehind(): Promise<boolean> {
    return this.#turns.take(async () => {
      await this.#writeSome()
      return this.#state.tail.toWrite(this.#state.highWatermark, 1).length > 0
    })
  }

  /**
   * Brings everything appended so far into synced files. Resolves with what the directory's
   * checkpoint has to say about this partition; undefined: it is gone.
   */
  async checkpoint(appended: Promise<void>): Promise<PartitionCheckpoint | undefined> {
    const snapshot = this.#snapshot()
    try {
      await appended
      return await this.#turns.take(() => this.#write(snapshot))
    } catch (error) {
      this.#producersAt = undefined // Whatever was written, the next checkpoint writes it again.
      this.#state.isDirty = true
      throw error
    }
  }

  /** The directory's checkpoint with the snapshot at `offset` is on disk: older ones may go. */
  async checkpointed(offset: bigint | undefined): Promise<void> {
    // One more than is needed: if the newest turns out damaged, the one before it shortens the way.
    const current = offset === undefined ? -1 : this.#snapshots.indexOf(offset)
    for (const old of this.#snapshots.splice(0, Math.max(0, current - 1))) {
      await this.#context.env.files.remove(this.#snapshotPath(old))
    }
  }

  /** Takes the first `count` segments out of the log and their files out of the way. */
  removeFirst(count: number): Promise<void> {
    return this.#turns.take(async () => {
      if (this.#isGone || count === 0) return
      while (await this.#writeSome()) continue // A reader may be about to look for the file.
      for (const segment of this.#state.segments.removeFirst(count)) await this.#bury(segment)
    })
  }

  /** Builds the indexes of a segment that takes no more batches anew. */
  rebuildIndexes(segment: Segment, rebuild: () => Promise<void>): Promise<void> {
    return this.#turns.take(async () => {
      if (this.#isGone || segment.isRemoved) return
      await rebuild()
      this.#unsynced.add(segment)
      this.#state.isDirty = true
    })
  }

  /**
   * Puts `cleaned` in the place of the segments that it was made from. False: the log does not have
   * all of them any more, and nothing was done.
   */
  replaceSegments(replaced: readonly Segment[], cleaned: Segment): Promise<boolean> {
    return this.#turns.take(async () => {
      if (this.#isGone || replaced.some(({ isRemoved }) => isRemoved)) return false
      let isCommitted = false
      try {
        await commitReplacement(this.#context, this.#state.directory, cleaned)
        isCommitted = true
        await this.#state.gate.alone(() => this.#finishReplacement(replaced, cleaned))
        return true
      } catch (error) {
        // The log is renamed last, so nothing has happened that counts.
        if (isShortage(error) && !isCommitted) throw error
        throw this.#context.failure.fail('put a compacted segment in its place', error)
      }
    })
  }

  async #finishReplacement(replaced: readonly Segment[], cleaned: Segment): Promise<void> {
    for (const segment of replaced) await this.#forget(segment)
    const others = replaced.slice(1).map(({ baseOffset }) => baseOffset)
    const { directory } = this.#state
    await finishReplacement(this.#context.env.files, directory, cleaned.baseOffset, others)
    this.#replaceInMemory(replaced, cleaned)
  }

  #replaceInMemory(replaced: readonly Segment[], cleaned: Segment): void {
    const { segments, tail } = this.#state
    const options = segmentOptions(this.#context, this.#state, cleaned.baseOffset)
    const fresh = Segment.onDisk(options, cleaned.sizeBytes)
    for (const segment of replaced) this.#unsynced.delete(segment)
    segments.replace(replaced, fresh)
    // What memory still has of them is what compaction has removed.
    this.#context.tailMemory.evict(tail, segments.after(fresh)!.baseOffset)
    this.#state.isDirty = true
  }

  /** Moves the directory out of the way and removes it. Nothing is written any more. */
  remove(movedTo: string): Promise<void> {
    return this.#turns.take(async () => {
      this.#isGone = true
      this.#context.tailMemory.dropped(this.#state.tail.clear())
      if (!this.#state.directoryExists) return
      const { files } = this.#context.env
      for (const segment of this.#state.segments.all) await this.#forget(segment)
      await files.rename(this.#state.directory, movedTo)
      await files.syncDirectory(this.#context.path)
      await files.remove(movedTo)
    })
  }

  /** Taken without a pause, so that all of it is about the same offset. */
  #snapshot(): Snapshot {
    const { id, segments, producers, epochs, logStartOffset, logEndOffset } = this.#state
    segments.active.noteLargest()
    epochs.cutBefore(logStartOffset)
    const isNew = this.#producersAt === undefined
    if (isNew) this.#producersAt = producers.size === 0 ? 'none' : logEndOffset
    const producersAt = this.#producersAt === 'none' ? undefined : this.#producersAt
    return {
      segment: segments.active,
      checkpoint: {
        ...id,
        recoveryPoint: logEndOffset,
        logStartOffset,
        segmentBaseOffset: segments.active.baseOffset,
        position: segments.active.sizeBytes,
        producersAt,
        compaction: this.#state.compaction,
      },
      producers: isNew && producersAt !== undefined ? encodeProducerSnapshot(producers) : undefined,
      epochs: encodeEpochCheckpoint(epochs.starts),
    }
  }

  async #write(snapshot: Snapshot): Promise<PartitionCheckpoint | undefined> {
    if (this.#isGone) return undefined
    const { checkpoint, segment, producers, epochs } = snapshot
    while (await this.#writeSome(checkpoint.recoveryPoint)) continue
    // Its name, even if nothing is in it yet; but not that of a later one, which may begin past what
    // is durable.
    if (!segment.isRemoved) this.#unsynced.add(segment)
    await this.#syncSegments()
    if (producers !== undefined) await this.#writeSnapshot(checkpoint.recoveryPoint, producers)
    await this.#writeEpochs(epochs)
    await this.#context.env.files.syncDirectory(this.#state.directory)
    return checkpoint
  }

  /** One write of what is next for one segment. False: nothing durable is left to be written. */
  async #writeSome(limit = this.#state.highWatermark): Promise<boolean> {
    const { tail } = this.#state
    const batches = this.#isGone ? [] : tail.toWrite(limit, writeBytesMax)
    const first = batches[0]
    if (first === undefined) return false
    await this.#ensureDirectory()
    const { segment, position } = first
    this.#unsynced.add(segment)
    assert(segment.writtenBytes === position, 'a segment is written without gaps')
    await segment.write(
      batches.map(({ bytes }) => bytes),
      position,
    )
    tail.markWritten(batches.length)
    const memory = batches.reduce((sum, batch) => sum + memoryOf(batch), 0)
    this.#context.tailMemory.written(tail, batches.length, memory)
    return true
  }

  async #ensureDirectory(): Promise<void> {
    if (this.#state.directoryExists) return
    const { files } = this.#context.env
    const { directory, id } = this.#state
    // Its own name is synced before a checkpoint relies on it, with those of all others.
    await files.makeDirectory(directory)
    const metadata = encodePartitionMetadata(id.topicId)
    await writeDurably(files, `${directory}/${partitionMetadataName}`, metadata)
    this.#state.directoryExists = true
  }

  async #syncSegments(): Promise<void> {
    await this.#ensureDirectory()
    for (const segment of this.#unsynced) {
      await segment.sync()
      this.#unsynced.delete(segment)
    }
  }

  async #writeSnapshot(offset: bigint, bytes: Uint8Array): Promise<void> {
    await replaceFile(this.#context.env.files, this.#snapshotPath(offset), bytes)
    if (!this.#snapshots.includes(offset)) this.#snapshots.push(offset)
  }

  async #writeEpochs(bytes: Uint8Array): Promise<void> {
    const text = new TextDecoder().decode(bytes)
    if (text === this.#epochsWritten) return
    const path = `${this.#state.directory}/${epochCheckpointName}`
    await replaceFile(this.#context.env.files, path, bytes)
    this.#epochsWritten = text
  }

  async #bury(segment: Segment): Promise<void> {
    await this.#forget(segment)
    this.#unsynced.delete(segment)
    const { files } = this.#context.env
    for (const suffix of segmentSuffixes) {
      const path = segment.path(suffix)
      if (!(await files.exists(path))) continue
      await files.rename(path, `${path}${deletedSuffix}`)
      this.#context.graveyard.bury(
        `${path}${deletedSuffix}`,
        this.#state.settings.fileDeleteDelayMs,
      )
    }
  }

  async #forget(segment: Segment): Promise<void> {
    for (const suffix of segmentSuffixes) {
      await this.#context.openFiles.forget(segment.path(suffix))
      this.#context.indexCache.delete(segment.path(suffix))
    }
  }

  #snapshotPath(offset: bigint): string {
    return `${this.#state.directory}/${offsetFileName(offset, snapshotSuffix)}`
  }
}
