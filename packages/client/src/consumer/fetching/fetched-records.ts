import { isOperatingError } from '@barnabus/base'
import { ErrorCode, RecordBatch, cursorOf, type RecordCursor } from '@barnabus/protocol'

import { brokerError, type KafkaError } from '../../errors/kafka-error.ts'
import { AbortedTransactions, type AbortedTransaction } from './aborted-transactions.ts'
import { ConsumerRecord, type BatchFacts } from '../records/consumer-record.ts'
import type { PartitionState } from '../positions/partition-state.ts'

/** What of a fetch answer is to be handed out. */
export interface FetchedOptions {
  readonly readsCommitted: boolean
  readonly checksCrcs: boolean
}

/** What the answer said of one partition. */
export interface FetchedPartition {
  readonly records: Uint8Array
  readonly abortedTransactions: readonly AbortedTransaction[]
}

// A batch that would grow beyond this is a bomb: no broker stores one that large.
const decompressedSizeMax = 512 * 1024 * 1024

/**
 * The records that one fetch brought of one partition, handed out one after the other; the
 * partition's position goes along.
 */
export class FetchedRecords {
  readonly state: PartitionState
  readonly sizeBytes: number
  /** Where the next fetch goes on. */
  readonly nextOffset: bigint
  readonly lastLeaderEpoch: number | undefined
  readonly #version: number
  readonly #batches: readonly RecordBatch[]
  readonly #options: FetchedOptions
  readonly #aborted: AbortedTransactions | undefined
  #opened = 0
  #facts: BatchFacts | undefined
  #cursor: RecordCursor | undefined
  #firstDelta = 0
  #handed = 0
  #handedBytes = 0
  #countedRecords = 0
  #countedBytes = 0

  /** Throws CORRUPT_MESSAGE where the answer holds no whole batch that leads on. */
  constructor(state: PartitionState, fetched: FetchedPartition, options: FetchedOptions) {
    this.state = state
    this.sizeBytes = fetched.records.length
    this.#version = state.version
    this.#options = options
    this.#batches = wholeBatches(state, fetched.records)
    this.#aborted = options.readsCommitted
      ? new AbortedTransactions(fetched.abortedTransactions)
      : undefined
    const last = this.#batches.at(-1)
    if (last === undefined || last.nextOffset <= state.fetchOffset) {
      throw corrupt(state, 'no batch in it leads beyond the offset that was asked for')
    }
    this.nextOffset = last.nextOffset
    this.lastLeaderEpoch = epochOf(last)
  }

  /** Whether the partition is still ours and was not sought elsewhere since. */
  get isCurrent(): boolean {
    return this.#version === this.state.version
  }

  /** How many records were handed out. */
  get handed(): number {
    return this.#handed
  }

  /** What was handed out since somebody last asked: records, and the bytes of their batches. */
  takeHanded(): { readonly records: number; readonly bytes: number } {
    const records = this.#handed - this.#countedRecords
    const bytes = this.#handedBytes - this.#countedBytes
    this.#countedRecords = this.#handed
    this.#countedBytes = this.#handedBytes
    return { records, bytes }
  }

  /** The next record; undefined at the end. Throws CORRUPT_MESSAGE, each time again. */
  next(): ConsumerRecord | undefined {
    for (;;) {
      const cursor = this.#cursor
      if (cursor !== undefined) {
        while (cursor.next()) {
          if (cursor.offsetDelta < this.#firstDelta) continue
          this.state.readUpToDelta(cursor.offsetDelta + 1)
          this.#handed += 1
          return new ConsumerRecord(this.#facts!, cursor)
        }
        this.#endBatch(cursor)
      }
      if (!this.#openNext()) return undefined
    }
  }

  /** Of an empty batch, or one whose end compaction took, the position goes on to the end. */
  #endBatch(cursor: RecordCursor): void {
    const batch = this.#batches[this.#opened - 1]!
    if (cursor.problem !== undefined) throw corrupt(this.state, cursor.problem)
    this.#cursor = undefined
    this.#passBy(batch)
  }

  /** Opens the next batch that has something to show. False at the end. */
  #openNext(): boolean {
    while (this.#opened < this.#batches.length) {
      const batch = this.#batches[this.#opened]!
      if (this.#options.checksCrcs && !batch.checksumHolds()) {
        throw corrupt(this.state, `the checksum of the batch at ${batch.baseOffset} does not hold`)
      }
      const isHidden = this.#aborted?.hides(batch) ?? false
      if (!isHidden && !batch.isControl) {
        this.#open(batch)
        this.#opened += 1
        return true
      }
      this.#opened += 1
      this.#passBy(batch)
    }
    return false
  }

  #open(batch: RecordBatch): void {
    const { state } = this
    const { baseOffset } = batch
    const { position } = state
    const cursor = this.#decompress(batch)
    const leaderEpoch = epochOf(batch)
    this.#firstDelta = position > baseOffset ? Number(position - baseOffset) : 0
    state.readUpTo(baseOffset, this.#firstDelta, leaderEpoch)
    this.#facts = {
      topic: state.topic,
      partition: state.partition,
      baseOffset,
      baseTimestamp: batch.baseTimestamp,
      appendTime: batch.timestampType === 'logAppendTime' ? batch.maxTimestamp : undefined,
      leaderEpoch,
    }
    this.#cursor = cursor
    this.#handedBytes += batch.sizeBytes
  }

  #decompress(batch: RecordBatch): RecordCursor {
    try {
      return cursorOf(batch, { decompressedSizeMax })
    } catch (error) {
      if (!isOperatingError(error)) throw error
      throw corrupt(this.state, error.message)
    }
  }

  #passBy(batch: RecordBatch): void {
    if (batch.nextOffset <= this.state.position) return
    this.state.readUpTo(batch.nextOffset, 0, epochOf(batch))
  }
}

/** A broker may end an answer in the middle of a batch, but not before the first one is whole. */
function wholeBatches(state: PartitionState, bytes: Uint8Array): readonly RecordBatch[] {
  const batches: RecordBatch[] = []
  let position = 0
  while (position < bytes.length) {
    const found = RecordBatch.find(bytes, position)
    if (found.kind === 'malformed') throw corrupt(state, found.detail)
    if (found.kind === 'partial') break
    batches.push(found.batch)
    position += found.batch.sizeBytes
  }
  return batches
}

function epochOf(batch: RecordBatch): number | undefined {
  const epoch = batch.partitionLeaderEpoch
  return epoch < 0 ? undefined : epoch
}

function corrupt(state: PartitionState, reason: string): KafkaError {
  return brokerError(ErrorCode.corruptMessage, `read ${state.key}`, reason)
}
