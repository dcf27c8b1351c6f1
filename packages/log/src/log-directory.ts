import { isOperatingError, type DirectoryLock, type OperatingError } from '@barnabus/base'
import type { Uuid } from '@barnabus/protocol'
import { Cleaner, type CleanerCounts } from './compaction/cleaner.ts'
import { Checkpointer } from './directory/checkpointer.ts'
import type { DirectoryContext } from './directory/directory-context.ts'
import { Maintenance } from './directory/maintenance.ts'
import {
  cleanMarkerName,
  openDirectory,
  type LogDirectoryOptions,
  type OpenedDirectory,
  type Remains,
} from './directory/open-directory.ts'
import type { PartitionDirectories } from './directory/partition-directories.ts'
import { logErrors } from './errors.ts'
import { writeDurably } from './files/durable-file.ts'
import { partitionName, type PartitionId } from './partition-id.ts'
import type { PartitionLog } from './partition-log.ts'
import { OfflinePartition } from './partition/offline-partition.ts'
import { StoredPartition } from './partition/stored-partition.ts'
import { recoverPartition } from './recovery/recover-partition.ts'
import type { LogDirectorySettings, TopicLogSettings } from './settings.ts'
import type { WalFile } from './wal/wal-files.ts'
import { partitionKey, type ScannedEntry } from './wal/wal-scan.ts'

/** What a data directory holds, for DescribeLogDirs. */
export interface DirectoryDescription {
  readonly partitions: readonly (PartitionId & { readonly sizeBytes: number })[]
  /** Of the volume; -1: unknown. */
  readonly totalBytes: number
  readonly usableBytes: number
}

/** One data directory, owned by one process: all partitions behind one write-ahead log. */
export class LogDirectory {
  readonly path: string
  readonly clusterId: string
  readonly directoryId: Uuid
  readonly #context: DirectoryContext
  readonly #lock: DirectoryLock
  readonly #directories: PartitionDirectories
  readonly #checkpointer: Checkpointer
  readonly #cleaner: Cleaner
  /** What the last process left; undefined once recovery is finished. */
  #remains: Remains | undefined
  readonly #entries: Map<string, ScannedEntry[]>
  readonly #partitions = new Map<string, StoredPartition | OfflinePartition>()
  readonly #opening = new Map<string, Promise<PartitionLog>>()
  /** Files of the write-ahead log with something for a partition that is offline, by its key. */
  readonly #keptFor = new Map<string, ReadonlySet<string>>()
  #maintenance: Maintenance | undefined
  #closing: Promise<void> | undefined
  #producerIdExpirationMs: number

