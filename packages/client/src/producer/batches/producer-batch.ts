import { assert } from '@barnabus/base'
import {
  BatchBuilder,
  sealBatch,
  type BatchProducer,
  type Compression,
  type WritableRecord,
} from '@barnabus/protocol'

import type { BatchReceipt, RecordOwner } from '../intake/record-owner.ts'

/** How batches are compressed. */
export interface CompressionChoice {
  readonly compression: Compression
  readonly compressionLevel: number | undefined
}

/** A batch on its way, and everybody who waits for one of its records. */
export class ProducerBatch {
  readonly memory: Buffer
  readonly createdMs: number
  /** How often it was sent again. */
  retries = 0
  /** Not sent again before that. */
  retryAtMs = 0
  /** The epoch of the leader that it was last sent to. */
  leaderEpoch = -1
  isInFlight = false
  /** Whether it was closed because it is full, and is not on its way yet. */
  isFull = false
  /** Whether its memory was last read by a request that has been answered. */
  isMemoryIdle = true
  /** Whether it got another place among what its producer sends after it had been sent. */
  wasResequenced = false
  readonly #builder: BatchBuilder
  readonly #owners: RecordOwner[] = []
  readonly #tags: number[] = []
  #producer: BatchProducer | undefined
  #isOpen = true
  #isDone = false
  #bytes: Uint8Array | undefined
  #sealedFor: BatchProducer | undefined
  #whenDone: (() => void)[] = []

  constructor(memory: Buffer, createdMs: number) {
    this.memory = memory
    this.createdMs = createdMs
    this.#builder = new BatchBuilder(memory)
  }

  get recordCount(): number {
    return this.#owners.length
  }

  /** Before compression, until it is closed; then as it is sent. */
  get sizeBytes(): number {
    return this.#bytes?.length ?? this.#builder.sizeBytes
  }

  get recordSizeMax(): number {
    return this.#builder.recordSizeMax
  }

  /** Whether it takes more records. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Whether everybody has been told. */
  get isDone(): boolean {
    return this.#isDone
  }

  /** Who sends it and with which sequence; undefined until it is first sent. */
  get producer(): BatchProducer | undefined {
    return this.#producer
  }

  /** Takes a record, unless that made it larger than `sizeMax`. */
  append(
    record: WritableRecord,
    timestamp: number,
    sizeMax: number,
    owner: RecordOwner,
    tag: number,
  ): boolean {
    if (!this.#builder.append(record, timestamp, sizeMax)) return false
    this.#owners.push(owner)
    this.#tags.push(tag)
    return true
  }

  /** Takes no more records. */
  close(): void {
    this.#isOpen = false
  }

  /** Gives it its place among what this producer sends; again, if the broker never took it. */
  assign(producer: BatchProducer): void {
    if (this.#producer !== undefined) this.wasResequenced = true
    this.#producer = producer
  }

  /** What is sent: compressed once, sealed whenever its producer or sequence is another. */
  encode(
    { compression, compressionLevel }: CompressionChoice,
    unassigned: BatchProducer,
  ): Uint8Array {
    this.#isOpen = false
    this.#bytes ??= this.#builder.finish(compression, compressionLevel)
    const producer = this.#producer ?? unassigned
    if (this.#sealedFor !== producer) {
      sealBatch(this.#bytes, producer)
      this.#sealedFor = producer
    }
    return this.#bytes
  }

  /** Before compression. */
  get plainSizeBytes(): number {
    return this.#builder.sizeBytes
  }

  /** Tells everybody where their records are. */
  deliver(receipt: BatchReceipt): void {
    this.#finish()
    const owners = this.#owners
    for (let from = 0; from < owners.length;) {
      const owner = owners[from]!
      let to = from + 1
      while (owners[to] === owner) to += 1
      owner.delivered(receipt, from, to - from, this.#tags[from]!)
      from = to
    }
  }

  /** Tells everybody why their records are not written. */
  fail(errorOf: (index: number) => unknown): void {
    this.#finish()
    const owners = this.#owners
    for (let index = 0; index < owners.length; index += 1) {
      owners[index]!.failed(errorOf(index), this.#tags[index]!)
    }
  }

  /** Calls `task` once everybody has been told. */
  whenDone(task: () => void): void {
    if (this.#isDone) task()
    else this.#whenDone.push(task)
  }

  /** Who waits for the record at `index`, for a batch that takes its place. */
  ownerAt(index: number): { readonly owner: RecordOwner; readonly tag: number } {
    return { owner: this.#owners[index]!, tag: this.#tags[index]! }
  }

  /** Others have taken over its records. */
  replaceBy(batches: readonly ProducerBatch[]): void {
    const tasks = this.#whenDone
    this.#whenDone = []
    this.#isDone = true
    let left = batches.length
    for (const batch of batches) {
      batch.whenDone(() => {
        left -= 1
        if (left === 0) for (const task of tasks) task()
      })
    }
  }

  #finish(): void {
    assert(!this.#isDone, 'everybody is told once')
    this.#isDone = true
    const tasks = this.#whenDone
    this.#whenDone = []
    for (const task of tasks) task()
  }
}
