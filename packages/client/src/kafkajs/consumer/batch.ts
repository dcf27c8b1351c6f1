import type { ConsumerBatch } from '../../consumer/records/consumer-batch.ts'
import type { ConsumerRecord } from '../../consumer/records/consumer-record.ts'
import { messageOf, type KafkaMessage } from '../messages.ts'
import type { BatchProcess } from './consumer-events.ts'

/** What one fetch brought of a partition. */
export class Batch {
  readonly topic: string
  readonly partition: number
  /** Behind the last message that may be read. */
  readonly highWatermark: string
  readonly messages: KafkaMessage[]

  /** `records` are those of the batch that are to be handled: at least one. */
  constructor(batch: ConsumerBatch, records: readonly ConsumerRecord[]) {
    this.topic = batch.topic
    this.partition = batch.partition
    this.highWatermark = String(batch.highWatermark ?? batch.lastOffset + 1n)
    this.messages = records.map(messageOf)
  }

  isEmpty(): boolean {
    return this.messages.length === 0
  }

  firstOffset(): string {
    return this.messages[0]!.offset
  }

  lastOffset(): string {
    return this.messages.at(-1)!.offset
  }

  /** How many offsets come behind the last message. */
  offsetLag(): string {
    return String(BigInt(this.highWatermark) - 1n - BigInt(this.lastOffset()))
  }

  /** How many offsets come behind the first message. */
  offsetLagLow(): string {
    return String(BigInt(this.highWatermark) - 1n - BigInt(this.firstOffset()))
  }
}

/** What the events of a batch tell of it. */
export function batchProcessOf(batch: ConsumerBatch): BatchProcess {
  const { topic, partition, count, firstOffset, lastOffset } = batch
  const highWatermark = batch.highWatermark ?? lastOffset + 1n
  return {
    ...{ topic, partition, batchSize: count },
    highWatermark: String(highWatermark),
    offsetLag: String(highWatermark - 1n - lastOffset),
    offsetLagLow: String(highWatermark - 1n - firstOffset),
    firstOffset: String(firstOffset),
    lastOffset: String(lastOffset),
  }
}
