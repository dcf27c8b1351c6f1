import { KafkaError, isKafkaError } from '../../errors/kafka-error.ts'
import type { BatchReceipt, RecordOwner } from './record-owner.ts'

/** Where a record of a `sendAll` is: the first, or the last, in one partition. */
export interface SentOffset {
  readonly topic: string
  readonly partition: number
  /** -1 where nobody told. */
  readonly offset: bigint
}

/** What came of a `sendAll`. */
export interface SentSummary {
  readonly count: number
  /** One for each partition that got records. Those of others may lie between first and last. */
  readonly firstOffsets: readonly SentOffset[]
  /** Likewise. */
  readonly lastOffsets: readonly SentOffset[]
}

/** One record of many could not be sent. */
export class RecordFailedError extends KafkaError {
  /** The how manieth it was, from 0, in what was handed to `sendAll`. */
  readonly index: number

  constructor(error: KafkaError, index: number) {
    super(error.code, `Record ${index}: ${error.message}`, {
      errorCode: error.errorCode,
      retriable: error.retriable,
      cause: error,
    })
    this.name = 'RecordFailedError'
    this.index = index
  }
}

/** Whoever sends many records, and waits for all of them together. */
export class BulkSend implements RecordOwner {
  readonly #firstOffsets = new Map<string, SentOffset>()
  readonly #lastOffsets = new Map<string, SentOffset>()
  #sent = 0
  #settled = 0
  #failure: unknown
  #hasFailed = false
  #whenSettled: (() => void) | undefined

  /** How many were handed over. */
  get sent(): number {
    return this.#sent
  }

  get hasFailed(): boolean {
    return this.#hasFailed
  }

  /** The number of the next record, to be handed over with it. */
  next(): number {
    const index = this.#sent
    this.#sent = index + 1
    return index
  }

  delivered({ topic, partition, baseOffset }: BatchReceipt, index: number, count: number): void {
    this.#settled += count
    const key = `${topic} ${partition}`
    const firstOffset = baseOffset < 0n ? -1n : baseOffset + BigInt(index)
    const first = this.#firstOffsets.get(key)
    if (first === undefined || firstOffset < first.offset) {
      this.#firstOffsets.set(key, { topic, partition, offset: firstOffset })
    }
    const lastOffset = baseOffset < 0n ? -1n : firstOffset + BigInt(count - 1)
    const last = this.#lastOffsets.get(key)
    if (last === undefined || lastOffset > last.offset) {
      this.#lastOffsets.set(key, { topic, partition, offset: lastOffset })
    }
    if (this.#settled === this.#sent) this.#whenSettled?.()
  }

  failed(error: unknown, index: number): void {
    this.#settled += 1
    if (!this.#hasFailed) {
      this.#hasFailed = true
      this.#failure = isKafkaError(error) ? new RecordFailedError(error, index) : error
    }
    if (this.#settled === this.#sent) this.#whenSettled?.()
  }

  /** Resolves when it is known what became of every record. */
  settled(): Promise<void> {
    if (this.#settled === this.#sent) return Promise.resolve()
    return new Promise((resolve) => (this.#whenSettled = resolve))
  }

  /** What came of it. Throws the first failure. */
  summary(): SentSummary {
    if (this.#hasFailed) throw this.#failure
    return {
      count: this.#sent,
      firstOffsets: Array.from(this.#firstOffsets.values()),
      lastOffsets: Array.from(this.#lastOffsets.values()),
    }
  }
}
