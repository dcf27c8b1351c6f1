import { readControlRecord, type RecordBatch } from '@barnabus/protocol'
import { recordLimits } from '../append/validate-batch.ts'
import type { AbortedTransactionEntry } from '../segment/transaction-index.ts'

interface OngoingAborted {
  readonly entry: AbortedTransactionEntry
  hasData: boolean
}

/**
 * Follows transactions through the log while it is cleaned, batch by batch: what an aborted one
 * wrote may go at once, and a marker may go when nothing of its transaction is left.
 */
export class CleanedTransactions {
  /** Those still to come, the first one first. */
  readonly #aborted: AbortedTransactionEntry[]
  readonly #ongoingAborted = new Map<bigint, OngoingAborted>()
  readonly #ongoingCommitted = new Set<bigint>()
  readonly #retained: AbortedTransactionEntry[] = []

  constructor(aborted: readonly AbortedTransactionEntry[]) {
    this.#aborted = [...aborted].sort((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1))
  }

  /** Whether nobody needs what is in the batch any more, as far as transactions go. */
  mayDiscard(batch: RecordBatch): boolean {
    this.#beginUpTo(batch.lastOffset)
    if (batch.isControl) return this.#isMarkerOfNothing(batch)
    if (!batch.isTransactional) return false
    const aborted = this.#ongoingAborted.get(batch.producerId)
    if (aborted === undefined) {
      this.#ongoingCommitted.add(batch.producerId)
      return false
    }
    aborted.hasData = true
    return true
  }

  /** The aborted transactions of which something was met since the last call. */
  takeRetained(): readonly AbortedTransactionEntry[] {
    return this.#retained.splice(0)
  }

  #beginUpTo(offset: bigint): void {
    while (this.#aborted.length > 0 && this.#aborted[0]!.firstOffset <= offset) {
      const entry = this.#aborted.shift()!
      if (!this.#ongoingAborted.has(entry.producerId)) {
        this.#ongoingAborted.set(entry.producerId, { entry, hasData: false })
      }
    }
  }

  #isMarkerOfNothing(batch: RecordBatch): boolean {
    const [record] = batch.records(recordLimits)
    if (record === undefined) return true // Its record went before; the batch is there for its producer.
    const control = readControlRecord(record)
    if (control.kind !== 'endTransaction') return false
    if (control.outcome === 'commit') return !this.#ongoingCommitted.delete(batch.producerId)
    const aborted = this.#ongoingAborted.get(batch.producerId)
    this.#ongoingAborted.delete(batch.producerId)
    if (aborted?.hasData !== true) return true
    this.#retained.push(aborted.entry)
    return false
  }
}
