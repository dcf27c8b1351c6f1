import type { Env, Logger, OperatingError } from '@barnabus/base'
import type { Uuid } from '@barnabus/protocol'
import type { PartitionId } from './partition-id.ts'
import type { PartitionLog } from './partition-log.ts'
import type { LogDirectorySettings, TopicLogSettings } from './settings.ts'

export interface LogDirectoryOptions {
  readonly path: string
  readonly env: Pick<Env, 'clock' | 'files' | 'random'>
  readonly settings: LogDirectorySettings
  readonly logger: Logger
  readonly nodeId: number
  /** For a new directory; undefined: a random one. An old directory keeps its own. */
  readonly clusterId?: string
}

/** What a data directory holds, for DescribeLogDirs. */
export interface DirectoryDescription {
  readonly partitions: readonly (PartitionId & { readonly sizeBytes: number })[]
  /** Of the volume; -1: unknown. */
  readonly totalBytes: number
  readonly usableBytes: number
}

/** One data directory, owned by one process: all partitions behind one write-ahead log. */
export abstract class LogDirectory {
  /** Locks and reads the directory, or makes it. Throws DIRECTORY_LOCKED, WAL_DAMAGED and others. */
  static open(options: LogDirectoryOptions): Promise<LogDirectory> {
    return Promise.reject(new Error(`LogDirectory.open(${options.path}) is being built`))
  }

  abstract readonly path: string
  abstract readonly clusterId: string
  abstract readonly directoryId: Uuid
  /** Resolves when a write that had to last has failed: from then on nothing is acknowledged. */
  abstract readonly failure: Promise<OperatingError>
  /** True: more is in memory than the disk takes; stop reading from producers, see `drained`. */
  abstract readonly congested: boolean
  /** Opens a partition, new or not, with all that was acknowledged. A damaged one is offline. */
  abstract openPartition(id: PartitionId, settings: TopicLogSettings): Promise<PartitionLog>
  /** Every live partition is open: what is left over belongs to topics that are gone. */
  abstract finishRecovery(gone?: { readonly deletedTopicIds: ReadonlySet<Uuid> }): Promise<void>
  /** The partition is gone for good when this resolves; readers get errors from the call on. */
  abstract deletePartition(id: PartitionId): Promise<void>
  /** Resolves once `congested` is false. */
  abstract drained(): Promise<void>
  /** Brings segments up to date and lets go of the write-ahead log below them. */
  abstract checkpoint(): Promise<void>
  /** Removes what retention no longer keeps, in all partitions. */
  abstract applyRetention(): Promise<void>
  abstract describe(): Promise<DirectoryDescription>
  /** Waits for what was appended, writes a checkpoint, marks the stop as clean, unlocks. */
  abstract close(): Promise<void>
}
