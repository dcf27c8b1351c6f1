import { assert } from '@barnabus/base'

import { writeBatchHeader } from './batch-header.ts'
import { batchHeaderSize } from './batch-layout.ts'
import type { Compression } from './compression.ts'
import { compressRecords } from './encode-batch.ts'
import { RecordWriter, type WritableRecord } from './record-writer.ts'

/** A batch that grows record by record, each written at once to where it will be sent from. */
export class BatchBuilder {
  readonly #writer: RecordWriter
  #recordCount = 0
  #baseTimestamp = -1
  #maxTimestamp = -1
  #recordSizeMax = 0

  /** Begins in `memory`, of at least a header's size; a batch that outgrows it moves away. */
  constructor(memory: Buffer) {
    assert(memory.length >= batchHeaderSize, 'BatchBuilder: there is no room for a header')
    this.#writer = new RecordWriter(memory, batchHeaderSize)
  }

  get recordCount(): number {
    return this.#recordCount
  }

  /** With its header, before compression. */
  get sizeBytes(): number {
    return this.#writer.position
  }

  /** Of its largest record. */
  get recordSizeMax(): number {
    return this.#recordSizeMax
  }

  /**
   * Writes a record, unless that made the batch larger than `sizeMax`; one record there may always
   * be. The timestamp is in ms.
   */
  append(record: WritableRecord, timestamp: number, sizeMax: number): boolean {
    const count = this.#recordCount
    if (count === 0) this.#baseTimestamp = timestamp
    const delta = timestamp - this.#baseTimestamp
    const size = this.#writer.measure(record, count, delta)
    if (count > 0 && this.#writer.position + size > sizeMax) return false
    this.#writer.writeMeasured(record, count, delta)
    this.#recordCount = count + 1
    if (size > this.#recordSizeMax) this.#recordSizeMax = size
    if (timestamp > this.#maxTimestamp || count === 0) this.#maxTimestamp = timestamp
    return true
  }

  /**
   * The whole batch, but for who wrote it: see `sealBatch`. Uncompressed, it lies where it was
   * written. Nothing may be appended afterwards.
   */
  finish(compression: Compression, level?: number): Uint8Array {
    assert(this.#recordCount > 0, 'BatchBuilder: a batch has at least one record')
    const bytes = compressRecords(this.#writer.written, compression, level)
    writeBatchHeader(bytes, {
      baseOffset: 0n,
      partitionLeaderEpoch: -1,
      compression,
      timestampType: 'createTime',
      isControl: false,
      baseTimestamp: BigInt(this.#baseTimestamp),
      maxTimestamp: BigInt(this.#maxTimestamp),
      recordCount: this.#recordCount,
    })
    return bytes
  }
}
