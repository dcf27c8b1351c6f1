import type { Clock, OperatingError } from '@barnabus/base'
import { defaultTopicLogSettings, type LogDirectory, type PartitionLog } from '@barnabus/log'
import { batchesIn, encodeBatch, type RecordBatch, type Uuid } from '@barnabus/protocol'

import { brokerErrors } from '../errors.ts'
import {
  decodeMetadataRecord,
  encodeMetadataRecord,
  type MetadataRecord,
} from './metadata-record.ts'
import { metadataTopic } from './topic-name.ts'

const metadataTopicId = 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid // As in every Kafka cluster.
/** The epoch of whoever decides on metadata: there is no other to take over. */
export const metadataLeaderEpoch = 0

const batchSizeMax = 256 * 1024 * 1024 // Ten thousand topics in one request fit many times.
const readSizeMax = 4 * 1024 * 1024

/** The facts about topics and settings, in a partition of their own behind the same guarantees. */
export class MetadataLog {
  readonly #log: PartitionLog
  readonly #clock: Clock
  readonly #path: string

  private constructor(log: PartitionLog, clock: Clock, path: string) {
    this.#log = log
    this.#clock = clock
    this.#path = path
  }

  /** Opens the log, empty in a new directory. Throws METADATA_DAMAGED. */
  static async open(logs: LogDirectory, clock: Clock): Promise<MetadataLog> {
    const id = { topic: metadataTopic, topicId: metadataTopicId, partition: 0 }
    const log = await logs.openPartition(id, {
      ...defaultTopicLogSettings,
      cleanupPolicy: [], // Nothing is ever removed: the facts are the whole log.
      maxMessageBytes: batchSizeMax,
    })
    if (log.state === 'offline') {
      throw brokerErrors.METADATA_DAMAGED(logs.path, 'its files are damaged')
    }
    return new MetadataLog(log, clock, logs.path)
  }

  /** One after the last fact that is durable. */
  get endOffset(): bigint {
    return this.#log.highWatermark
  }

  /** Appends `records` in one piece; durable when resolved. Rejects if the directory failed. */
  async append(records: readonly MetadataRecord[]): Promise<void> {
    const requestedAtMs = this.#clock.nowMs()
    const timestamp = BigInt(requestedAtMs)
    const batch = encodeBatch({
      records: records.map((record) => ({ value: encodeMetadataRecord(record), timestamp })),
    })
    const context = {
      leaderEpoch: metadataLeaderEpoch,
      origin: 'coordinator',
      requestedAtMs,
    } as const
    const outcome = this.#log.append(batch, context)
    if (outcome.kind === 'refused') {
      throw brokerErrors.METADATA_UNWRITABLE(this.#path, outcome.message)
    }
    await outcome.durable
  }

  /** Every record, from the first. Throws METADATA_DAMAGED, and then nothing may be trusted. */
  async *replay(): AsyncGenerator<MetadataRecord> {
    let offset = this.#log.logStartOffset
    if (offset !== 0n) throw this.#damaged(`it begins at offset ${offset}, not at 0`)
    while (offset < this.#log.highWatermark) {
      for (const bytes of await this.#read(offset)) {
        for (const batch of batchesIn(bytes)) {
          if (batch.baseOffset !== offset) throw this.#damaged(`offset ${offset} is missing`)
          yield* this.#recordsOf(batch)
          offset = batch.nextOffset
        }
      }
    }
  }

  async #read(offset: bigint): Promise<readonly Uint8Array[]> {
    const upTo = 'highWatermark'
    const request = { offset, maxBytes: readSizeMax, upTo, minOneBatch: true } as const
    const outcome = await this.#log.read(request)
    if (outcome.kind === 'batches' && outcome.sizeBytes > 0) return outcome.batches
    throw this.#damaged(`it cannot be read at offset ${offset}`)
  }

  *#recordsOf(batch: RecordBatch): Generator<MetadataRecord> {
    const at = `in the batch at offset ${batch.baseOffset}`
    if (!batch.checksumHolds()) throw this.#damaged(`the checksum is wrong ${at}`)
    for (const { value } of batch.records({ decompressedSizeMax: batchSizeMax })) {
      const record = decodeMetadataRecord(value ?? new Uint8Array())
      if (record === undefined) {
        throw this.#damaged(`a record ${at} means nothing to this version of Barnabus`)
      }
      yield record
    }
  }

  #damaged(reason: string): OperatingError {
    return brokerErrors.METADATA_DAMAGED(this.#path, reason)
  }
}
