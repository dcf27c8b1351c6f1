import type { Timer } from '@barnabus/base'
import type { DirectoryContext } from '../directory/directory-context.ts'
import { isShortage } from '../files/file-problems.ts'
import { partitionName } from '../partition-id.ts'
import type { StoredPartition } from '../partition/stored-partition.ts'
import type { CleanerSettings } from '../settings.ts'
import { Turns } from '../turns.ts'
import type { CleanableRange } from './cleanable-range.ts'
import { Pace } from './pace.ts'
import { CompactionStopped } from './partition-compaction.ts'

/** What the cleaner did since the start. */
export interface CleanerCounts {
  compactions: number
  bytesBefore: number
  bytesAfter: number
}

interface Choice {
  readonly partition: StoredPartition
  readonly range: CleanableRange
}

/** Compacts one log after the other in the background, the dirtiest first. */
export class Cleaner {
  readonly #context: DirectoryContext
  readonly #partitions: () => Iterable<StoredPartition>
  readonly #writeCheckpoint: () => Promise<boolean>
  /** What could not be compacted, and is left alone until the next start. */
  readonly #uncleanable = new Set<StoredPartition>()
  readonly #counts: CleanerCounts = { compactions: 0, bytesBefore: 0, bytesAfter: 0 }
  readonly #pace: Pace
  readonly #turns = new Turns()
  #settings: CleanerSettings
  #timer: Timer | undefined
  #running: Promise<void> | undefined
  #current: StoredPartition | undefined
  #isStopped = false

  constructor(options: {
    readonly context: DirectoryContext
    readonly partitions: () => Iterable<StoredPartition>
    readonly writeCheckpoint: () => Promise<boolean>
  }) {
    this.#context = options.context
    this.#partitions = options.partitions
    this.#writeCheckpoint = options.writeCheckpoint
    this.#settings = options.context.settings.cleaner
    const { clock } = options.context.env
    this.#pace = new Pace(clock, () => this.#settings.ioBytesPerSecondMax)
  }

  /** How many partitions could not be compacted: somebody should look at them. */
  get uncleanableCount(): number {
    const there = new Set(this.#partitions())
    return [...this.#uncleanable].filter((partition) => there.has(partition)).length
  }

  get counts(): Readonly<CleanerCounts> {
    return this.#counts
  }

  /** Begins, unless it is turned off. */
  start(): void {
    if (this.#settings.enabled) this.#schedule(this.#settings.backoffMs)
  }

  /** Holds from the next look at its settings on. */
  configure(settings: CleanerSettings): void {
    this.#settings = settings
  }

  /** Ends what is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#timer?.cancel()
    await this.#current?.compaction.stop()
    await this.#running
  }

  /** Compacts whatever is due, now; resolves when nothing is left. */
  cleanAll(): Promise<void> {
    return this.#turns.take(() => this.#cleanAll())
  }

  async #cleanAll(): Promise<void> {
    while (!this.#isStopped && this.#context.failure.error === undefined) {
      const choice = await this.#dirtiest()
      if (choice === undefined || !(await this.#clean(choice))) return
    }
  }

  #schedule(delayMs: number): void {
    this.#timer = this.#context.env.clock.after(delayMs, () => {
      this.#running = this.cleanAll().then(() => {
        if (!this.#isStopped) this.#schedule(this.#settings.backoffMs)
      })
    })
  }

  async #dirtiest(): Promise<Choice | undefined> {
    let best: Choice | undefined
    for (const partition of [...this.#partitions()]) {
      if (this.#uncleanable.has(partition)) continue
      const range = await this.#rangeOf(partition)
      if (range?.isDue !== true) continue
      if (best === undefined || range.ratio > best.range.ratio) best = { partition, range }
    }
    return best
  }

  async #rangeOf(partition: StoredPartition): Promise<CleanableRange | undefined> {
    try {
      return await partition.compaction.range()
    } catch (error) {
      if (!partition.compaction.isStopped) this.#giveUp(partition, error)
      return undefined
    }
  }

  /** False: it is better to wait a while. */
  async #clean({ partition, range }: Choice): Promise<boolean> {
    this.#current = partition
    this.#pace.begin()
    try {
      const tools = { settings: this.#settings, pace: this.#pace }
      const writeCheckpoint = this.#writeCheckpoint
      const compacted = await partition.compaction.run(range, { ...tools, writeCheckpoint })
      if (compacted === undefined) return false
      this.#note(partition, compacted)
      return true
    } catch (error) {
      if (error instanceof CompactionStopped || this.#context.failure.error !== undefined)
        return true
      if (!isShortage(error)) this.#giveUp(partition, error)
      else
        this.#context.logger.warn({ error }, 'There is no space to compact in: trying again later')
      return !isShortage(error)
    } finally {
      this.#current = undefined
    }
  }

  #note(
    partition: StoredPartition,
    compacted: { readonly bytesBefore: number; readonly bytesAfter: number },
  ): void {
    const { bytesBefore, bytesAfter } = compacted
    this.#counts.compactions += 1
    this.#counts.bytesBefore += bytesBefore
    this.#counts.bytesAfter += bytesAfter
    const name = partitionName(partition)
    this.#context.logger.info(
      { ...compacted },
      `Compacted partition ${name}: ${bytesBefore} bytes to ${bytesAfter}`,
    )
  }

  /** Nothing is lost by it, but the partition grows from now on. */
  #giveUp(partition: StoredPartition, error: unknown): void {
    this.#uncleanable.add(partition)
    const name = partitionName(partition)
    this.#context.logger.error(
      { error },
      `Cannot compact partition ${name}: it is left as it is until the next start`,
    )
  }
}
