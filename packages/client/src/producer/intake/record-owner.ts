import type { RecordMetadata } from '../producer-record.ts'

/** What became of a batch. */
export interface BatchReceipt {
  readonly topic: string
  readonly partition: number
  /** -1: nobody told. */
  readonly baseOffset: bigint
  /** -1: records have the timestamps they were given. */
  readonly appendTimeMs: bigint
}

/** Whoever is told what became of a record. `tag` is what the owner handed in with it. */
export interface RecordOwner {
  /** `count` records of this owner, one after the other, the first at `index` of the batch. */
  delivered(receipt: BatchReceipt, index: number, count: number, tag: number): void
  failed(error: unknown, tag: number): void
}

/** Whoever sent one record, and waits for it. Its tag is the record's timestamp. */
export class SingleSend implements RecordOwner {
  readonly promise: Promise<RecordMetadata>
  #resolve!: (metadata: RecordMetadata) => void
  #reject!: (error: unknown) => void

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  delivered(
    { topic, partition, baseOffset, appendTimeMs }: BatchReceipt,
    index: number,
    _count: number,
    timestamp: number,
  ): void {
    this.#resolve({
      topic,
      partition,
      offset: baseOffset < 0n ? -1n : baseOffset + BigInt(index),
      timestamp: appendTimeMs < 0n ? BigInt(timestamp) : appendTimeMs,
    })
  }

  failed(error: unknown): void {
    this.#reject(error)
  }
}
