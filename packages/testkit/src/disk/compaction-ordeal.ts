import { ManualClock, silentLogger, type Files, type Logger, type Random } from '@barnabus/base'
import {
  LogDirectory,
  defaultLogDirectorySettings,
  defaultTopicLogSettings,
  type LogDirectorySettings,
  type PartitionLog,
  type TopicLogSettings,
} from '@barnabus/log'
import { uuidFromBytes } from '@barnabus/protocol'
import { seededRandom } from '../seeded-random.ts'
import { CompactedModel } from './compacted-model.ts'
import { CrashingDisk } from './crashing-disk.ts'
import { BrokenPromise } from './expected-partition.ts'

/** What a compacted log goes through, and with which disk. */
export interface CompactionOrdeal {
  readonly seed: number
  /** How often the log is started, and stopped in one way or another. */
  readonly rounds: number
  /** Puts something between the log and the disk, to see whether the ordeal notices. */
  readonly tamper?: (files: Files) => Files
  readonly settings?: Partial<LogDirectorySettings>
  readonly topicSettings?: Partial<TopicLogSettings>
  readonly logger?: Logger
}

const deleteRetentionMs = 5_000

// Everything is small, so that everything happens: groups of segments, passes, full caches.
const directorySettings: LogDirectorySettings = {
  ...defaultLogDirectorySettings,
  walSegmentBytes: 20_000,
  checkpointBytes: 30_000,
  writeBehindBytes: 2_000,
  tailCacheBytes: 4_000,
  openFilesMax: 6,
  cleaner: { ...defaultLogDirectorySettings.cleaner, enabled: false, dedupeBufferBytes: 24 * 7 },
}

const compacted: TopicLogSettings = {
  ...defaultTopicLogSettings,
  cleanupPolicy: ['compact'],
  segmentBytes: 1_500,
  indexIntervalBytes: 200,
  minCleanableDirtyRatio: 0,
  deleteRetentionMs,
  fileDeleteDelayMs: 1_000,
}

/** The process is gone. */
class Stopped extends Error {}

/**
 * Lets a compacted log live through crashes and power cuts, also in the middle of a compaction, and
 * compares it with a model. Returns the promise that was broken; undefined: all were kept.
 */
export async function runCompactionOrdeal(ordeal: CompactionOrdeal): Promise<string | undefined> {
  try {
    await new OrdealRun(ordeal).run()
    return undefined
  } catch (error) {
    if (error instanceof BrokenPromise) return error.message
    throw error
  }
}

interface Open {
  readonly directory: LogDirectory
  readonly log: PartitionLog
}

class OrdealRun {
  readonly #ordeal: CompactionOrdeal
  readonly #random: Random
  readonly #disk: CrashingDisk
  readonly #clock = new ManualClock()
  readonly #model: CompactedModel
  readonly #id
  #stopped: Promise<never> = new Promise(() => undefined)
  /** Compactions that are under way while other things happen. */
  #meanwhile = { compactions: 0 }

  constructor(ordeal: CompactionOrdeal) {
    this.#ordeal = ordeal
    this.#random = seededRandom(ordeal.seed)
    this.#disk = new CrashingDisk(ordeal.seed * 7919)
    this.#model = new CompactedModel(this.#random, deleteRetentionMs)
    this.#id = { topic: 'topic', topicId: uuidFromBytes(this.#random.bytes(16)), partition: 0 }
  }

  async run(): Promise<void> {
    for (let round = 0; round < this.#ordeal.rounds; round += 1) {
      try {
        await this.#round()
      } catch (error) {
        if (!(error instanceof Stopped)) throw error
      }
    }
    this.#stopped = new Promise(() => undefined)
    const open = await this.#start() // And once without a crash, to see everything.
    await this.#compact(open)
    await open.directory.close()
  }

  async #round(): Promise<void> {
    this.#stopped = new Promise(() => undefined)
    this.#meanwhile = { compactions: 0 }
    if (this.#random.below(4) > 0) this.#armPowerCut()
    const open = await this.#start()
    const steps = this.#random.below(80)
    for (let step = 0; step < steps; step += 1) await this.#step(open)
    const end = this.#random.below(3)
    if (end === 0) this.#disk.cutPower()
    else if (end === 2) await this.#alive(open.directory.close())
    this.#disk.killProcess()
  }

