import { Buffer } from 'node:buffer'
import { ManualClock, silentLogger, type Logger } from '@barnabus/base'
import {
  LogDirectory,
  defaultLogDirectorySettings,
  defaultTopicLogSettings,
  type LogDirectorySettings,
  type PartitionId,
  type PartitionLog,
  type TopicLogSettings,
} from '@barnabus/log'
import { batchesIn, encodeBatch, uuidFromBytes } from '@barnabus/protocol'
import { seededRandom } from '../seeded-random.ts'
import type { CrashingDisk } from './crashing-disk.ts'

/** How a log on a disk in memory differs from the usual one. */
export interface LogOnDiskOptions {
  readonly settings?: Partial<LogDirectorySettings>
  readonly topicSettings?: Partial<TopicLogSettings>
  readonly topic?: string
  readonly logger?: Logger
}

/** A batch to be appended, small and told apart by its text. */
export interface SmallBatch {
  readonly text: string
  readonly timestamp?: bigint
  readonly key?: string | null
  /** Of an idempotent producer. */
  readonly producerId?: bigint
  readonly producerEpoch?: number
  readonly baseSequence?: number
}

/** A data directory with one partition on a disk in memory: what tests of the log begin with. */
export class LogOnDisk {
  readonly clock: ManualClock
  readonly directory: LogDirectory
  readonly log: PartitionLog
  readonly id: PartitionId
  readonly topicSettings: TopicLogSettings

  private constructor(opened: {
    readonly clock: ManualClock
    readonly directory: LogDirectory
    readonly log: PartitionLog
    readonly id: PartitionId
    readonly topicSettings: TopicLogSettings
  }) {
    this.clock = opened.clock
    this.directory = opened.directory
    this.log = opened.log
    this.id = opened.id
    this.topicSettings = opened.topicSettings
  }

  /** Opens what is on `disk`, or begins anew. */
  static async open(disk: CrashingDisk, options: LogOnDiskOptions = {}): Promise<LogOnDisk> {
    const clock = new ManualClock()
    const { topic = 'topic', logger = silentLogger } = options
    const directory = await LogDirectory.open({
      path: '/data',
      env: { clock, files: disk.files, random: seededRandom(disk.operations + 1) },
      settings: { ...defaultLogDirectorySettings, ...options.settings },
      logger,
      nodeId: 1,
    })
    const id = { topic, topicId: topicIdOf(topic), partition: 0 }
    const topicSettings = { ...defaultTopicLogSettings, ...options.topicSettings }
    const log = await directory.openPartition(id, topicSettings)
    await directory.finishRecovery()
    return new LogOnDisk({ clock, directory, log, id, topicSettings })
  }

  /** Appends `batches` and waits until they are acknowledged. */
  async append(...batches: readonly (SmallBatch | string)[]): Promise<void> {
    const appended = batches.map((batch) => this.#append(batch))
    await Promise.all(appended)
  }

  /** The texts of all batches that a reader gets, and how the last read ended if not well. */
  async texts(maxBytes = 4096): Promise<readonly string[]> {
    const texts: string[] = []
    let offset = this.log.logStartOffset
    while (offset < this.log.highWatermark) {
      const request = { offset, maxBytes, upTo: 'highWatermark', minOneBatch: true } as const
      const outcome = await this.log.read(request)
      if (outcome.kind !== 'batches') return [...texts, outcome.kind]
      if (outcome.sizeBytes === 0) return [...texts, 'nothing']
      for (const batch of outcome.batches.flatMap((bytes) => [...batchesIn(bytes)])) {
        texts.push(textOf(batch.bytes))
        offset = batch.nextOffset
      }
    }
    return texts
  }

  #append(batch: SmallBatch | string): Promise<void> {
    const outcome = this.log.append(encodeSmallBatch(batch, this.clock.nowMs()), {
      leaderEpoch: 0,
      origin: 'client',
      requestedAtMs: this.clock.nowMs(),
    })
    if (outcome.kind === 'refused') throw new Error(outcome.message)
    return outcome.durable
  }
}

/** The bytes that a client would send. */
export function encodeSmallBatch(batch: SmallBatch | string, nowMs: number): Uint8Array {
  const draft = typeof batch === 'string' ? { text: batch } : batch
  const { text, timestamp = BigInt(nowMs), key = 'key', ...producer } = draft
  return encodeBatch({
    records: [{ key: key === null ? null : Buffer.from(key), value: Buffer.from(text), timestamp }],
    ...producer,
  })
}

/** The value of a batch's only record. */
function textOf(bytes: Uint8Array): string {
  const [batch] = batchesIn(bytes)
  const [record] = batch?.records({ decompressedSizeMax: 1_000_000 }) ?? []
  return Buffer.from(record?.value ?? new Uint8Array(0)).toString()
}

function topicIdOf(topic: string): PartitionId['topicId'] {
  return uuidFromBytes(Uint8Array.from({ length: 16 }, (_, index) => topic.charCodeAt(index) || 7))
}