  private constructor(opened: OpenedDirectory) {
    const { context, lock, metaProperties, directories, remains } = opened
    this.path = context.path
    this.clusterId = metaProperties.clusterId
    this.directoryId = metaProperties.directoryId
    this.#context = context
    this.#producerIdExpirationMs = context.settings.producerIdExpirationMs
    this.#lock = lock
    this.#directories = directories
    this.#remains = remains
    this.#entries = Map.groupBy(remains.scan.entries, keyOf)
    this.#checkpointer = new Checkpointer({
      context,
      partitions: () => this.#stored(),
      isKept: (file) => this.#isKept(file),
    })
    this.#cleaner = new Cleaner({
      context,
      partitions: () => this.#stored(),
      writeCheckpoint: () => this.#checkpointer.run(),
    })
  }

  /** Locks and reads the directory, or makes it. Throws DIRECTORY_LOCKED, WAL_DAMAGED and others. */
  static async open(options: LogDirectoryOptions): Promise<LogDirectory> {
    return new LogDirectory(await openDirectory(options))
  }

  /** Resolves when a write that had to last has failed: from then on nothing is acknowledged. */
  get failure(): Promise<OperatingError> {
    return this.#context.failure.signal
  }

  /** True: more is in memory than the disk takes; stop reading from producers, see `drained`. */
  get congested(): boolean {
    return this.#context.tailMemory.congested
  }

  /** Resolves once `congested` is false. */
  drained(): Promise<void> {
    return this.#context.tailMemory.drained()
  }

  /** Lets go of what is in memory only so that reads are fast. */
  giveUpCaches(): void {
    this.#context.tailMemory.giveUpCache()
    this.#context.indexCache.clear()
  }

  /** Opens a partition, new or not, with all that was acknowledged. A damaged one is offline. */
  openPartition(id: PartitionId, settings: TopicLogSettings): Promise<PartitionLog> {
    const key = partitionKey(id.topicId, id.partition)
    const known = this.#partitions.get(key)
    if (known !== undefined) return Promise.resolve(known)
    const opening = this.#opening.get(key) ?? this.#open(key, id, settings)
    this.#opening.set(key, opening)
    return opening.finally(() => this.#opening.delete(key))
  }

  /**
   * Every live partition is open: what is left over belongs to topics that are gone. The
   * directories of `deletedTopicIds` are removed, others that nobody claimed are left alone.
   */
  async finishRecovery(
    gone: { readonly deletedTopicIds: ReadonlySet<Uuid> } = { deletedTopicIds: new Set() },
  ): Promise<void> {
    await this.#directories.settle(gone.deletedTopicIds)
    this.#entries.clear()
    this.#remains = undefined
    this.#startMaintenance()
    await this.#checkpointer.run()
  }

  /** The partition is gone for good when this resolves; readers get errors from the call on. */
  async deletePartition(id: PartitionId): Promise<void> {
    const key = partitionKey(id.topicId, id.partition)
    await this.#opening.get(key)
    const partition = this.#partitions.get(key)
    if (partition === undefined) return
    this.#partitions.delete(key)
    this.#keptFor.delete(key)
    this.#checkpointer.forget(key)
    if (partition instanceof StoredPartition) await partition.remove(this.#directories.graveOf(id))
    else await this.#directories.remove(id)
  }

  /** What may change while the directory is open; holds from the next look at it on. */
  configure(settings: Pick<LogDirectorySettings, 'producerIdExpirationMs' | 'cleaner'>): void {
    this.#producerIdExpirationMs = settings.producerIdExpirationMs
    this.#cleaner.configure(settings.cleaner)
  }

  /** Brings segments up to date and lets go of the write-ahead log below them. */
  async checkpoint(): Promise<void> {
    // Before that the write-ahead log may still have something for a partition to be opened.
    if (this.#maintenance !== undefined) await this.#checkpointer.run()
  }

  /** Removes what retention no longer keeps, in all partitions. */
  async applyRetention(): Promise<void> {
    for (const partition of [...this.#stored()]) await partition.applyRetention()
  }

  /** Compacts whatever is due, in all partitions. */
  async compact(): Promise<void> {
    await this.#cleaner.cleanAll()
  }

  /** What compaction did since the start, and how many partitions it had to leave alone. */
  get compaction(): CleanerCounts & { readonly uncleanablePartitions: number } {
    return { ...this.#cleaner.counts, uncleanablePartitions: this.#cleaner.uncleanableCount }
  }

  async describe(): Promise<DirectoryDescription> {
    const space = await this.#context.env.files.space(this.path)
    const partitions = [...this.#partitions.values()].map((log) => {
      const { topic, topicId, partition, sizeBytes } = log
      return { topic, topicId, partition, sizeBytes }
    })
    return { partitions, ...space }
  }

  /** Waits for what was appended, writes a checkpoint, marks the stop as clean, unlocks. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #open(key: string, id: PartitionId, settings: TopicLogSettings): Promise<PartitionLog> {
    const remains = this.#remains
    const checkpoint = remains?.partitions.get(key)
    if (checkpoint !== undefined) this.#checkpointer.keep(checkpoint)
    const checkpointIsKnown = remains?.checkpointIsKnown ?? true
    const inCheckpoint = checkpointIsKnown ? checkpoint !== undefined : 'unreadable'
    try {
      this.#refuseDamaged(key, id)
      const partition = await recoverPartition(this.#context, {
        id,
        settings,
        directory: this.#directories.pathOf(id),
        directoryExists: await this.#directories.claim(id, inCheckpoint),
        checkpoint,
        checkpointIsKnown,
        logStartHint: remains?.logStarts.get(partitionName(id)),
        cleanedHint: remains?.cleaned.get(partitionName(id)),
        entries: this.#entries.get(key) ?? [],
        wasClean: remains?.wasClean ?? true,
        unsynced: remains?.scan.unsynced ?? false,
      })
      this.#partitions.set(key, partition)
      this.#entries.delete(key)
      return partition
    } catch (error) {
      if (!isOperatingError(error, 'LOG_PARTITION_OFFLINE')) throw error
      return this.#goOffline(key, id, error)
    }
  }

  /** Damage that was found when the write-ahead log was read. */
  #refuseDamaged(key: string, id: PartitionId): void {
    const damage = this.#remains?.scan.damaged.find((entry) => keyOf(entry) === key)
    if (damage === undefined) return
    const detail = `"${damage.path}" is damaged at byte ${damage.position}`
    throw logErrors.PARTITION_OFFLINE(partitionName(id), detail)
  }

  /** Keeps everything that may help to make the partition whole again. */
  #goOffline(key: string, id: PartitionId, error: OperatingError): OfflinePartition {
    this.#context.logger.error({ error, ...id }, `${error.message}. Nothing of it is touched`)
    const entries = [...(this.#entries.get(key) ?? [])]
    const damaged = this.#remains?.scan.damaged.filter((entry) => keyOf(entry) === key) ?? []
    this.#keptFor.set(
      key,
      new Set([...entries.map(({ file }) => file.path), ...damaged.map(({ path }) => path)]),
    )
    const checkpoint = this.#remains?.partitions.get(key)
    const partition = new OfflinePartition(id, {
      detail: error.message,
      logStartOffset: checkpoint?.logStartOffset ?? 0n,
      endOffset: checkpoint?.recoveryPoint ?? 0n,
    })
    this.#partitions.set(key, partition)
    return partition
  }

  #isKept(file: WalFile): boolean {
    for (const paths of this.#keptFor.values()) if (paths.has(file.path)) return true
    return false
  }

  *#stored(): Generator<StoredPartition> {
    for (const partition of this.#partitions.values()) {
      if (partition instanceof StoredPartition) yield partition
    }
  }

  #startMaintenance(): void {
    const { clock } = this.#context.env
    const { settings, commits } = this.#context
    this.#maintenance = new Maintenance(clock, [
      { everyMs: settings.checkpointIntervalMs, run: () => this.#quietly(() => this.checkpoint()) },
      { everyMs: settings.retentionCheckMs, run: () => this.#quietly(() => this.applyRetention()) },
      { everyMs: settings.producerIdExpirationCheckMs, run: () => this.#expireProducers() },
    ])
    this.#cleaner.start()
    commits.onCommitted = () => {
      const grown = commits.wal.committedLsn - this.#checkpointer.lastLsn
      if (grown > settings.checkpointBytes) void this.#quietly(() => this.checkpoint())
    }
  }

  #expireProducers(): Promise<void> {
    const seenBeforeMs = this.#context.env.clock.nowMs() - this.#producerIdExpirationMs
    for (const partition of this.#stored()) partition.expireProducers(seenBeforeMs)
    return Promise.resolve()
  }

  /** For what nobody waits for: a failure of the directory is signalled, others are logged. */
  async #quietly(chore: () => Promise<void>): Promise<void> {
    try {
      await chore()
    } catch (error) {
      if (this.#context.failure.error !== undefined) return
      this.#context.logger.error({ error }, 'Maintenance of the data directory failed')
    }
  }

  async #close(): Promise<void> {
    const { commits, writeBehind, failure, tailMemory, graveyard, openFiles } = this.#context
    try {
      await this.#cleaner.stop()
      await this.#maintenance?.stop()
      commits.close()
      await commits.wal.close()
      await writeBehind.stop()
      if (this.#maintenance !== undefined && failure.error === undefined) await this.#stopCleanly()
      await graveyard.clear()
      await openFiles.close()
    } finally {
      tailMemory.giveUp()
      this.#lock.release()
    }
  }

  /** The mark comes after everything it vouches for, and before what it makes superfluous goes. */
  async #stopCleanly(): Promise<void> {
    const { env, commits, logger } = this.#context
    try {
      if (!(await this.#checkpointer.run())) return
      const marker = new TextEncoder().encode('{"version":0,"brokerEpoch":-1}')
      await writeDurably(env.files, `${this.path}/${cleanMarkerName}`, marker)
      await commits.wal.discard((file) => this.#isKept(file))
    } catch (error) {
      logger.error({ error }, 'The stop was not clean: the next start recovers from it')
    }
  }
}

function keyOf(entry: Pick<ScannedEntry, 'topicId' | 'partition'>): string {
  return partitionKey(entry.topicId, entry.partition)
}
