import { Buffer } from 'node:buffer'
import { ManualClock, silentLogger, type Files, type Logger, type Random } from '@barnabus/base'
import {
  LogDirectory,
  defaultLogDirectorySettings,
  defaultTopicLogSettings,
  type LogDirectorySettings,
  type PartitionLog,
  type TopicLogSettings,
} from '@barnabus/log'
import { uuidFromBytes, type Uuid } from '@barnabus/protocol'
import { seededRandom } from '../seeded-random.ts'
import { CrashingDisk, type Saboteur } from './crashing-disk.ts'
import { BrokenPromise, ExpectedPartition } from './expected-partition.ts'

/** What is done to the log, and with which disk. */
export interface Ordeal {
  readonly seed: number
  /** How often the log is started, and stopped in one way or another. */
  readonly rounds: number
  /** Puts something between the log and the disk, to see whether the ordeal notices. */
  readonly tamper?: (files: Files) => Files
  readonly settings?: Partial<LogDirectorySettings>
  /** Hears of every operation of the disk, and may let it fail. */
  readonly saboteur?: Saboteur
  /** Where the log's lines go, for whoever looks into a seed. Default: nowhere. */
  readonly logger?: Logger
}

// Everything is small, so that everything happens: files fill up, caches run over, indexes matter.
const directorySettings: LogDirectorySettings = {
  ...defaultLogDirectorySettings,
  walSegmentBytes: 40_000,
  checkpointBytes: 100_000,
  writeBehindBytes: 8_000,
  tailCacheBytes: 16_000,
  openFilesMax: 6,
}

const topicSettings: TopicLogSettings = {
  ...defaultTopicLogSettings,
  segmentBytes: 30_000,
  indexIntervalBytes: 500,
  retentionBytes: 120_000,
  fileDeleteDelayMs: 1_000,
}

const untouched = (files: Files): Files => files

/** The process is gone. */
class Stopped extends Error {}

/**
 * Lets a log live through crashes and power cuts: a workload is cut off at a random operation of
 * the disk, also while the log is being recovered, and after each start everything that was
 * promised is compared. Returns the promise that was broken; undefined: all were kept.
 */
export async function runLogOrdeal(ordeal: Ordeal): Promise<string | undefined> {
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
  readonly logs: Map<ExpectedPartition, PartitionLog>
}

class OrdealRun {
  readonly #ordeal: Ordeal
  readonly #random: Random
  readonly #disk: CrashingDisk
  readonly #clock = new ManualClock()
  readonly #deleted = new Set<Uuid>()
  readonly #partitions: ExpectedPartition[]
  #stopped: Promise<never> = new Promise(() => undefined)
  #lostPower = false

  constructor(ordeal: Ordeal) {
    this.#ordeal = ordeal
    this.#random = seededRandom(ordeal.seed)
    this.#disk = new CrashingDisk(ordeal.seed * 7919)
    if (ordeal.saboteur !== undefined) this.#disk.saboteur = ordeal.saboteur
    this.#partitions = [0, 1, 2].map((index) => this.#makePartition(`topic-${index}`))
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
    const { directory } = await this.#start() // And once without a crash, to see everything.
    await directory.close()
  }

  async #round(): Promise<void> {
    this.#stopped = new Promise(() => undefined)
    if (this.#random.below(4) > 0) this.#armPowerCut()
    const open = await this.#start()
    const steps = this.#random.below(60)
    for (let step = 0; step < steps; step += 1) await this.#step(open)
    switch (this.#random.below(3)) {
      case 0:
        this.#disk.cutPower()
        this.#lostPower = true
        break
      case 1:
        this.#disk.killProcess()
        break
      default:
        await this.#alive(open.directory.close())
        this.#disk.killProcess() // It has ended; so that nothing that was planned for it happens.
    }
  }

  #armPowerCut(): void {
    const cut = this.#disk.cutPowerAfter(1 + this.#random.below(400))
    this.#stopped = cut.then(() => {
      this.#lostPower = true
      throw new Stopped()
    })
    this.#stopped.catch(() => undefined)
  }

  /** Waits, as long as there is a process that does. */
  #alive<Result>(work: Promise<Result>): Promise<Result> {
    work.catch(() => undefined)
    return Promise.race([work, this.#stopped])
  }

  async #start(): Promise<Open> {
    const { tamper = untouched, settings = {}, logger = silentLogger } = this.#ordeal
    const directory = await this.#alive(
      LogDirectory.open({
        path: '/data',
        env: { clock: this.#clock, files: tamper(this.#disk.files), random: this.#random },
        settings: { ...directorySettings, ...settings },
        logger,
        nodeId: 1,
      }).catch((error: unknown) => {
        throw new BrokenPromise(`the directory does not open: ${String(error)}`)
      }),
    )
    if (this.#lostPower && settings.syncBeforeAck === false) {
      for (const partition of this.#partitions) partition.forgive()
    }
    this.#lostPower = false
    const logs = new Map<ExpectedPartition, PartitionLog>()
    for (const partition of this.#partitions) {
      logs.set(partition, await this.#alive(directory.openPartition(partition, topicSettings)))
    }
    const deletedTopicIds = this.#deleted
    await this.#alive(directory.finishRecovery({ deletedTopicIds }))
    this.#checkNames()
    for (const [partition, log] of logs) {
      await this.#alive(partition.check(log, this.#clock.nowMs()))
    }
    return { directory, logs }
  }

  /** Nothing of deleted topics has come back. */
  #checkNames(): void {
    const live = this.#partitions.map(({ topicId }) => topicId)
    for (const path of this.#disk.paths()) {
      if (!path.endsWith('/partition.metadata')) continue
      const text = Buffer.from(this.#disk.contentOf(path)).toString()
      if (!live.some((topicId) => text.includes(topicId))) {
        throw new BrokenPromise(`"${path}" is of a topic that was deleted`)
      }
    }
  }

  async #step(open: Open): Promise<void> {
    const { directory, logs } = open
    const partition = this.#partitions[this.#random.below(this.#partitions.length)]!
    const log = logs.get(partition)!
    const lot = this.#random.below(40)
    if (lot < 26) partition.append(log, this.#clock.nowMs())
    else if (lot < 30) await this.#alive(partition.readSomewhere(log))
    else if (lot < 32) await this.#alive(this.#pause())
    else if (lot < 34) this.#clock.advance(this.#random.below(2_000))
    else if (lot === 34) await this.#alive(partition.deleteRecords(log))
    else if (lot === 35) await this.#alive(directory.checkpoint())
    else if (lot === 36) void this.#alive(directory.checkpoint()).catch(() => undefined)
    else if (lot === 37) await this.#alive(directory.applyRetention())
    else if (lot === 38 && this.#random.below(4) === 0) await this.#replace(open, partition)
  }

  async #pause(): Promise<void> {
    for (let turns = this.#random.below(200); turns > 0; turns -= 1) await Promise.resolve()
  }

  /** Deletes a topic and makes one of the same name. */
  async #replace({ directory, logs }: Open, old: ExpectedPartition): Promise<void> {
    const fresh = this.#makePartition(old.topic)
    this.#partitions.splice(this.#partitions.indexOf(old), 1, fresh)
    this.#deleted.add(old.topicId)
    logs.delete(old)
    await this.#alive(directory.deletePartition(old))
    logs.set(fresh, await this.#alive(directory.openPartition(fresh, topicSettings)))
  }

  #makePartition(topic: string): ExpectedPartition {
    const topicId = uuidFromBytes(this.#random.bytes(16))
    return new ExpectedPartition({ topic, topicId, partition: 0 }, this.#random)
  }
}