  #armPowerCut(): void {
    const cut = this.#disk.cutPowerAfter(1 + this.#random.below(600))
    this.#stopped = cut.then(() => {
      throw new Stopped()
    })
    this.#stopped.catch(() => undefined)
  }

  /** Waits, as long as there is a process that does, and lets whoever rests have its turn. */
  async #alive<Result>(work: Promise<Result>): Promise<Result> {
    let isOver = false
    const ended = Promise.race([work, this.#stopped]).finally(() => (isOver = true))
    ended.catch(() => undefined)
    for (let turns = 0; !isOver; turns += 1) {
      await Promise.resolve()
      if (turns % 50 === 0) this.#clock.advance(0)
    }
    return ended
  }

  async #start(): Promise<Open> {
    const {
      tamper = (files) => files,
      settings,
      topicSettings,
      logger = silentLogger,
    } = this.#ordeal
    const env = { clock: this.#clock, files: tamper(this.#disk.files), random: this.#random }
    const directory = await this.#alive(
      LogDirectory.open({
        path: '/data',
        env,
        settings: { ...directorySettings, ...settings },
        logger,
        nodeId: 1,
      }).catch((error: unknown) => {
        throw new BrokenPromise(`the directory does not open: ${String(error)}`)
      }),
    )
    const log = await this.#alive(
      directory.openPartition(this.#id, { ...compacted, ...topicSettings }),
    )
    await this.#alive(directory.finishRecovery())
    const found = await this.#alive(this.#model.check(log, this.#clock.nowMs()))
    this.#model.settle(found, log)
    this.#checkNames()
    return { directory, log }
  }

  /** A start has left nothing of an interrupted compaction. */
  #checkNames(): void {
    const left = this.#disk.paths().find((path) => /\.(cleaned|swap)$/.test(path))
    if (left !== undefined) throw new BrokenPromise(`"${left}" was left behind`)
  }

  async #step(open: Open): Promise<void> {
    const { directory, log } = open
    const lot = this.#random.below(40)
    if (lot < 28) this.#model.append(log, this.#clock.nowMs())
    else if (lot < 31 && this.#meanwhile.compactions === 0)
      await this.#alive(this.#model.lookAround(log))
    else if (lot < 33) this.#clock.advance(this.#random.below(4_000))
    else if (lot === 33) await this.#alive(directory.checkpoint())
    else if (lot === 34) await this.#compact(open)
    else if (lot === 35) void this.#compactMeanwhile(open)
    else if (lot === 36 && this.#random.below(5) === 0) {
      await this.#alive(this.#model.deleteRecords(log))
    } else if (lot === 37) await this.#alive(directory.applyRetention())
    else if (lot === 38) await this.#alive(this.#pause())
    else if (lot === 39) await this.#alive(this.#model.check(log, this.#clock.nowMs()))
  }

  /** Nothing else happens meanwhile, so it is known what has to be gone afterwards. */
  async #compact({ directory, log }: Open): Promise<void> {
    await this.#alive(directory.checkpoint()) // All that was appended is durable then.
    const nowMs = this.#clock.nowMs()
    this.#model.compactionBegins(nowMs)
    const before = directory.compaction.compactions
    await this.#alive(directory.compact())
    this.#checkCleaner(directory)
    const found = await this.#alive(this.#model.check(log, nowMs))
    if (directory.compaction.compactions === before) return
    const sealedEnd = this.#activeBase()
    this.#model.checkLeftovers(found, sealedEnd, nowMs)
    this.#model.compactionEnded(sealedEnd, nowMs)
  }

  async #compactMeanwhile({ directory }: Open): Promise<void> {
    this.#model.compactionBegins(this.#clock.nowMs())
    const meanwhile = this.#meanwhile // Of this process, which may be gone when it ends.
    meanwhile.compactions += 1
    await directory.compact()
    meanwhile.compactions -= 1
  }

  #checkCleaner(directory: LogDirectory): void {
    if (directory.compaction.uncleanablePartitions === 0) return
    throw new BrokenPromise('a sound partition could not be compacted')
  }

  #activeBase(): bigint {
    const bases = this.#disk
      .paths()
      .map((path) => /topic-0\/(\d{20})\.log$/.exec(path)?.[1])
      .filter((base) => base !== undefined)
    return BigInt(bases.at(-1) ?? 0)
  }

  async #pause(): Promise<void> {
    for (let turns = this.#random.below(200); turns > 0; turns -= 1) await Promise.resolve()
  }
}
