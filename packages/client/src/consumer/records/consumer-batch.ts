import type { TopicPartition } from '../../topic-partition.ts'
import type { ConsumerRecord } from './consumer-record.ts'

/** Some consecutive records of one partition: what one fetch brought, or a part of it. */
export class ConsumerBatch implements TopicPartition, Iterable<ConsumerRecord> {
  readonly topic: string
  readonly partition: number
  /** At least one, in the order of their offsets. */
  readonly records: readonly ConsumerRecord[]
  /** Behind the last record that consumers may read, as of the fetch; undefined: not known. */
  readonly highWatermark: bigint | undefined

  constructor(records: readonly ConsumerRecord[], highWatermark: bigint | undefined) {
    const first = records[0]!
    this.topic = first.topic
    this.partition = first.partition
    this.records = records
    this.highWatermark = highWatermark
  }

  get count(): number {
    return this.records.length
  }

  get firstOffset(): bigint {
    return this.records[0]!.offset
  }

  get lastOffset(): bigint {
    return this.records.at(-1)!.offset
  }

  [Symbol.iterator](): IterableIterator<ConsumerRecord> {
    return this.records.values()
  }
}
