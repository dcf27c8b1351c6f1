import type { DirectoryContext } from '../directory/directory-context.ts'
import type { PartitionFiles } from '../partition/partition-files.ts'
import type { PartitionState } from '../partition/partition-state.ts'
import { abortedIn } from '../read/aborted-transactions.ts'
import type { LargestOf } from '../read/timestamp-search.ts'
import type { AbortedTransactionEntry } from '../segment/transaction-index.ts'
import type { CleanerSettings } from '../settings.ts'
import { cleanableRange, type CleanableRange, type CleanableSegment } from './cleanable-range.ts'
import { compactPartition, type Compacted } from './compact-partition.ts'
import { CompactionDamage } from './compaction-damage.ts'
import type { Pace } from './pace.ts'

const neverMs = 2 ** 53

/** Somebody needs the partition's files, or the process is about to end. */
export class CompactionStopped extends Error {
  override readonly name = 'CompactionStopped'
}

/** Compacts one partition, when the cleaner has chosen it. */
export class PartitionCompaction {
  readonly #context: DirectoryContext
  readonly #state: PartitionState
  readonly #files: PartitionFiles
  readonly #largestOf: LargestOf
  #running: Promise<unknown> | undefined
  #isStopped = false

  constructor(parts: {
    readonly context: DirectoryContext
    readonly state: PartitionState
    readonly files: PartitionFiles
    readonly largestOf: LargestOf
  }) {
    this.#context = parts.context
    this.#state = parts.state
    this.#files = parts.files
    this.#largestOf = parts.largestOf
  }

  /** What of the partition may be compacted now; undefined: nothing, or its topic is not compacted. */
  async range(): Promise<CleanableRange | undefined> {
    const { settings, segments } = this.#state
    if (this.#isStopped || !settings.cleanupPolicy.includes('compact')) return undefined
    if (segments.all.length === 1) return undefined
    const all = [...segments.all]
    const facts = await Promise.all(all.map((segment) => this.#factsOf(segment)))
    const { logStartOffset, logEndOffset, highWatermark, producers, compaction } = this.#state
    const log = {
      segments: facts,
      logStartOffset,
      logEndOffset,
      lastStableOffset: producers.lastStable(highWatermark),
      cleanedTo: compaction?.cleanedTo,
      nowMs: this.#context.env.clock.nowMs(),
    }
    return cleanableRange(log, settings)
  }

  /** Compacts `range`; see `compactPartition`. Throws CompactionStopped and CompactionDamage. */
  async run(
    range: CleanableRange,
    tools: {
      readonly settings: CleanerSettings
      readonly pace: Pace
      readonly writeCheckpoint: () => Promise<boolean>
    },
  ): Promise<Compacted | undefined> {
    const running = this.#compact(range, tools)
    this.#running = running
    return running
  }

  async #compact(
    range: CleanableRange,
    tools: Parameters<PartitionCompaction['run']>[1],
  ): Promise<Compacted | undefined> {
    return compactPartition({
      context: this.#context,
      state: this.#state,
      files: this.#files,
      range,
      aborted: await this.#aborted(range),
      ...tools,
      stopIfAsked: () => {
        if (this.#isStopped) throw new CompactionStopped()
      },
    })
  }

  /** The aborted transactions of all that a cleaning goes through, from the log's start on. */
  async #aborted(range: CleanableRange): Promise<readonly AbortedTransactionEntry[]> {
    const { segments, gate } = this.#state
    const all = { from: segments.first.baseOffset, to: range.firstUncleanableOffset }
    const found = await gate.read(() => abortedIn(segments, all))
    if (found.kind === 'found') return found.transactions
    const path = found.segment.path('.txnindex')
    throw new CompactionDamage(`"${path}" makes no sense`)
  }

  /** Whether `stop` was called. */
  get isStopped(): boolean {
    return this.#isStopped
  }

  /** Ends what is under way, and whatever would come. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#running?.catch(() => undefined) // Whoever runs it hears of that.
  }

  async #factsOf(segment: PartitionState['segments']['first']): Promise<CleanableSegment> {
    const { settings, gate } = this.#state
    const { baseOffset, sizeBytes } = segment
    const largest = settings.minCompactionLagMs > 0 ? await this.#largestOf(segment) : undefined
    const first =
      settings.maxCompactionLagMs < neverMs
        ? await gate.read(() => segment.firstTimestamp())
        : undefined
    const largestTimestampMs = largest?.timestamp
    return { baseOffset, sizeBytes, firstTimestampMs: first, largestTimestampMs }
  }
}
