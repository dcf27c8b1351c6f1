import { RecordCursor, batchHeaderSize, type RecordBatch } from '@barnabus/protocol'

/** An entry of a fetch answer: from there on, what this producer wrote was aborted. */
export interface AbortedTransaction {
  readonly producerId: bigint
  readonly firstOffset: bigint
}

/**
 * Tells, batch after batch of a fetch answer, which belong to transactions that were aborted.
 *
 * A producer may have aborted several; each begins at its entry's first offset and ends at the abort
 * marker, which may lie in a later answer, as may the transaction's beginning in an earlier one.
 */
export class AbortedTransactions {
  readonly #coming: readonly AbortedTransaction[]
  #begun = 0
  readonly #open = new Set<bigint>()

  constructor(listed: readonly AbortedTransaction[]) {
    this.#coming = listed.toSorted((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1))
  }

  /** Whether nobody who reads committed records may see `batch`. To be called once for each. */
  hides(batch: RecordBatch): boolean {
    if (!batch.hasProducerId) return false
    const { lastOffset, producerId } = batch
    while (this.#begun < this.#coming.length) {
      const next = this.#coming[this.#begun]!
      if (next.firstOffset > lastOffset) break
      this.#open.add(next.producerId)
      this.#begun += 1
    }
    if (batch.isControl) {
      if (endsInAbort(batch)) this.#open.delete(producerId)
      return true
    }
    return batch.isTransactional && this.#open.has(producerId)
  }
}

const abortType = 0

/** The marker's type stands in its key, behind a version. Markers are never compressed. */
function endsInAbort(batch: RecordBatch): boolean {
  const cursor = new RecordCursor(batch.bytes, batchHeaderSize)
  if (batch.compressionCode !== 0 || !cursor.next() || cursor.keySize < 4) return false
  const { bytes, keyStart } = cursor
  return ((bytes[keyStart + 2]! << 8) | bytes[keyStart + 3]!) === abortType
}
