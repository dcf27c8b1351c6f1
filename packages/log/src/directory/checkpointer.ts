import { writeDurably } from '../files/durable-file.ts'
import { isShortage } from '../files/file-problems.ts'
import type { StoredPartition } from '../partition/stored-partition.ts'
import {
  checkpointName,
  encodeCheckpoint,
  type PartitionCheckpoint,
} from '../recovery/checkpoint-file.ts'
import { writeKafkaCheckpoints } from '../recovery/kafka-checkpoints.ts'
import { Turns } from '../turns.ts'
import type { WalFile } from '../wal/wal-files.ts'
import { partitionKey } from '../wal/wal-scan.ts'
import type { DirectoryContext } from './directory-context.ts'

// So many partitions sync their files at a time: the file system does several about as fast as one.
const parallelMax = 4

/** Brings all partitions' files up to date, puts that down, and lets go of the write-ahead log. */
export class Checkpointer {
  readonly #context: DirectoryContext
  readonly #partitions: () => Iterable<StoredPartition>
  readonly #isKept: (file: WalFile) => boolean
  readonly #turns = new Turns()
  /** What the next checkpoint says about each partition, by its key. */
  readonly #lines = new Map<string, PartitionCheckpoint>()
  #linesChanged = true
  #lastLsn = -1
  #next: Promise<boolean> | undefined

  constructor(options: {
    readonly context: DirectoryContext
    readonly partitions: () => Iterable<StoredPartition>
    /** Whether a file of the write-ahead log is needed for a partition that is offline. */
    readonly isKept: (file: WalFile) => boolean
  }) {
    this.#context = options.context
    this.#partitions = options.partitions
    this.#isKept = options.isKept
  }

  /** Where the write-ahead log was at the last checkpoint. */
  get lastLsn(): number {
    return this.#lastLsn
  }

  /** The partition is open: what the last checkpoint said about it stands until the next one. */
  keep(checkpoint: PartitionCheckpoint): void {
    this.#lines.set(partitionKey(checkpoint.topicId, checkpoint.partition), checkpoint)
  }

  /** The partition is gone. */
  forget(key: string): void {
    if (this.#lines.delete(key)) this.#linesChanged = true
  }

  /**
   * One at a time; whoever asks while one is waiting to begin shares it. False: there was no space
   * for it. Throws DIRECTORY_FAILED.
   */
  run(): Promise<boolean> {
    if (this.#next !== undefined) return this.#next
    const next = this.#turns.take(() => {
      this.#next = undefined
      return this.#checkpoint()
    })
    this.#next = next
    return next
  }

  async #checkpoint(): Promise<boolean> {
    const { failure, logger, commits } = this.#context
    if (failure.error !== undefined) throw failure.error
    if (commits.diskFull) return false // It would wait for appends that wait for space.
    try {
      await this.#write()
      return true
    } catch (error) {
      if (!isShortage(error)) throw failure.fail('write a checkpoint', error)
      // Nothing is lost: the write-ahead log keeps everything until one succeeds.
      logger.warn(
        { error },
        'There is no space, or no file descriptor, for a checkpoint: trying again later',
      )
      return false
    }
  }

  async #write(): Promise<void> {
    const { path, env, commits } = this.#context
    const { wal } = commits
    const walLsn = wal.committedLsn
    const dirty = [...this.#partitions()].filter(({ isDirty }) => isDirty)
    if (dirty.length === 0 && !this.#linesChanged && walLsn === this.#lastLsn) return
    const written = await this.#writePartitions(dirty)

    await env.files.syncDirectory(path) // The names of directories that partitions have made.

    this.#linesChanged = false
    const partitions = [...this.#lines.values()]
    const keptWalFiles = wal.olderFiles.filter(
      (file) => file.endLsn <= walLsn && this.#isKept(file),
    )
    const bytes = encodeCheckpoint({ walLsn, keptWalFiles, partitions })
    await writeDurably(env.files, `${path}/${checkpointName}`, bytes)
    this.#lastLsn = walLsn
    await writeKafkaCheckpoints(env.files, path, partitions)
    for (const { partition, checkpoint } of written) await partition.checkpointed(checkpoint)
    await wal.release(walLsn, this.#isKept)
  }

  async #writePartitions(dirty: readonly StoredPartition[]): Promise<readonly Written[]> {
    const written: Written[] = []
    const left = dirty.values()
    const work = async (): Promise<void> => {
      for (const partition of left) {
        const checkpoint = await partition.checkpoint()
        if (checkpoint === undefined) continue
        this.keep(checkpoint)
        written.push({ partition, checkpoint })
      }
    }
    await Promise.all(Array.from({ length: parallelMax }, work))
    return written
  }
}

interface Written {
  readonly partition: StoredPartition
  readonly checkpoint: PartitionCheckpoint
}
