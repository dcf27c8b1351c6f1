import { RecordBatch } from './record-batch.ts'

/** Where a walk over batches stopped, and why. */
export type BatchesEnd =
  | { readonly kind: 'end'; readonly position: number }
  | { readonly kind: 'partial'; readonly position: number; readonly neededBytes: number }
  | { readonly kind: 'malformed'; readonly position: number; readonly detail: string }

/**
 * Yields the whole batches of `bytes`, in order. It returns where and why it stopped: at the end,
 * before a batch that the buffer holds only a part of, or before something that is no batch.
 */
export function* batchesIn(bytes: Uint8Array, from = 0): Generator<RecordBatch, BatchesEnd, void> {
  let position = from
  while (position < bytes.length) {
    const found = RecordBatch.find(bytes, position)
    if (found.kind === 'partial') {
      return { kind: 'partial', position, neededBytes: found.neededBytes }
    }
    if (found.kind === 'malformed') return { kind: 'malformed', position, detail: found.detail }
    yield found.batch
    position += found.batch.sizeBytes
  }
  return { kind: 'end', position }
}
